import type { Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { canonicalText, sha256 } from "../settings/model/canonical.js";
import type { Json } from "../settings/model/json.js";
import { isSecretClass } from "../settings/model/mask.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { judgementAt, noticeSeverity, resultOf } from "../verdict/judge.js";
import type { Evidence, EvidenceDocument, EvidenceField, EvidenceOrg, EvidenceWaiver } from "./evidence.js";
import { recordExpectation } from "./expectations.js";
import { evidenceError } from "./failed-evidence.js";
import { declarationOf, findingsOf } from "./findings.js";
import type { EvidenceInput, RecordedOrg, RecordedSource } from "./input.js";
import { plannedDocument, plannedWaivers } from "./planned.js";
import { isExpired, recordWaiver } from "./waivers.js";
import { wholeEvidence } from "./whole.js";

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
    waivers: [
      ...sources.flatMap((source) => waiversOf(source, at)),
      ...planned.flatMap((source) => plannedWaivers(source, at)),
    ],
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
      ...readAtOf(org),
      ...omitUndefined({ id: orgId, role }),
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

function readAtOf({ readAt }: RecordedOrg): { readonly readAt?: "plan" } {
  return readAt === "plan" ? { readAt } : {};
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
    ...readAtOf(org),
    ...omitUndefined({ host: org.host }),
    maxAge,
    expectations: source.expectations.map((expectation) => recordExpectation(expectation, source)),
  };
  if (!load.ok) {
    return {
      ...common,
      status: "unreadable",
      error: evidenceError(load.error),
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

function waiversOf(source: RecordedSource, at: Date): readonly EvidenceWaiver[] {
  const unused = new Map((source.evaluation?.unusedWaivers ?? []).map((each) => [each.waiver, each]));
  const stateOf = (waiver: Waiver): EvidenceWaiver["state"] => {
    const without = unused.get(waiver);
    if (without !== undefined) return without.outdated ? "changed" : "unused";
    return isExpired(waiver, at) ? "expired" : "in-force";
  };
  return source.expectations.flatMap(({ options, constructPath: construct }) =>
    (options.waivers ?? []).map((waiver) =>
      recordWaiver(waiver, source, { construct, state: stateOf(waiver) }),
    ),
  );
}
