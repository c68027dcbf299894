import type { App, ISynthesisSession, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { fetchAll } from "../client/batch/fetch-all.js";
import { fetchAllSync } from "../client/batch/sync-bridge.js";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import { BadOptionError } from "../errors.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import { Documents, type Round } from "./document-store.js";
import { Holdings } from "./registry.js";
import { StackFiles } from "./stack-files.js";
import { Synthesis } from "./synthesis-run.js";

/** Everything of ours in one construct tree, and the synthesis that is running in it. */
export class AppState {
  readonly holdings: Holdings;
  private current: Synthesis | undefined;
  /** Fetched for `.settings` and kept for the synthesis that follows, which must not see anything else. */
  private documents: Documents | undefined;

  constructor(root: IConstruct) {
    this.holdings = new Holdings(root);
  }

  rendered(source: AnyDataSource): Rendered {
    return this.current?.rendered(source) ?? NOT_RENDERED;
  }

  /** @throws FullstoryError when the document could not be read */
  document(source: AnyDataSource): object {
    if (this.current !== undefined) return this.current.document(source, fetchAllSync);
    this.documents ??= new Documents(() => new Date());
    return new Synthesis(this.holdings, this.documents, undefined).document(source, fetchAllSync);
  }

  /** Runs `app.synth()` as one synthesis, fetching through the synchronous bridge. */
  synthesize(app: App, synth: () => void): void {
    if (this.current !== undefined) {
      synth();
      return;
    }
    const files = this.filesOf(app);
    this.within(files, (synthesis) => {
      synthesis.prepareSync(fetchAllSync);
      synth();
      synthesis.conclude();
    });
  }

  /** The same, fetching without blocking. */
  async synthesizeAsync(app: App): Promise<void> {
    const files = this.filesOf(app);
    const synthesis = this.begin(files);
    try {
      await prepareAsync(synthesis.prepare());
      app.synth();
      synthesis.conclude();
    } catch (error) {
      files.fail(error);
      throw error;
    } finally {
      this.end();
    }
  }

  /** A stack's Terraform JSON with the gate in it, looked over once more. */
  render(stack: TerraformStack, toTerraform: () => object): object {
    return this.within(undefined, (synthesis) => {
      synthesis.prepareStack(stack, fetchAllSync);
      return synthesis.finish(stack, toTerraform);
    });
  }

  /** Writes a stack's file, reads it back, and puts the evidence beside it. */
  write(stack: TerraformStack, session: ISynthesisSession, synthesize: () => void): void {
    if (this.current === undefined && !this.holdings.carries(stack)) {
      synthesize();
      return;
    }
    this.within(new StackFiles(session.outdir, () => [stack]), (synthesis) => {
      synthesize();
      // An aspect may just have given it a gate.
      if (this.holdings.carries(stack))
        synthesis.files?.seal(stack, session, (text) => synthesis.confirm(stack, text));
    });
  }

  /** The files of an app's stacks. Whatever the outcome, no stack that the app no longer has is left to be planned. */
  private filesOf(app: App): StackFiles {
    const files = new StackFiles(app.outdir, () => this.holdings.stacks());
    files.removeOrphans(app);
    return files;
  }

  refuseHcl(stack: TerraformStack): never {
    throw new BadOptionError(
      `[${stack.node.path}] hclOutput cannot carry the gate: Terraform refuses what CDKTF writes for it`,
      {
        hint: "Leave hclOutput and SYNTH_HCL_OUTPUT off.",
      },
    );
  }

  private begin(files: StackFiles | undefined): Synthesis {
    if (this.current !== undefined) {
      throw new BadOptionError("this app is being synthesized already", {
        hint: "Wait for the first synth(app) to end.",
      });
    }
    this.documents ??= new Documents(() => new Date());
    files?.removeEarlier();
    this.current = new Synthesis(this.holdings, this.documents, files);
    return this.current;
  }

  private end(): void {
    this.current = undefined;
    this.documents = undefined;
  }

  /** Runs inside the current synthesis, or as one of its own. */
  private within<T>(files: StackFiles | undefined, run: (synthesis: Synthesis) => T): T {
    if (this.current !== undefined) return run(this.current);
    const synthesis = this.begin(files);
    try {
      return run(synthesis);
    } catch (error) {
      files?.fail(error);
      throw error;
    } finally {
      this.end();
    }
  }
}

async function prepareAsync(rounds: Iterable<Round>): Promise<void> {
  for (const { jobs, keep } of rounds) keep(jobs.length === 0 ? [] : await fetchAll(jobs));
}
