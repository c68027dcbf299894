import {
  completeEvidence,
  type Evidence,
  type EvidenceDocument,
  type EvidenceExpectation,
  type EvidenceOrg,
  type EvidenceWaiver,
} from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { canonicalize, type Json } from "../../lib/settings/index.js";
import { isPlanned } from "./stack-folder.js";

/** The addresses of the gates that judge a document. */
export function listGates({ expectations }: Pick<EvidenceDocument, "expectations">): readonly string[] {
  return expectations.flatMap(({ address }) => address ?? []);
}

/** Evidence of a synthesis as it was written: nothing of an earlier plan is in it. */
export function withoutPlan(evidence: Evidence): Evidence {
  return completeFromPlan(evidence, new Map());
}

/**
 * Evidence of a synthesis with what was read for one plan, by the addresses of the gates. A document is read only where
 * every gate of it was, and was asked for what the evidence says.
 */
export function completeFromPlan(evidence: Evidence, linked: ReadonlyMap<string, Evidence>): Evidence {
  const { outcome, orgs, documents, findings, waivers, ...rest } = evidence;
  const { schemaVersion: _version, tool: _tool, counts: _counts, gaps: _gaps, ...common } = rest;
  const filled = documents.map((document): FilledDocument => {
    if (!isPlanned(document)) return { document, parts: [] };
    const parts = findParts(document, linked);
    return { document: fillDocument(document, parts), parts };
  });
  const isReplaced = (waiver: EvidenceWaiver): boolean =>
    filled.some(
      ({ document, parts }) =>
        isOn(waiver, document) && parts.some(({ expectation }) => expectation.construct === waiver.construct),
    );
  return completeEvidence({
    ...common,
    ...(outcome === "error" ? { outcome } : {}),
    orgs: orgs.map((org) => fillOrg(org, filled)),
    documents: filled.map(({ document }) => document),
    findings: [
      ...findings.filter(
        ({ address }) => !documents.some((each) => isPlanned(each) && each.address === address),
      ),
      ...filled.flatMap(({ document, parts }) => parts.flatMap((part) => listFindings(document, part))),
    ],
    waivers: [
      ...waivers.filter((waiver) => !isReplaced(waiver)),
      ...filled.flatMap(({ document, parts }) => parts.flatMap((part) => listWaivers(document, part))),
    ],
  });
}

/** One gate of a document: what was expected, and what was read for it. */
interface Part {
  readonly expectation: EvidenceExpectation;
  readonly read: EvidenceDocument;
  readonly evidence: Evidence;
}

interface FilledDocument {
  readonly document: EvidenceDocument;
  readonly parts: readonly Part[];
}

/** None where one of them is missing. */
function findParts(document: EvidenceDocument, linked: ReadonlyMap<string, Evidence>): readonly Part[] {
  const parts = document.expectations.flatMap((expectation): readonly Part[] => {
    const evidence = linked.get(expectation.address ?? "");
    const [read, more] = evidence?.documents ?? [];
    if (evidence === undefined || read === undefined || more !== undefined) return [];
    return isSame(document, expectation, read) ? [{ expectation, read, evidence }] : [];
  });
  return parts.length === document.expectations.length ? parts : [];
}

/** Whether a gate was asked for what the evidence says that is declared. */
export function isSame(
  { endpoint, platform }: EvidenceDocument,
  expectation: EvidenceExpectation,
  read: EvidenceDocument,
): boolean {
  const [asked] = read.expectations;
  return (
    asked !== undefined &&
    read.endpoint === endpoint &&
    read.platform === platform &&
    toText(asked) === toText(expectation)
  );
}

function toText({ declared, severity, onTightened }: EvidenceExpectation): string {
  return canonicalize([(declared ?? null) as Json, severity, onTightened]);
}

function toUnread(document: EvidenceDocument): EvidenceDocument {
  const { construct, address, org, endpoint, platform, source, snapshot, expectations } = document;
  return {
    construct,
    address,
    org,
    endpoint,
    ...(platform === undefined ? {} : { platform }),
    status: "planned",
    source,
    readAt: "plan",
    ...(snapshot === undefined ? {} : { snapshot }),
    maxAge: 0,
    expectations,
    fields: [],
    unknownKeys: [],
    vendorRules: [],
    reservedInUse: [],
  };
}

function fillDocument(document: EvidenceDocument, parts: readonly Part[]): EvidenceDocument {
  const planned = toUnread(document);
  const [first] = parts;
  if (first === undefined) return planned;
  const failed = parts.find(({ read }) => read.status !== "read") ?? first;
  const notices = parts.flatMap(({ read }) => read.notices ?? []);
  const { source, host, snapshot, verifiedAt, fetchedAt, attempts, digest, error, status } = failed.read;
  return {
    ...planned,
    status,
    source,
    // As the app names it, where it does.
    ...omitUndefined({
      host,
      snapshot: planned.snapshot ?? snapshot,
      verifiedAt,
      fetchedAt,
      attempts,
      digest,
      error,
    }),
    fields: parts.flatMap(({ read, expectation }) =>
      read.fields.map((field) => ({ ...field, ...pickNames(expectation) })),
    ),
    unknownKeys: first.read.unknownKeys,
    vendorRules: [...new Set(parts.flatMap(({ read }) => read.vendorRules))],
    reservedInUse: first.read.reservedInUse,
    ...(notices.length === 0 ? {} : { notices }),
  };
}

function listFindings({ address }: EvidenceDocument, { evidence, expectation }: Part): Evidence["findings"] {
  return evidence.findings.map((finding) => ({ ...finding, ...pickNames(expectation), address }));
}

function listWaivers({ org }: EvidenceDocument, { evidence, expectation }: Part): Evidence["waivers"] {
  return evidence.waivers.map((waiver) => ({ ...waiver, construct: expectation.construct, org }));
}

function isOn({ org, endpoint, platform }: EvidenceWaiver, document: EvidenceDocument): boolean {
  return document.org === org && document.endpoint === endpoint && document.platform === platform;
}

function fillOrg(org: EvidenceOrg, filled: readonly FilledDocument[]): EvidenceOrg {
  if (org.readAt !== "plan") return org;
  const { id: _id, role: _role, ...known } = org;
  const [found] = filled
    .filter(({ document }) => document.org === org.construct)
    .flatMap(({ parts }) => parts.flatMap(({ evidence }) => evidence.orgs));
  if (found === undefined) return known;
  const { id, role, host, source } = found;
  return { ...known, source, ...omitUndefined({ id, role, host }) };
}

/** Who declared it, where and why, as the app knows it. */
function pickNames({
  construct,
  because,
  location,
}: EvidenceExpectation): Pick<EvidenceExpectation, "construct" | "because" | "location"> {
  return { construct, ...omitUndefined({ because, location }) };
}
