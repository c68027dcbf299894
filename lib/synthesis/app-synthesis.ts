import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { type App, type ISynthesisSession, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import { BadOptionError } from "../errors.js";
import {
  DATA_SOURCE_TYPE,
  fieldExpression,
  recordingAddress,
  recordingType,
} from "../terraform/addresses.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import type { PlannedElement } from "../terraform/verify-gate.js";
import type { DocumentStore, Round } from "./document-store.js";
import { synthesizerSwapped } from "./errors.js";
import { loadReading } from "./load-reading.js";
import { lookUpOrg } from "./org-lookup.js";
import { readAtOf } from "./planned-org.js";
import { Registry } from "./registry.js";
import { StackFiles } from "./stack-files.js";
import { SynthesisRun } from "./synthesis-run.js";
import { endWatch } from "./unfinished-apps.js";

/** Everything of ours in one construct tree, and the synthesis that is running in it. */
export class AppSynthesis {
  readonly registry: Registry;
  private current: SynthesisRun | undefined;
  /** Documents that `.settings` fetched. The synthesis that follows uses the same ones. */
  private store: DocumentStore | undefined;

  constructor(root: IConstruct) {
    this.registry = new Registry(root);
  }

  rendered(construct: DataNullDataSource): Rendered {
    return this.current?.rendered(construct, TerraformStack.of(construct)) ?? NOT_RENDERED;
  }

  /** What a data source that Terraform reads renders in the synthesis that is running. */
  planned(construct: DataNullDataSource): PlannedElement | undefined {
    return this.current?.plannedElement(construct);
  }

  /** Whether Terraform reads a data source, as far as is known by now. */
  isPlanned(construct: DataNullDataSource): boolean {
    const found = lookUpOrg(this.registry.source(construct).record, this.registry);
    return found.ok && readAtOf(found.org, process.env) === "plan";
  }

  typeOf(construct: DataNullDataSource): string {
    if (!this.isPlanned(construct)) return DATA_SOURCE_TYPE;
    return recordingType(this.registry.source(construct).record.schema);
  }

  /** The expression of a field, of a data source that Terraform reads. */
  fieldExpression(construct: DataNullDataSource, field: string): string | undefined {
    if (!this.isPlanned(construct)) return undefined;
    const { schema } = this.registry.source(construct).record;
    return fieldExpression(schema, construct.friendlyUniqueId, field);
  }

  addressOf(construct: DataNullDataSource): string | undefined {
    if (!this.isPlanned(construct)) return undefined;
    const { schema } = this.registry.source(construct).record;
    return this.current?.plannedAddress(construct) ?? recordingAddress(schema, construct.friendlyUniqueId);
  }

  /** @throws FullstoryError when the document could not be read */
  document(construct: DataNullDataSource): object {
    if (this.isPlanned(construct))
      throw new BadOptionError(
        `[${construct.node.path}] settings: its org is read by Terraform (readAt "plan"), so no value is known while the app synthesizes`,
        { hint: 'Use a getter, which is a Terraform reference, or readAt "synth".' },
      );
    if (this.current !== undefined) return this.current.document(construct, fetchSync);
    return new SynthesisRun(this.registry, this.documents, undefined).document(construct, fetchSync);
  }

  /** Runs `app.synth()` as one synthesis, fetching through the synchronous bridge. */
  synthesize(app: App, synth: () => void): void {
    if (this.current !== undefined) {
      synth();
      return;
    }
    const files = this.filesOf(app);
    this.within(files, (run) => {
      run.prepareSync(fetchSync);
      synth();
      run.conclude();
      refuseUnsealed(files);
    });
  }

  /** The same, fetching without blocking. */
  async synthesizeAsync(app: App): Promise<void> {
    const files = this.filesOf(app);
    const run = this.begin(files);
    try {
      await prepareAsync(run.prepare());
      app.synth();
      run.conclude();
      refuseUnsealed(files);
    } catch (error) {
      files.fail(error);
      throw error;
    } finally {
      this.end();
    }
  }

  /**
   * Removes what an earlier run left, when the process fails before this app was synthesized: it must not be planned.
   */
  abandon(app: App): void {
    const error = new BadOptionError("the app ended with a failure before it was synthesized", {
      hint: "Correct the app; what it printed says why.",
    });
    new StackFiles(app.outdir, () => this.registry.stacks()).failEarlier(error);
  }

  /** A stack's Terraform JSON with the gate in it, looked over once more. */
  render(stack: TerraformStack, toTerraform: () => object): object {
    return this.within(undefined, (run) => {
      run.prepareStack(stack, fetchSync);
      return run.finish(stack, toTerraform);
    });
  }

  /** Writes a stack's file, reads it back, and puts the evidence beside it. */
  write(stack: TerraformStack, session: ISynthesisSession, synthesize: () => void): void {
    if (this.current === undefined && !this.registry.carries(stack)) {
      synthesize();
      return;
    }
    this.within(new StackFiles(session.outdir, () => [stack]), (run) => {
      synthesize();
      // An aspect may just have given it a gate.
      if (this.registry.carries(stack)) run.files?.seal(stack, session, (text) => run.confirm(stack, text));
    });
  }

  /** The files of an app's stacks. Whatever the outcome, no earlier file of a stack that had a gate is left. */
  private filesOf(app: App): StackFiles {
    endWatch(app);
    const files = new StackFiles(app.outdir, () => this.registry.stacks());
    files.removeGated(app);
    return files;
  }

  private begin(files: StackFiles | undefined): SynthesisRun {
    if (this.current !== undefined) {
      throw new BadOptionError("this app is being synthesized already", {
        hint: "Wait for the first synth(app) to end.",
      });
    }
    files?.removeEarlier();
    this.current = new SynthesisRun(this.registry, this.documents, files);
    return this.current;
  }

  private readonly documents = (): DocumentStore => {
    this.store ??= new (loadReading().DocumentStore)(() => new Date());
    return this.store;
  };

  private end(): void {
    this.current = undefined;
    this.store = undefined;
  }

  /** Runs inside the current synthesis, or as one of its own. */
  private within<T>(files: StackFiles | undefined, use: (run: SynthesisRun) => T): T {
    if (this.current !== undefined) return use(this.current);
    const run = this.begin(files);
    try {
      return use(run);
    } catch (error) {
      files?.fail(error);
      throw error;
    } finally {
      this.end();
    }
  }
}

/** Refuses stacks whose synthesizer was replaced later: their files were not looked over. */
function refuseUnsealed(files: StackFiles): void {
  const [stack] = files.unsealed();
  if (stack !== undefined) throw synthesizerSwapped(stack.node.path);
}

async function prepareAsync(rounds: Iterable<Round>): Promise<void> {
  for (const { jobs, keep } of rounds) keep(jobs.length === 0 ? [] : await loadReading().fetchAll(jobs));
}

function fetchSync(jobs: readonly FetchJob[]): FetchResult[] {
  return loadReading().fetchAllSync(jobs);
}
