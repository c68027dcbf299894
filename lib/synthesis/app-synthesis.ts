import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { type App, type IResolvable, type ISynthesisSession, ref, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { BadOptionError } from "../errors.js";
import {
  DATA_SOURCE_TYPE,
  renderFieldExpression,
  toRecordingAddress,
  toRecordingType,
} from "../terraform/addresses.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import type { PlannedElement } from "../terraform/verify-gate.js";
import type { DocumentStore } from "./document-store.js";
import { createSwappedError } from "./errors.js";
import { loadReading } from "./load-reading.js";
import { resolveReadAt } from "./planned-org.js";
import { Registry } from "./registry.js";
import { StackFiles } from "./stack-files.js";
import { SynthesisRun } from "./synthesis-run.js";
import { stopWatch } from "./unfinished-apps.js";

/** Everything of ours in one construct tree, and the synthesis that is running in it. */
export class AppSynthesis {
  readonly registry: Registry;
  private current: SynthesisRun | undefined;
  /** Documents that `.settings` fetched. The synthesis that follows uses the same ones. */
  private store: DocumentStore | undefined;

  constructor(root: IConstruct) {
    this.registry = new Registry(root);
  }

  /** What a data source renders in the synthesis that is running, if one is. */
  renderSource(construct: DataNullDataSource): Rendered {
    return this.current?.render(construct) ?? NOT_RENDERED;
  }

  /** What a data source that Terraform reads renders in the synthesis that is running. */
  findPlanned(construct: DataNullDataSource): PlannedElement | undefined {
    return this.current?.findPlannedElement(construct);
  }

  /** Whether Terraform reads a data source, as far as is known by now. */
  isPlanned(construct: DataNullDataSource): boolean {
    const found = this.registry.findOrg(this.registry.getSource(construct).record);
    return found.ok && resolveReadAt(found.org, process.env) === "plan";
  }

  /** The type of a data source, as far as is known by now. */
  getType(construct: DataNullDataSource): string {
    if (!this.isPlanned(construct)) return DATA_SOURCE_TYPE;
    return toRecordingType(this.registry.getSource(construct).record.schema);
  }

  /** A field of a data source that Terraform reads, as a reference; undefined for any other. */
  referToField(construct: DataNullDataSource, field: string): IResolvable | undefined {
    if (!this.isPlanned(construct)) return undefined;
    const { schema } = this.registry.getSource(construct).record;
    return ref(
      renderFieldExpression(schema, construct.friendlyUniqueId, field),
      TerraformStack.of(construct),
    );
  }

  /** What others depend on to wait for a data source that Terraform reads; undefined for any other. */
  referToAddress(construct: DataNullDataSource): IResolvable | undefined {
    if (!this.isPlanned(construct)) return undefined;
    const { schema } = this.registry.getSource(construct).record;
    const address =
      this.current?.findPlannedAddress(construct) ?? toRecordingAddress(schema, construct.friendlyUniqueId);
    return ref(address, TerraformStack.of(construct));
  }

  /**
   * The document of a data source, fetched now if need be.
   *
   * @throws FullstoryError when it could not be read
   */
  getDocument(construct: DataNullDataSource): object {
    if (this.isPlanned(construct))
      throw new BadOptionError(
        `[${construct.node.path}] settings: its org is read by Terraform (readAt "plan"), so no value is known while the app synthesizes`,
        { hint: 'Use a getter, which is a Terraform reference, or readAt "synth".' },
      );
    const run = this.current ?? new SynthesisRun(this.registry, this.getStore, undefined);
    return run.getDocument(construct);
  }

  /** Runs `app.synth()` as one synthesis, fetching through the synchronous bridge. */
  synthesize(app: App, synth: () => void): void {
    if (this.current !== undefined) {
      synth();
      return;
    }
    const files = this.openFiles(app);
    this.runWithin(files, (run) => {
      run.prepareSync();
      synth();
      run.conclude();
      refuseUnsealed(files);
    });
  }

  /** The same, fetching without blocking. */
  async synthesizeAsync(app: App): Promise<void> {
    const files = this.openFiles(app);
    const run = this.start(files);
    try {
      await run.prepareAsync();
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
    new StackFiles(app.outdir, () => this.registry.listStacks()).failEarlier(error);
  }

  /** A stack's Terraform JSON with the gate in it, looked over once more. */
  render(stack: TerraformStack, toTerraform: () => object): object {
    return this.runWithin(undefined, (run) => {
      run.prepareStack(stack);
      return run.finish(stack, toTerraform);
    });
  }

  /** Writes a stack's file, reads it back, and puts the evidence beside it. */
  write(stack: TerraformStack, session: ISynthesisSession, synthesize: () => void): void {
    if (this.current === undefined && !this.registry.carries(stack)) {
      synthesize();
      return;
    }
    this.runWithin(new StackFiles(session.outdir, () => [stack]), (run) => {
      synthesize();
      // An aspect may just have given it a gate.
      if (this.registry.carries(stack)) run.files?.seal(stack, session, (text) => run.confirm(stack, text));
    });
  }

  /** The files of an app's stacks. Whatever the outcome, no earlier file of a stack that had a gate is left. */
  private openFiles(app: App): StackFiles {
    stopWatch(app);
    const files = new StackFiles(app.outdir, () => this.registry.listStacks());
    files.removeGated(app);
    return files;
  }

  private start(files: StackFiles | undefined): SynthesisRun {
    if (this.current !== undefined) {
      throw new BadOptionError("this app is being synthesized already", {
        hint: "Wait for the first synth(app) to end.",
      });
    }
    files?.removeEarlier();
    this.current = new SynthesisRun(this.registry, this.getStore, files);
    return this.current;
  }

  private readonly getStore = (): DocumentStore => {
    this.store ??= new (loadReading().DocumentStore)(() => new Date());
    return this.store;
  };

  private end(): void {
    this.current = undefined;
    this.store = undefined;
  }

  /** Runs inside the current synthesis, or as one of its own. */
  private runWithin<T>(files: StackFiles | undefined, use: (run: SynthesisRun) => T): T {
    if (this.current !== undefined) return use(this.current);
    const run = this.start(files);
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
  const [stack] = files.listUnsealed();
  if (stack !== undefined) throw createSwappedError(stack.node.path);
}
