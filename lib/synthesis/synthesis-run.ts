import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import type { TerraformStack } from "cdktf";
import type { Evidence } from "../evidence/evidence.js";
import { addBlocks } from "../terraform/add-blocks.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import { findGateFaults, type PlannedElement, type StackElements } from "../terraform/verify-gate.js";
import {
  type CheckContext,
  findAppFaults,
  findExposed,
  findRemoved,
  findSourceFaults,
} from "./declaration-faults.js";
import type { DocumentStore, Round } from "./document-store.js";
import { GateStrippedError, refuse } from "./errors.js";
import { loadReading } from "./load-reading.js";
import { type OrgReading, readOrg } from "./org-settings.js";
import { PlannedSources } from "./planned-sources.js";
import type { ReadSources } from "./read-sources.js";
import { buildGuards, recordEvidence } from "./record-evidence.js";
import type { OrgRecord } from "./records.js";
import type { Registry } from "./registry.js";
import type { RenderOptions } from "./render-source.js";
import { resolveSource } from "./resolve-source.js";
import type { StackFiles } from "./stack-files.js";
import { type DeclaredSource, isPlanned, type ResolvedSource } from "./stages.js";

/** One run from declarations to Terraform JSON. */
export class SynthesisRun {
  private readonly startedAt = new Date();
  private reading: ReadSources | undefined;
  private readonly planned: PlannedSources;
  private readonly readings = new Map<OrgRecord | undefined, OrgReading>();
  private readonly options: RenderOptions;
  private readonly context: CheckContext;
  /** The revision of the registry that was last found in order. */
  private prepared: number | undefined;
  /** Whether a stack was rendered. */
  private rendering = false;

  constructor(
    private readonly registry: Registry,
    private readonly documents: () => DocumentStore,
    readonly files: StackFiles | undefined,
  ) {
    const getEvidencePath = (stack: TerraformStack) => files?.getEvidencePath(stack);
    this.planned = new PlannedSources(registry);
    this.options = { now: this.startedAt, getEvidencePath };
    const readOrg = (org: OrgRecord | undefined) => this.readOrg(org);
    this.context = { registry, readOrg, now: this.startedAt };
  }

  /**
   * Checks every declaration of the app, reads everything that it needs, and compares. What is to be fetched is
   * handed out in rounds; a passing app has one.
   *
   * @throws DeclarationError all faults of the app together
   */
  private *prepare(): Generator<Round, void, void> {
    const { revision } = this.registry;
    const fresh = this.registry.listSources().filter((source) => !this.isCurrent(source));
    refuse([
      ...findAppFaults(this.context),
      ...fresh.flatMap((source) => findSourceFaults(source, this.context)),
    ]);
    const all = fresh.map((source) => resolveSource(source, this.context));
    this.planned.add(all.filter(isPlanned));
    const resolved = all.filter((source) => !isPlanned(source));
    if (resolved.length > 0) yield* this.read.prepare(resolved);
    this.prepared = revision;
  }

  prepareSync(): void {
    for (const round of this.prepare()) fetchSync(round);
  }

  async prepareAsync(): Promise<void> {
    for (const { jobs, keep } of this.prepare())
      keep(jobs.length === 0 ? [] : await loadReading().fetchAll(jobs));
  }

  /**
   * Prepares what a stack that is about to be rendered needs: what was declared since everything was looked at, by one
   * of its aspects perhaps. Nothing may have been taken away meanwhile, neither from it nor, when it is the first one,
   * from any stack.
   */
  prepareStack(stack: TerraformStack): void {
    if (this.prepared !== this.registry.revision) this.prepareSync();
    const { registry } = this;
    refuse(
      findRemoved(this.rendering ? [registry.getShare(stack), registry.getShare(undefined)] : [registry.all]),
    );
    this.rendering = true;
  }

  /** Checks, when all stacks are rendered, that nothing was taken out of stacks that had been rendered before. */
  conclude(): void {
    refuse(findRemoved([this.registry.all]));
  }

  /** @throws FullstoryError when the document could not be read */
  getDocument(construct: DataNullDataSource): object {
    const load = this.reading?.get(construct)?.load ?? this.read.load(this.readEarly(construct));
    if (load.ok) return load.document;
    throw load.error;
  }

  /** A data source whose document is wanted before the tree is complete: everything known by now is read. */
  private readEarly(construct: DataNullDataSource): ResolvedSource {
    const declared = this.registry.getSource(construct);
    refuse(findSourceFaults(declared, this.context));
    const resolved = resolveSource(declared, this.context);
    const others = this.registry
      .listSources()
      .filter((other) => findSourceFaults(other, this.context).length === 0)
      .map((other) => resolveSource(other, this.context))
      .filter((other) => !isPlanned(other));
    fetchSync(this.read.planRound([resolved, ...others]));
    return resolved;
  }

  /** What is read while the app synthesizes; made where something is. */
  private get read(): ReadSources {
    this.reading ??= new (loadReading().ReadSources)(this.documents(), this.options);
    return this.reading;
  }

  private readOrg(org: OrgRecord | undefined): OrgReading {
    const known = this.readings.get(org);
    if (known !== undefined) return known;
    const reading = readOrg(org, process.env);
    this.readings.set(org, reading);
    return reading;
  }

  /** Of a data source that Terraform reads: what it renders. */
  findPlannedElement(construct: DataNullDataSource): PlannedElement | undefined {
    const source = this.planned.findCurrent(this.registry.getSource(construct));
    return source === undefined ? undefined : this.planned.toElement(source);
  }

  findPlannedAddress(construct: DataNullDataSource): string | undefined {
    const source = this.planned.get(construct);
    return source === undefined ? undefined : this.planned.getAddress(source);
  }

  private isCurrent(declared: DeclaredSource): boolean {
    return (this.reading?.findCurrent(declared) ?? this.planned.findCurrent(declared)) !== undefined;
  }

  render(construct: DataNullDataSource): Rendered {
    return this.reading?.renderSource(this.registry.getSource(construct)) ?? NOT_RENDERED;
  }

  /**
   * Renders a stack, adds what no construct can carry, and checks that nothing of the gate was taken away. A getter
   * that is called meanwhile asks for one more input, so the stack is rendered until no more are called.
   */
  finish(stack: TerraformStack, toTerraform: () => object): object {
    let before = this.registry.revision;
    let terraform = toTerraform();
    for (; this.registry.revision > before; terraform = toTerraform()) before = this.registry.revision;
    const sources = [...(this.reading?.listIn(stack) ?? []), ...this.planned.listIn(stack)];
    refuse(sources.flatMap(({ record, org }) => findExposed(this.registry.getSource(record.construct), org)));
    addBlocks(terraform, stack.node.path, this.listElements(stack));
    this.verifyFile(stack, terraform);
    return terraform;
  }

  private listElements(stack: TerraformStack): StackElements {
    return {
      ours: (this.reading?.listIn(stack) ?? []).map(({ record: { construct } }) => ({
        path: construct.node.path,
        name: construct.friendlyUniqueId,
        rendered: this.render(construct),
      })),
      planned: this.planned.listElements(stack),
      blocks: this.planned.buildBlocks(stack),
      guards: this.registry.getShare(stack).gates.flatMap((gate) => buildGuards(gate, this.planned)),
    };
  }

  /** @throws GateStrippedError everything that is missing or was changed */
  private verifyFile(stack: TerraformStack, terraform: unknown): void {
    const faults = findGateFaults(terraform, this.listElements(stack));
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
    this.verifyFile(stack, terraform);
    const { gates } = this.registry.getShare(stack);
    const sources = this.reading?.recordStack(stack) ?? [];
    return recordEvidence({ stack, sources, planned: this.planned, gates, at: this.startedAt, terraform });
  }
}

function fetchSync({ jobs, keep }: Round): void {
  keep(jobs.length === 0 ? [] : loadReading().fetchAllSync(jobs));
}
