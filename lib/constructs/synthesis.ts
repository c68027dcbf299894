import { TerraformStack } from "cdktf";
import type { FetchJob, FetchResult } from "../client/fetch-job.js";
import { BadOptionError } from "../errors.js";
import type { Evidence } from "../evidence/evidence.js";
import type { AppState } from "./app-state.js";
import { attributesOf } from "./attributes.js";
import type { AnyDataSource } from "./data-fullstory.js";
import { appFaults, exposureFaults, sourceFaults } from "./declaration-faults.js";
import { diagnosis } from "./diagnosis.js";
import type { Documents, Round } from "./documents.js";
import { DeclarationError, WrongOrgError } from "./errors.js";
import { evaluate, hasDrift, withoutNeededElsewhere } from "./evaluation.js";
import { buildEvidence } from "./evidence-of-stack.js";
import { addToTerraform, lookOver } from "./final-look.js";
import type { Load } from "./loaded.js";
import type { FullstoryOrg } from "./org.js";
import { lookUpOrg } from "./org-lookup.js";
import { type OrgReading, type OrgSettings, readOrg } from "./org-settings.js";
import { type RenderContext, renderEvaluation, renderUnreadable } from "./render.js";
import { NOT_RENDERED, type Rendered } from "./rendered.js";
import type { StackFiles } from "./stack-files.js";
import { type Unit, unitOf } from "./unit.js";
import { unreadError } from "./unread.js";

type Fetch = (jobs: readonly FetchJob[]) => readonly FetchResult[];

/** One run from declarations to Terraform JSON. */
export class Synthesis {
  readonly startedAt = new Date();
  private readonly units = new Map<AnyDataSource, Unit>();
  private readonly readings = new Map<FullstoryOrg | undefined, OrgReading>();
  private readonly renders = new Map<
    AnyDataSource,
    { readonly version: string; readonly rendered: Rendered }
  >();

  constructor(
    private readonly state: AppState,
    private readonly documents: Documents,
    readonly files: StackFiles | undefined,
  ) {}

  /**
   * Checks every declaration of the app, reads everything that it needs, and compares. What is to be fetched is
   * handed out in rounds; a passing app has one.
   *
   * @throws DeclarationError all faults of the app together
   */
  *prepare(): Generator<Round, void, void> {
    const fresh = [...this.state.dataSources].filter((source) => !this.isCurrent(source));
    const faults = appFaults(this.state, (org) => this.readingOf(org));
    faults.push(
      ...fresh.flatMap((source) =>
        sourceFaults(source, this.state, (org) => this.readingOf(org), this.startedAt),
      ),
    );
    if (faults.length > 0) throw new DeclarationError(faults);
    const units = fresh.map((source) => this.addUnit(source));
    const pinned = units.map(({ org }) => org).filter((org) => org.expectOrg !== undefined);
    yield this.documents.plan(
      units.map((unit) => unit.need),
      pinned,
    );
    for (const unit of units) this.judge(unit);
    const evaluations = units.map(({ evaluation }) => evaluation).filter((each) => each !== undefined);
    for (const unit of units) {
      if (unit.evaluation !== undefined)
        unit.evaluation = withoutNeededElsewhere(unit.evaluation, evaluations);
    }
    const problems = units.flatMap(problemsOf);
    if (problems.length > 0) throw new DeclarationError(problems);
    const troubled = units.filter(
      ({ load, evaluation }) => load?.ok === false || (evaluation !== undefined && hasDrift(evaluation)),
    );
    if (troubled.length > 0) yield* diagnosis(troubled, this.documents, this.startedAt);
    const unread = unreadError(units);
    if (unread !== undefined) throw unread;
  }

  prepareSync(fetch: Fetch): void {
    for (const { jobs, keep } of this.prepare()) keep(jobs.length === 0 ? [] : fetch(jobs));
  }

  /** @throws FullstoryError when the document could not be read */
  document(source: AnyDataSource, fetch: Fetch): object {
    const unit = this.units.get(source) ?? this.early(source, fetch);
    const load = unit.load ?? this.loadOf(unit);
    if (load.ok) return load.document;
    throw load.error;
  }

  /** A data source whose document is wanted before the tree is complete: everything known by now is read. */
  private early(source: AnyDataSource, fetch: Fetch): Unit {
    const faults = sourceFaults(source, this.state, (org) => this.readingOf(org), this.startedAt);
    if (faults.length > 0) throw new DeclarationError(faults);
    const unit = this.unitFor(source);
    const others = [...this.state.dataSources]
      .filter(
        (other) => sourceFaults(other, this.state, (org) => this.readingOf(org), this.startedAt).length === 0,
      )
      .map((other) => this.unitFor(other));
    const pinned = [unit, ...others].map(({ org }) => org).filter((org) => org.expectOrg !== undefined);
    const { jobs, keep } = this.documents.plan(
      [unit, ...others].map(({ need }) => need),
      pinned,
    );
    keep(jobs.length === 0 ? [] : fetch(jobs));
    return unit;
  }

  private isCurrent(source: AnyDataSource): boolean {
    return this.units.get(source)?.compared === source.gateState.expectations.length;
  }

  private addUnit(source: AnyDataSource): Unit {
    const unit = this.unitFor(source);
    this.units.set(source, unit);
    this.renders.delete(source);
    return unit;
  }

  private unitFor(source: AnyDataSource): Unit {
    const state = source.gateState;
    const found = lookUpOrg(source, state.org, this.state.orgs);
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
    unit.load = this.loadOf(unit);
    if (unit.load.ok)
      unit.evaluation = evaluate(unit.state.readable, unit.load, unit.state.expectations, unit.org);
  }

  /** The document, unless it belongs to another org than the one that is expected. */
  private loadOf(unit: Unit): Load {
    const load = this.documents.get(unit.need);
    if (load === undefined)
      throw new BadOptionError("a document was not read", {
        hint: "This is a defect of cdktf-fullstory: report it.",
      });
    const { org } = unit;
    const me = this.documents.me(org);
    if (me?.ok) {
      unit.orgId = me.me.orgId;
      unit.role = me.me.role;
    } else if (load.ok && load.source.kind === "snapshot" && load.source.org !== undefined)
      unit.orgId = load.source.org;
    if (org.expectOrg === undefined || unit.orgId === org.expectOrg || org.source.kind === "documents")
      return load;
    const why =
      me?.ok === false
        ? `GET /me did not say whose key it is: ${me.error.message}`
        : "the key, or the snapshot, is another org's";
    return {
      ok: false,
      error: new WrongOrgError(why, { hint: "Give this org its own API key, or correct expectOrg." }),
    };
  }

  rendered(source: AnyDataSource): Rendered {
    const unit = this.units.get(source);
    if (unit?.load === undefined || !this.isCurrent(source)) return NOT_RENDERED;
    const version = `${source.friendlyUniqueId} ${this.units.size} ${[...source.gateState.exposed].join(" ")}`;
    const known = this.renders.get(source);
    if (known?.version === version) return known.rendered;
    const rendered = this.render(unit, unit.load);
    this.renders.set(source, { version, rendered });
    return rendered;
  }

  private render(unit: Unit, load: Load): Rendered {
    const { source, state, org } = unit;
    const name = source.friendlyUniqueId;
    const stack = TerraformStack.of(source);
    const [first] = state.expectations;
    const context = {
      readable: state.readable,
      ...(state.platform === undefined ? {} : { platform: state.platform }),
      org,
      ...(unit.orgId === undefined ? {} : { orgId: unit.orgId }),
      ...(unit.role === undefined ? {} : { role: unit.role }),
      address: `data.null_data_source.${name}`,
      name,
      maxAge: unit.maxAge,
      ...(this.files === undefined ? {} : { evidence: this.files.evidencePath(stack) }),
      now: this.startedAt,
      ...(first?.location === undefined ? {} : { location: first.location }),
      blame: unit.blame,
      ...this.together(unit, stack),
    };
    const provider = {
      ...(org.nullProvider === undefined ? {} : { provider: org.nullProvider.fqn }),
      ...(org.exposeIdentifiers ? { namesPeople: true as const } : {}),
    };
    if (!load.ok) return { ...bare(renderUnreadable(load.error, context)), ...provider };
    const attributes = attributesOf(state.readable, load.document, state.exposed, org, state.expectations);
    const evaluation = unit.evaluation ?? evaluate(state.readable, load, state.expectations, org);
    return { ...bare(renderEvaluation(load, evaluation, attributes, context)), ...provider };
  }

  /** What the first data source of a stack says for all that read from the same place. */
  private together(unit: Unit, stack: TerraformStack): Pick<RenderContext, "together"> {
    const place = placeOfSource(unit.org);
    const peers = this.unitsOf(stack).filter(({ org, load }) => load?.ok && placeOfSource(org) === place);
    const { path } = unit.source.node;
    const isFirst = peers.every(({ source }) => path <= source.node.path);
    if (!isFirst) return {};
    const count = (of: "declared" | "matching") =>
      peers.reduce((sum, { evaluation }) => sum + (evaluation?.[of] ?? 0), 0);
    return { together: { declared: count("declared"), matching: count("matching") } };
  }

  private unitsOf(stack: TerraformStack): readonly Unit[] {
    return [...this.units.values()].filter(({ source }) => TerraformStack.of(source) === stack);
  }

  private gatesOf(stack: TerraformStack) {
    return [...this.state.gates]
      .filter((gate) => TerraformStack.of(gate) === stack)
      .map((gate) => gate.gateState);
  }

  /**
   * Renders a stack, adds what no construct can carry, and checks that nothing of the gate was taken away. A getter
   * that is called meanwhile asks for one more input, so the stack is rendered until no more are called.
   */
  finish(stack: TerraformStack, toTerraform: () => object): object {
    const units = this.unitsOf(stack);
    const exposed = () => units.reduce((sum, { state }) => sum + state.exposed.size, 0);
    let before = exposed();
    let terraform = toTerraform();
    for (; exposed() > before; terraform = toTerraform()) before = exposed();
    const faults = units.flatMap(({ source, org }) => exposureFaults(source, org));
    if (faults.length > 0) throw new DeclarationError(faults);
    addToTerraform(
      terraform,
      units.map((unit) => this.rendered(unit.source)),
      this.gatesOf(stack),
      stack,
    );
    this.lookOver(stack, terraform);
    return terraform;
  }

  private lookOver(stack: TerraformStack, terraform: unknown): void {
    const ours = this.unitsOf(stack).map(({ source }) => ({
      path: source.node.path,
      name: source.friendlyUniqueId,
      rendered: this.rendered(source),
    }));
    lookOver(stack.node.path, terraform, ours, this.gatesOf(stack));
  }

  /** Looks over the finished file, and says what the synthesis found. */
  confirm(stack: TerraformStack, text: string): Evidence {
    this.lookOver(stack, JSON.parse(text));
    return buildEvidence(stack, this.unitsOf(stack), this.startedAt);
  }
}

function placeOfSource({ source, identity }: OrgSettings): string {
  return source.kind === "live" ? identity : source.kind === "snapshot" ? source.path : source.kind;
}

function bare({ inputs, postconditions, checks }: Rendered): Rendered {
  return { inputs, postconditions, checks };
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
