import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import type { TerraformStack } from "cdktf";
import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import type { Evidence } from "../evidence/evidence.js";
import { addBlocks } from "../terraform/add-blocks.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import { gateFaults } from "../terraform/verify-gate.js";
import {
  appFaults,
  type CheckContext,
  exposureFaults,
  removalFaults,
  sourceFaults,
} from "./declaration-faults.js";
import { diagnose } from "./diagnose.js";
import type { DocumentStore, Round } from "./document-store.js";
import { DeclarationError, type DeclarationFault, GateStrippedError } from "./errors.js";
import { evaluateSources } from "./evaluate-sources.js";
import { EvaluatedSources } from "./evaluated-sources.js";
import { loadSource } from "./load-source.js";
import { type OrgReading, type OrgSettings, readOrg } from "./org-settings.js";
import { guardOf, recordEvidence } from "./record-evidence.js";
import type { OrgRecord } from "./records.js";
import type { Registry } from "./registry.js";
import { RenderCache } from "./render-cache.js";
import { resolveSource } from "./resolve-source.js";
import type { StackFiles } from "./stack-files.js";
import type { DeclaredSource, EvaluatedSource, ResolvedSource } from "./stages.js";
import { unreadError } from "./unread-error.js";

type Fetch = (jobs: readonly FetchJob[]) => readonly FetchResult[];

/** One run from declarations to Terraform JSON. */
export class SynthesisRun {
  private readonly startedAt = new Date();
  private readonly evaluated = new EvaluatedSources();
  private readonly readings = new Map<OrgRecord | undefined, OrgReading>();
  private readonly cache: RenderCache;
  private readonly context: CheckContext;
  /** The revision of the registry that was last found in order. */
  private prepared: number | undefined;
  /** Whether a stack was rendered. */
  private rendering = false;

  constructor(
    private readonly registry: Registry,
    private readonly store: DocumentStore,
    readonly files: StackFiles | undefined,
  ) {
    const evidencePath = (stack: TerraformStack) => files?.evidencePath(stack);
    this.cache = new RenderCache({ now: this.startedAt, evidencePath });
    const readingOf = (org: OrgRecord | undefined) => this.readingOf(org);
    this.context = { registry, readingOf, now: this.startedAt };
  }

  /**
   * Checks every declaration of the app, reads everything that it needs, and compares. What is to be fetched is
   * handed out in rounds; a passing app has one.
   *
   * @throws DeclarationError all faults of the app together
   */
  *prepare(): Generator<Round, void, void> {
    const { revision } = this.registry;
    const fresh = this.registry.sources().filter((source) => this.current(source) === undefined);
    refuse([...appFaults(this.context), ...fresh.flatMap((source) => sourceFaults(source, this.context))]);
    const resolved = fresh.map((source) => resolveSource(source, this.context));
    yield this.plan(resolved);
    const judged = evaluateSources(resolved.map((source) => loadSource(source, this.store)));
    refuse(judged.flatMap(problemsOf));
    const evaluated = yield* diagnose(judged, this.store, this.startedAt);
    this.evaluated.add(evaluated);
    const unread = unreadError(evaluated);
    if (unread !== undefined) throw unread;
    this.prepared = revision;
  }

  prepareSync(fetch: Fetch): void {
    for (const { jobs, keep } of this.prepare()) keep(jobs.length === 0 ? [] : fetch(jobs));
  }

  /**
   * Prepares what a stack that is about to be rendered needs: what was declared since everything was looked at, by one
   * of its aspects perhaps. Nothing may have been taken away meanwhile, neither from it nor, when it is the first one,
   * from any stack.
   */
  prepareStack(stack: TerraformStack, fetch: Fetch): void {
    if (this.prepared !== this.registry.revision) this.prepareSync(fetch);
    const { registry } = this;
    refuse(removalFaults(this.rendering ? [registry.in(stack), registry.in(undefined)] : [registry.all]));
    this.rendering = true;
  }

  /** When all stacks are rendered: nothing may have been taken away behind a stack's back either. */
  conclude(): void {
    refuse(removalFaults([this.registry.all]));
  }

  /** @throws FullstoryError when the document could not be read */
  document(construct: DataNullDataSource, fetch: Fetch): object {
    const { load } =
      this.evaluated.get(construct) ?? loadSource(this.readEarly(construct, fetch), this.store);
    if (load.ok) return load.document;
    throw load.error;
  }

  /** A data source whose document is wanted before the tree is complete: everything known by now is read. */
  private readEarly(construct: DataNullDataSource, fetch: Fetch): ResolvedSource {
    const declared = this.registry.source(construct);
    refuse(sourceFaults(declared, this.context));
    const resolved = resolveSource(declared, this.context);
    const others = this.registry
      .sources()
      .filter((other) => sourceFaults(other, this.context).length === 0)
      .map((other) => resolveSource(other, this.context));
    const { jobs, keep } = this.plan([resolved, ...others]);
    keep(jobs.length === 0 ? [] : fetch(jobs));
    return resolved;
  }

  private plan(sources: readonly ResolvedSource[]): Round {
    return this.store.plan(
      sources.map(({ need }) => need),
      orgsToAsk(sources),
    );
  }

  private readingOf(org: OrgRecord | undefined): OrgReading {
    const known = this.readings.get(org);
    if (known !== undefined) return known;
    const reading = readOrg(org, process.env);
    this.readings.set(org, reading);
    return reading;
  }

  /** What a data source was evaluated to, unless something was expected of it since. */
  private current({ record, expectations }: DeclaredSource): EvaluatedSource | undefined {
    const evaluated = this.evaluated.get(record.construct);
    return evaluated?.expectations === expectations ? evaluated : undefined;
  }

  rendered(construct: DataNullDataSource, stack: TerraformStack): Rendered {
    const declared = this.registry.source(construct);
    const source = this.current(declared);
    if (source === undefined) return NOT_RENDERED;
    const { friendlyUniqueId: name } = construct;
    return this.cache.render({ name, source, exposed: declared.exposed, peers: this.evaluated.in(stack) });
  }

  /**
   * Renders a stack, adds what no construct can carry, and checks that nothing of the gate was taken away. A getter
   * that is called meanwhile asks for one more input, so the stack is rendered until no more are called.
   */
  finish(stack: TerraformStack, toTerraform: () => object): object {
    let before = this.registry.revision;
    let terraform = toTerraform();
    for (; this.registry.revision > before; terraform = toTerraform()) before = this.registry.revision;
    const sources = this.evaluated.in(stack);
    refuse(sources.flatMap(({ record, org }) => exposureFaults(this.registry.source(record.construct), org)));
    const elements = this.elementsIn(stack);
    const guards = this.registry.in(stack).gates.flatMap(guardOf);
    const { path: stackPath } = stack.node;
    addBlocks(terraform, { stackPath, rendered: elements.map(({ rendered }) => rendered), guards });
    this.lookOver(stack, terraform);
    return terraform;
  }

  private elementsIn(stack: TerraformStack) {
    return this.evaluated.in(stack).map(({ record: { construct } }) => ({
      path: construct.node.path,
      name: construct.friendlyUniqueId,
      rendered: this.rendered(construct, stack),
    }));
  }

  /** @throws GateStrippedError everything that is missing or was changed */
  private lookOver(stack: TerraformStack, terraform: unknown): void {
    const guards = this.registry.in(stack).gates.flatMap(guardOf);
    const faults = gateFaults(terraform, this.elementsIn(stack), guards);
    if (faults.length === 0) return;
    throw new GateStrippedError(
      `something took the gate of ${stack.node.path} apart after it was rendered: ${faults.join("; ")}`,
      {
        hint: "Look for overrides, aspects or assignments that touch these elements; nothing was written for this stack.",
      },
    );
  }

  /** Looks over the finished file, and says what the synthesis found. */
  confirm(stack: TerraformStack, text: string): Evidence {
    const terraform: unknown = JSON.parse(text);
    this.lookOver(stack, terraform);
    const { gates } = this.registry.in(stack);
    const sources = this.evaluated.in(stack);
    return recordEvidence({ stack, sources, gates, at: this.startedAt, terraform });
  }
}

function refuse(faults: readonly DeclarationFault[]): void {
  if (faults.length > 0) throw new DeclarationError(faults);
}

/** The orgs that must be known before anything is judged: a pinned org, and one that waivers are bound to. */
function orgsToAsk(sources: readonly ResolvedSource[]): readonly OrgSettings[] {
  return sources
    .filter(
      ({ org, expectations }) =>
        org.expectOrg !== undefined || expectations.some(({ options }) => (options.waivers ?? []).length > 0),
    )
    .map(({ org }) => org);
}

function problemsOf({ evaluation }: EvaluatedSource): readonly DeclarationFault[] {
  return (evaluation?.problems ?? []).map(({ expectation, path, message }) => ({
    constructPath: expectation.constructPath,
    field: path,
    message,
    ...(expectation.location === undefined
      ? {}
      : { location: `${expectation.location.file}:${expectation.location.line}` }),
  }));
}
