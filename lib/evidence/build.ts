import { findExpiry, type Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { canonicalize, hash } from "../settings/model/canonical.js";
import type { Json } from "../settings/model/json.js";
import { isSecretClass } from "../settings/model/mask.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { getNoticeSeverity, judgeAgainAt, judgeResult } from "../verdict/judge.js";
import type { Evidence, EvidenceDocument, EvidenceField, EvidenceOrg, EvidenceWaiver } from "./evidence.js";
import { recordExpectation } from "./expectations.js";
import { recordFindings, recordReason } from "./findings.js";
import type { EvidenceInput, PlannedRecord, RecordedSource } from "./input.js";
import { completeEvidence, toEvidenceError } from "./whole.js";

/** Writes down what one synthesis found for one stack. */
export function buildEvidence(input: EvidenceInput): Evidence {
  const { stack, at, sources: recorded, planned = [], guards, warnings } = input;
  const sources = recorded.map((source) => judgeSourceAt(source, at));
  const findings = sources.flatMap(recordFindings);
  const documents = [...sources.map(recordDocument), ...planned.map(recordPlannedDocument)];
  return completeEvidence({
    stack,
    synthesizedAt: at.toISOString(),
    orgs: recordOrgs([...sources, ...planned]),
    documents,
    findings,
    waivers: [...sources, ...planned].flatMap((source) => recordWaivers(source, at)),
    guards,
    warnings: [...new Set([...sources.flatMap(({ org }) => org.warnings), ...warnings])],
  });
}

/**
 * A waiver that has expired now has no effect. A waiver may also expire between synthesis and plan: Terraform checks
 * that when it plans.
 */
function judgeSourceAt(source: RecordedSource, at: Date): RecordedSource {
  const { evaluation } = source;
  if (evaluation === undefined) return source;
  const fields = evaluation.fields.map((field) => judgeAgainAt(field, at));
  return { ...source, evaluation: { ...evaluation, fields } };
}

function recordOrgs(
  sources: readonly Pick<RecordedSource, "org" | "orgId" | "role">[],
): readonly EvidenceOrg[] {
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
function recordPlannedDocument(record: PlannedRecord): EvidenceDocument {
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

function recordDocument(source: RecordedSource): EvidenceDocument {
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
    return { ...common, status: "unreadable", error: toEvidenceError(load.error), ...NOTHING_FOUND };
  return {
    ...common,
    status: "read",
    ...(load.source.kind === "snapshot"
      ? { snapshot: load.source.path, verifiedAt: load.source.verifiedAt }
      : {}),
    fetchedAt: load.fetchedAt,
    attempts: load.attempts,
    digest: digestDocument(load.document),
    fields: (evaluation?.fields ?? []).map((verdict) => recordField(verdict, source)),
    unknownKeys: load.unknownKeys,
    vendorRules: evaluation?.vendorRules ?? [],
    reservedInUse: evaluation?.reservedInUse ?? [],
    ...(notices.length === 0
      ? {}
      : {
          notices: notices.map(({ kind, message }) => ({ kind, severity: getNoticeSeverity(org), message })),
        }),
  };
}

const digests = new WeakMap<object, string>();

/** Many stacks may have read one document. */
function digestDocument(document: object): string {
  const known = digests.get(document) ?? hash(canonicalize(document as unknown as Json));
  digests.set(document, known);
  return known;
}

function recordField(verdict: FieldVerdict, { org }: RecordedSource): EvidenceField {
  const { comparison, expectation, severity, onTightened } = verdict;
  const expected = hash(comparison.expected);
  return {
    field: comparison.field,
    construct: expectation.constructPath,
    result: judgeResult(comparison, verdict),
    severity,
    onTightened,
    ...(isSecretClass(comparison.dataClass, org) ? {} : { declared: comparison.expected }),
    expected,
    observed: comparison.observed === comparison.expected ? expected : hash(comparison.observed),
    ...omitUndefined({ whole: verdict.whole, items: comparison.items }),
    ...recordReason(expectation),
  };
}

/** The waivers of a data source, as far as their dates tell where nothing was evaluated. */
function recordWaivers(
  { evaluation, expectations, org, schema, platform }: PlannedRecord | RecordedSource,
  at: Date,
): readonly EvidenceWaiver[] {
  const unused = new Map((evaluation?.unusedWaivers ?? []).map((each) => [each.waiver, each]));
  const judgeState = (waiver: Waiver): EvidenceWaiver["state"] => {
    const without = unused.get(waiver);
    if (without !== undefined) return without.outdated ? "changed" : "unused";
    return Date.parse(findExpiry(waiver.expires) ?? "") < at.getTime() ? "expired" : "in-force";
  };
  return expectations.flatMap(({ options, constructPath: construct }) =>
    (options.waivers ?? []).map((waiver) => {
      const { path, observed, reason, expires, owner, whole = false } = waiver;
      const place = { construct, org: org.name, endpoint: schema.name, ...omitUndefined({ platform }) };
      const state = judgeState(waiver);
      return { ...place, path, observed, reason, expires, ...omitUndefined({ owner }), whole, state };
    }),
  );
}
