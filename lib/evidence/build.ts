import { expiryOf, type Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { canonicalText, sha256 } from "../settings/model/canonical.js";
import type { Json } from "../settings/model/json.js";
import { isSecretClass } from "../settings/model/mask.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { judgementAt, noticeSeverity, resultOf } from "../verdict/judge.js";
import type { Evidence, EvidenceDocument, EvidenceField, EvidenceOrg, EvidenceWaiver } from "./evidence.js";
import { recordExpectation } from "./expectations.js";
import { declarationOf, findingsOf } from "./findings.js";
import type { EvidenceInput, PlannedRecord, RecordedSource } from "./input.js";
import { evidenceError, wholeEvidence } from "./whole.js";

/** Writes down what one synthesis found for one stack. */
export function buildEvidence(input: EvidenceInput): Evidence {
  const { stack, at, sources: recorded, planned = [], guards, warnings } = input;
  const sources = recorded.map((source) => sourceAt(source, at));
  const findings = sources.flatMap(findingsOf);
  const documents = [...sources.map(documentOf), ...planned.map(plannedDocument)];
  return wholeEvidence({
    stack,
    synthesizedAt: at.toISOString(),
    orgs: orgsOf([...sources, ...planned]),
    documents,
    findings,
    waivers: [...sources, ...planned].flatMap((source) => waiversOf(source, at)),
    guards,
    warnings: [...new Set([...sources.flatMap(({ org }) => org.warnings), ...warnings])],
  });
}

/**
 * A waiver that has expired now has no effect. A waiver may also expire between synthesis and plan: Terraform checks
 * that when it plans.
 */
function sourceAt(source: RecordedSource, at: Date): RecordedSource {
  const { evaluation } = source;
  if (evaluation === undefined) return source;
  const fields = evaluation.fields.map((field) => judgementAt(field, at));
  return { ...source, evaluation: { ...evaluation, fields } };
}

function orgsOf(sources: readonly Pick<RecordedSource, "org" | "orgId" | "role">[]): readonly EvidenceOrg[] {
  const orgs = new Map<string, EvidenceOrg>();
  for (const { org, orgId, role } of sources) {
    orgs.set(org.name, {
      construct: org.name,
      ...omitUndefined({ readAt: org.readAt, id: orgId, role }),
      orgPinned: org.expectOrg !== undefined,
      source: org.source,
      ...omitUndefined({ host: org.host }),
      snapshotMaxAge: org.snapshotMaxAge,
      vendorRules: org.vendorRules,
      warningsAsErrors: org.warningsAsErrors,
    });
  }
  return [...orgs.values()];
}

/** Of a document without an answer. */
const NOTHING_FOUND = { fields: [], unknownKeys: [], vendorRules: [], reservedInUse: [] } as const;

/** A document that the plan will tell of. */
function plannedDocument(record: PlannedRecord): EvidenceDocument {
  const { construct, address, gates, org, schema, platform, expectations, snapshot } = record;
  return {
    construct,
    address,
    org: org.name,
    endpoint: schema.name,
    ...omitUndefined({ platform }),
    status: "planned",
    source: org.source,
    readAt: "plan",
    ...omitUndefined({ snapshot }),
    // It is read as the plan is made.
    maxAge: 0,
    expectations: expectations.map((expectation, index) => ({
      ...recordExpectation(expectation, record),
      ...omitUndefined({ address: gates[index] }),
    })),
    ...NOTHING_FOUND,
  };
}

function documentOf(source: RecordedSource): EvidenceDocument {
  const { construct, address, schema, platform, org, load, evaluation, maxAge, notices } = source;
  const common = {
    construct,
    address,
    org: org.name,
    endpoint: schema.name,
    ...omitUndefined({ platform }),
    source: org.source,
    ...omitUndefined({ readAt: org.readAt, host: org.host }),
    maxAge,
    expectations: source.expectations.map((expectation) => recordExpectation(expectation, source)),
  };
  if (!load.ok)
    return { ...common, status: "unreadable", error: evidenceError(load.error), ...NOTHING_FOUND };
  return {
    ...common,
    status: "read",
    ...(load.source.kind === "snapshot"
      ? { snapshot: load.source.path, verifiedAt: load.source.verifiedAt }
      : {}),
    fetchedAt: load.fetchedAt,
    attempts: load.attempts,
    digest: digestOf(load.document),
    fields: (evaluation?.fields ?? []).map((verdict) => fieldOf(verdict, source)),
    unknownKeys: load.unknownKeys,
    vendorRules: evaluation?.vendorRules ?? [],
    reservedInUse: evaluation?.reservedInUse ?? [],
    ...(notices.length === 0
      ? {}
      : { notices: notices.map(({ kind, message }) => ({ kind, severity: noticeSeverity(org), message })) }),
  };
}

const digests = new WeakMap<object, string>();

/** Many stacks may have read one document. */
function digestOf(document: object): string {
  const known = digests.get(document) ?? sha256(canonicalText(document as unknown as Json));
  digests.set(document, known);
  return known;
}

function fieldOf(verdict: FieldVerdict, { org }: RecordedSource): EvidenceField {
  const { comparison, expectation, severity, onTightened } = verdict;
  const expected = sha256(comparison.expected);
  return {
    field: comparison.field,
    construct: expectation.constructPath,
    result: resultOf(comparison, verdict),
    severity,
    onTightened,
    ...(isSecretClass(comparison.dataClass, org) ? {} : { declared: comparison.expected }),
    expected,
    observed: comparison.observed === comparison.expected ? expected : sha256(comparison.observed),
    ...omitUndefined({ whole: verdict.whole, items: comparison.items }),
    ...declarationOf(expectation),
  };
}

/** The waivers of a data source, as far as their dates tell where nothing was evaluated. */
function waiversOf(
  { evaluation, expectations, org, schema, platform }: PlannedRecord | RecordedSource,
  at: Date,
): readonly EvidenceWaiver[] {
  const unused = new Map((evaluation?.unusedWaivers ?? []).map((each) => [each.waiver, each]));
  const stateOf = (waiver: Waiver): EvidenceWaiver["state"] => {
    const without = unused.get(waiver);
    if (without !== undefined) return without.outdated ? "changed" : "unused";
    return Date.parse(expiryOf(waiver.expires) ?? "") < at.getTime() ? "expired" : "in-force";
  };
  return expectations.flatMap(({ options, constructPath: construct }) =>
    (options.waivers ?? []).map((waiver) => {
      const { path, observed, reason, expires, owner, whole = false } = waiver;
      const place = { construct, org: org.name, endpoint: schema.name, ...omitUndefined({ platform }) };
      const state = stateOf(waiver);
      return { ...place, path, observed, reason, expires, ...omitUndefined({ owner }), whole, state };
    }),
  );
}
