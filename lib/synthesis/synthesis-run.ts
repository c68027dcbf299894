import type { TerraformStack } from "cdktf";
import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { FullstoryOrg } from "../constructs/org.js";
import { BadOptionError } from "../errors.js";
import { buildEvidence } from "../evidence/build.js";
import type { Evidence } from "../evidence/evidence.js";
import { NOT_RENDERED, type Rendered } from "../terraform/rendered.js";
import { addToTerraform, lookOver } from "../terraform/verify-gate.js";
import { diagnosis } from "../verdict/blame.js";
import { evaluate, hasDrift, neededWaivers, withoutNeededElsewhere } from "../verdict/evaluate.js";
import { appFaults, exposureFaults, removalFaults, sourceFaults } from "./declaration-faults.js";
import type { Documents, Round } from "./document-store.js";
import { DeclarationError, type DeclarationFault } from "./errors.js";
import { lookUpOrg } from "./org-lookup.js";
import { type OrgReading, type OrgSettings, readOrg } from "./org-settings.js";
import type { Holdings } from "./registry.js";
import { Renderings } from "./render-cache.js";
import type { StackFiles } from "./stack-files.js";
import { type Unit, unitOf } from "./unit.js";
import { loadOf } from "./unit-load.js";
import { Units } from "./unit-registry.js";
import { unreadError } from "./unread.js";

type Fetch = (jobs: readonly FetchJob[]) => readonly FetchResult[];

/** One run from declarations to Terraform JSON. */
export class Synthesis {
  readonly startedAt = new Date();
  private readonly units = new Units();
  private readonly readings = new Map<FullstoryOrg | undefined, OrgReading>();
  private readonly renderings: Renderings;
  /** The declarations that were last found in order. */
  private prepared: number | undefined;
  /** Whether a stack was rendered. */
  private rendering = false;

  constructor(
    private readonly holdings: Holdings,
    private readonly documents: Documents,
    readonly files: StackFiles | undefined,
  ) {
    this.renderings = new Renderings(this.units, files, this.startedAt);
  }

  /**
   * Checks every declaration of the app, reads everything that it needs, and compares. What is to be fetched is
   * handed out in rounds; a passing app has one.
   *
   * @throws DeclarationError all faults of the app together
   */
  *prepare(): Generator<Round, void, void> {
    const { version } = this.holdings;
    const fresh = [...this.holdings.dataSources].filter((source) => this.units.current(source) === undefined);
    const faults = appFaults(this.holdings, (org) => this.readingOf(org));
    faults.push(...fresh.flatMap((source) => this.faultsOf(source)));
    refuse(faults);
    const units = fresh.map((source) => this.unitFor(source));
    for (const unit of units) this.units.add(unit);
    yield this.documents.plan(
      units.map((unit) => unit.need),
      pinnedOrgs(units),
    );
    for (const unit of units) this.judge(unit);
    const needed = neededWaivers(units.map(({ evaluation }) => evaluation));
    for (const unit of units) {
      if (unit.evaluation !== undefined) unit.evaluation = withoutNeededElsewhere(unit.evaluation, needed);
    }
    refuse(units.flatMap(problemsOf));
    const troubled = units.filter(
      ({ load, evaluation }) => load?.ok === false || (evaluation !== undefined && hasDrift(evaluation)),
    );
    if (troubled.length > 0) yield* diagnosis(troubled, this.documents, this.startedAt);
    const unread = unreadError(units);
    if (unread !== undefined) throw unread;
    this.prepared = version;
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
    if (this.prepared !== this.holdings.version) this.prepareSync(fetch);
    const { holdings } = this;
    refuse(removalFaults(this.rendering ? [holdings.in(stack), holdings.in(undefined)] : [holdings]));
    this.rendering = true;
  }

  /** When all stacks are rendered: nothing may have been taken away behind a stack's back either. */
  conclude(): void {
    refuse(removalFaults([this.holdings]));
  }

  /** @throws FullstoryError when the document could not be read */
  document(source: AnyDataSource, fetch: Fetch): object {
    const unit = this.units.get(source) ?? this.early(source, fetch);
    const load = unit.load ?? loadOf(unit, this.documents);
    if (load.ok) return load.document;
    throw load.error;
  }

  /** A data source whose document is wanted before the tree is complete: everything known by now is read. */
  private early(source: AnyDataSource, fetch: Fetch): Unit {
    refuse(this.faultsOf(source));
    const unit = this.unitFor(source);
    const others = [...this.holdings.dataSources]
      .filter((other) => this.faultsOf(other).length === 0)
      .map((other) => this.unitFor(other));
    const { jobs, keep } = this.documents.plan(
      [unit, ...others].map(({ need }) => need),
      pinnedOrgs([unit, ...others]),
    );
    keep(jobs.length === 0 ? [] : fetch(jobs));
    return unit;
  }

  private faultsOf(source: AnyDataSource) {
    return sourceFaults(source, this.holdings, (org) => this.readingOf(org), this.startedAt);
  }

  private unitFor(source: AnyDataSource): Unit {
    const state = source.gateState;
    const found = lookUpOrg(source, state.org, this.holdings);
    const reading = this.readingOf(found.kind === "org" ? found.org : undefined);
    if (!reading.ok)
      throw new BadOptionError("an org without settings", {
        hint: "This is a defect of cdktf-fullstory: report it.",
      });
    return unitOf(source, state, reading.settings);
  }

  private readingOf(org: FullstoryOrg | undefined): OrgReading {
    const known = this.readings.get(org);
    if (known !== undefined) return known;
    const reading = readOrg(org, process.env);
    this.readings.set(org, reading);
    return reading;
  }

  private judge(unit: Unit): void {
    unit.load = loadOf(unit, this.documents);
    if (unit.load.ok)
      unit.evaluation = evaluate(unit.state.readable, unit.load, unit.state.expectations, unit.org);
  }

  rendered(source: AnyDataSource): Rendered {
    const unit = this.units.current(source);
    return unit?.load === undefined ? NOT_RENDERED : this.renderings.of(unit, unit.load);
  }

  /**
   * Renders a stack, adds what no construct can carry, and checks that nothing of the gate was taken away. A getter
   * that is called meanwhile asks for one more input, so the stack is rendered until no more are called.
   */
  finish(stack: TerraformStack, toTerraform: () => object): object {
    const units = this.units.in(stack);
    const exposed = () => units.reduce((sum, { state }) => sum + state.exposed.size, 0);
    let before = exposed();
    let terraform = toTerraform();
    for (; exposed() > before; terraform = toTerraform()) before = exposed();
    refuse(units.flatMap(({ source, org }) => exposureFaults(source, org)));
    addToTerraform(
      terraform,
      units.map((unit) => this.rendered(unit.source)),
      this.gatesIn(stack),
      stack,
    );
    this.lookOver(stack, terraform);
    return terraform;
  }

  private gatesIn(stack: TerraformStack) {
    return this.holdings.in(stack).gates.map((gate) => gate.gateState);
  }

  private lookOver(stack: TerraformStack, terraform: unknown): void {
    const ours = this.units.in(stack).map(({ source }) => ({
      path: source.node.path,
      name: source.friendlyUniqueId,
      rendered: this.rendered(source),
    }));
    lookOver(stack.node.path, terraform, ours, this.gatesIn(stack));
  }

  /** Looks over the finished file, and says what the synthesis found. */
  confirm(stack: TerraformStack, text: string): Evidence {
    this.lookOver(stack, JSON.parse(text));
    return buildEvidence(stack, this.units.in(stack), this.startedAt);
  }
}

function refuse(faults: readonly DeclarationFault[]): void {
  if (faults.length > 0) throw new DeclarationError(faults);
}

function pinnedOrgs(units: readonly Unit[]): readonly OrgSettings[] {
  return units.map(({ org }) => org).filter((org) => org.expectOrg !== undefined);
}

function problemsOf({ evaluation }: Unit) {
  return (evaluation?.problems ?? []).map(({ expectation, path, message }) => ({
    constructPath: expectation.constructPath,
    field: path,
    message,
    ...(expectation.location === undefined
      ? {}
      : { location: `${expectation.location.file}:${expectation.location.line}` }),
  }));
}
