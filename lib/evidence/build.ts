import type { TerraformStack } from "cdktf";
import { expiryOf } from "../expectations/waiver.js";
import { canonicalText, sha256 } from "../settings/model/canonical.js";
import type { DataClass, Field } from "../settings/model/field.js";
import type { Json } from "../settings/model/json.js";
import type { GateState } from "../synthesis/gate-state.js";
import type { OrgSettings } from "../synthesis/org-settings.js";
import type { Unit } from "../synthesis/unit.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { VERSION } from "../version.js";
import { holdsClass } from "./data-classes.js";
import {
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceDocument,
  type EvidenceField,
  type EvidenceGuard,
  type EvidenceOrg,
  type EvidenceWaiver,
  evidenceError,
  type Outcome,
} from "./evidence.js";
import { addressOf, countsOf, declarationOf, findingsOf } from "./findings.js";
import { gapsOf } from "./gaps.js";

/** What one synthesis found for one stack. */
export function buildEvidence(stack: TerraformStack, all: readonly Unit[], at: Date): Evidence {
  const units = all.map((unit) => asOf(unit, at));
  const findings = units.flatMap(findingsOf);
  return {
    schemaVersion: EVIDENCE_VERSION,
    tool: { name: "cdktf-fullstory", version: VERSION },
    stack: stack.node.id,
    outcome: outcomeOf(units),
    synthesizedAt: at.toISOString(),
    counts: countsOf(units, findings),
    orgs: orgsOf(units),
    documents: units.map(documentOf),
    findings,
    waivers: units.flatMap((unit) => waiversOf(unit, at)),
    guards: guardsOf(units),
    warnings: [...new Set(units.flatMap(({ org }) => org.warnings))],
    gaps: gapsOf(units),
  };
}

/** What an expired waiver let through differs again; whether one expires before the plan is for the plan to say. */
function asOf(unit: Unit, at: Date): Unit {
  const { evaluation } = unit;
  if (evaluation === undefined) return unit;
  const fields = evaluation.fields.map((field): FieldVerdict => {
    const isOver = ({ until }: FieldVerdict["waived"][number]) => Date.parse(until) < at.getTime();
    const over = field.waived.filter(isOver).map(({ finding }) => finding);
    if (over.length === 0) return field;
    const waived = field.waived.filter((each) => !isOver(each));
    return { ...field, waived, remaining: [...field.remaining, ...over] };
  });
  return { ...unit, evaluation: { ...evaluation, fields } };
}

function outcomeOf(units: readonly Unit[]): Outcome {
  if (units.some(({ load }) => load?.ok !== true)) return "unreadable";
  const failing = units.some(({ evaluation, org }) =>
    evaluation?.fields.some((field) => field.severity === "error" && isOpen(resultOf(field, org))),
  );
  return failing ? "drift" : "pass";
}

function orgsOf(units: readonly Unit[]): readonly EvidenceOrg[] {
  const orgs = new Map<string, EvidenceOrg>();
  for (const { org, orgId, role } of units) {
    const { source } = org;
    orgs.set(org.name, {
      construct: org.name,
      ...(orgId === undefined ? {} : { id: orgId }),
      ...(role === undefined ? {} : { role }),
      orgPinned: org.expectOrg !== undefined,
      source: source.kind,
      ...(source.kind === "live" ? { host: source.client.host } : {}),
      snapshotMaxAge: org.snapshotMaxAge,
      vendorRules: org.vendorRules,
    });
  }
  return [...orgs.values()];
}

function documentOf(unit: Unit): EvidenceDocument {
  const { source: construct, state, org, load, evaluation, maxAge } = unit;
  const common = {
    construct: construct.node.path,
    address: addressOf(unit),
    org: org.name,
    endpoint: state.readable.name,
    ...(state.platform === undefined ? {} : { platform: state.platform }),
    source: org.source.kind,
    ...(org.source.kind === "live" ? { host: org.source.client.host } : {}),
    maxAge,
  };
  if (load?.ok !== true) {
    return {
      ...common,
      status: "unreadable",
      error: evidenceError(load?.error),
      fields: [],
      unknownKeys: [],
      vendorRules: [],
      reservedInUse: [],
    };
  }
  return {
    ...common,
    status: "read",
    ...(load.source.kind === "snapshot"
      ? { snapshot: load.source.path, verifiedAt: load.source.verifiedAt }
      : {}),
    fetchedAt: load.fetchedAt,
    attempts: load.attempts,
    digest: digestOf(load.document),
    fields: (evaluation?.fields ?? []).map((verdict) => fieldOf(verdict, unit)),
    unknownKeys: load.unknownKeys,
    vendorRules: evaluation?.vendorRules ?? [],
    reservedInUse: evaluation?.reservedInUse ?? [],
  };
}

const digests = new WeakMap<object, string>();

/** Many stacks may have read one document. */
function digestOf(document: object): string {
  const known = digests.get(document) ?? sha256(canonicalText(document as unknown as Json));
  digests.set(document, known);
  return known;
}

function fieldOf(verdict: FieldVerdict, { org, state }: Unit): EvidenceField {
  const { comparison, expectation, severity } = verdict;
  const expected = sha256(comparison.expected);
  return {
    field: comparison.field,
    construct: expectation.constructPath,
    result: resultOf(verdict, org),
    severity,
    onTightened: org.warningsAsErrors ? "error" : (expectation.options.onTightened ?? org.onTightened),
    ...(isHidden(state.readable.document.fields[comparison.field], org)
      ? {}
      : { declared: comparison.expected }),
    expected,
    observed: comparison.observed === comparison.expected ? expected : sha256(comparison.observed),
    ...(comparison.items === undefined ? {} : { items: comparison.items }),
    ...declarationOf(expectation),
  };
}

/** Whether a declaration of it may name an identifier, a person, or an address that is to be masked. */
function isHidden(field: Field | undefined, org: OrgSettings): boolean {
  const classes = new Set<DataClass>([
    "identifier",
    "person",
    ...(org.maskAddresses ? ["address" as const] : []),
  ]);
  return field !== undefined && holdsClass(field, classes);
}

function isOpen(result: EvidenceField["result"]): boolean {
  return result === "differs" || result === "not-checked";
}

function resultOf(
  { comparison, remaining, waived, tolerated }: FieldVerdict,
  { warningsAsErrors }: OrgSettings,
): EvidenceField["result"] {
  if (comparison.result === "matches") return "matches";
  const open = warningsAsErrors ? [...remaining, ...tolerated] : remaining;
  if (open.length > 0)
    return open.some((finding) => finding.result === "differs") ? "differs" : "not-checked";
  return waived.length > 0 && tolerated.length === 0 ? "waived" : "tolerated";
}

function waiversOf({ state, evaluation }: Unit, at: Date): readonly EvidenceWaiver[] {
  const unused = new Set((evaluation?.unusedWaivers ?? []).map(({ waiver }) => waiver));
  return state.expectations.flatMap(({ options, constructPath }) =>
    (options.waivers ?? []).map((waiver): EvidenceWaiver => {
      const { path, observed, reason, expires, owner, whole } = waiver;
      const expired = Date.parse(expiryOf(expires) ?? "") < at.getTime();
      return {
        construct: constructPath,
        endpoint: state.readable.name,
        path,
        observed,
        reason,
        expires,
        ...(owner === undefined ? {} : { owner }),
        whole: whole ?? false,
        state: unused.has(waiver) ? "unused" : expired ? "expired" : "in-force",
      };
    }),
  );
}

/** The guards of the gates that the data sources belong to. */
function guardsOf(units: readonly Unit[]): readonly EvidenceGuard[] {
  const guards = new Map<string, EvidenceGuard>();
  for (const { source } of units) {
    const { scope } = source.node;
    const guard = scope !== undefined && isGate(scope) ? scope.gateState.guard : undefined;
    if (scope === undefined || guard === undefined) continue;
    const { path } = scope.node;
    const addresses = units.filter((unit) => unit.source.node.scope === scope).map((unit) => addressOf(unit));
    guards.set(path, { construct: path, addresses, ...guard });
  }
  return [...guards.values()];
}

/** The class itself would be a circle of imports. */
function isGate(construct: object): construct is { readonly gateState: GateState } {
  if (!("gateState" in construct)) return false;
  const { gateState } = construct;
  return typeof gateState === "object" && gateState !== null && "dataSources" in gateState;
}
