import type { Evidence, EvidenceDocument, EvidenceOrg, EvidenceWaiver } from "../../lib/evidence/index.js";
import { readInstant } from "../../lib/expectations/index.js";
import { loosened } from "./declared-change.js";
import type { Weakening, WeakeningKind } from "./gate-report.js";
import { guardWeakenings } from "./guard-weakening.js";
import { isLonger, writeLimit } from "./max-age.js";

/** What the later declaration of a stack checks no more, or less strictly, than the earlier one. Live plays no part. */
export function weakenings(before: Evidence, after: Evidence): readonly Weakening[] {
  const { stack } = before;
  const found: Weakening[] = [];
  for (const org of before.orgs) {
    const now = sameOrg(org, before, after);
    if (now !== undefined) found.push(...orgWeakenings(stack, org, now));
  }
  for (const document of before.documents) {
    if (document.fields.length === 0) continue;
    const now = documentsLike(document, before, after);
    found.push(...documentWeakenings(stack, document, now, before));
  }
  found.push(...waiverWeakenings(stack, before.waivers, after.waivers));
  found.push(...guardWeakenings(stack, before.guards, after.guards));
  return unique(found);
}

/** The stack is there no more: all that it declared is checked by nothing. */
export function goneStack({ stack, documents }: Evidence): readonly Weakening[] {
  return unique(
    documents
      .filter(({ fields }) => fields.length > 0)
      .map((document) => ({ kind: "no longer checked" as const, stack, what: nameOf(document) })),
  );
}

function sameOrg(org: EvidenceOrg, before: Evidence, after: Evidence): EvidenceOrg | undefined {
  const byId = after.orgs.find(({ id }) => id !== undefined && id === org.id);
  const byPath = after.orgs.find(({ construct }) => construct === org.construct);
  const alone = before.orgs.length === 1 && after.orgs.length === 1 ? after.orgs[0] : undefined;
  return byId ?? byPath ?? alone;
}

/** How close to the org's own settings a source is: documents in code say whatever their author likes. */
const TRUST: Readonly<Record<EvidenceOrg["source"], number>> = { live: 2, snapshot: 1, documents: 0 };

function orgWeakenings(stack: string, org: EvidenceOrg, now: EvidenceOrg): Weakening[] {
  const found: Weakening[] = [];
  const add = (kind: WeakeningKind, what: string, before?: string, after?: string) =>
    found.push(weakening(kind, stack, `org ${org.construct}${what}`, before, after));
  if (org.orgPinned && !now.orgPinned) add("org pin removed", "", org.id ?? "pinned", "any org");
  if (org.orgPinned && now.orgPinned && org.id !== undefined && now.id !== undefined && org.id !== now.id)
    add("org pin removed", "", org.id, now.id);
  if (TRUST[now.source] < TRUST[org.source]) add("other source", "", org.source, now.source);
  if (hostOf(org) !== hostOf(now) && org.source === "live" && now.source === "live")
    add("other source", " host", hostOf(org), hostOf(now));
  if (isLonger(org.snapshotMaxAge, now.snapshotMaxAge))
    add("longer maxAge", " snapshotMaxAge", writeLimit(org.snapshotMaxAge), writeLimit(now.snapshotMaxAge));
  if (org.vendorRules === "exact" && now.vendorRules === "report")
    add("declares less", " vendorRules", org.vendorRules, now.vendorRules);
  return found;
}

/** Ports of this machine come and go. */
function hostOf({ host = "" }: EvidenceOrg): string {
  return host.replace(/^(127\.0\.0\.1|\[::1\]|localhost):\d+$/, "$1");
}

/** All documents of the later evidence that are the same endpoint, platform and org. */
function documentsLike(
  document: EvidenceDocument,
  before: Evidence,
  after: Evidence,
): readonly EvidenceDocument[] {
  const org = before.orgs.find(({ construct }) => construct === document.org);
  const now = org === undefined ? undefined : sameOrg(org, before, after);
  return after.documents.filter(
    ({ endpoint, platform, org: other }) =>
      endpoint === document.endpoint &&
      platform === document.platform &&
      other === (now?.construct ?? document.org),
  );
}

function documentWeakenings(
  stack: string,
  document: EvidenceDocument,
  now: readonly EvidenceDocument[],
  before: Evidence,
): Weakening[] {
  const name = nameOf(document);
  const fields = now.flatMap((each) => each.fields);
  // What could not be read says nothing of what it declares, and is no pass.
  if (now.some(({ status }) => status === "unreadable")) return [];
  if (fields.length === 0) return [weakening("no longer checked", stack, name)];
  const found: Weakening[] = [];
  const merged: EvidenceDocument = { ...document, fields };
  const earlier: EvidenceDocument = {
    ...document,
    fields: before.documents
      .filter(({ endpoint, platform, org }) => [endpoint, platform, org].join() === idOf(document))
      .flatMap((each) => each.fields),
  };
  const ages = now.filter((each) => each.fields.length > 0).map(({ maxAge }) => maxAge);
  const longest = ages.reduce((a, b) => (isLonger(a, b) ? b : a));
  if (isLonger(document.maxAge, longest))
    found.push(weakening("longer maxAge", stack, name, writeLimit(document.maxAge), writeLimit(longest)));
  for (const field of new Set(document.fields.map((each) => each.field))) {
    const what = `${name}: ${field}`;
    const old = earlier.fields.filter((each) => each.field === field);
    const at = fields.filter((each) => each.field === field);
    if (at.length === 0) {
      found.push(weakening("no longer checked", stack, what));
      continue;
    }
    const strict = (each: { severity: string }) => each.severity === "error";
    if (old.some(strict) && !at.some(strict))
      found.push(weakening("warns only", stack, what, "error", "warning"));
    const tight = (each: { onTightened: string }) => each.onTightened === "error";
    if (old.some(tight) && !at.some(tight))
      found.push(weakening("lets tightening pass", stack, what, "error", "warning"));
    for (const change of loosened(field, earlier, merged))
      found.push(weakening("declares less", stack, `${name}: ${change.path}`, change.before, change.after));
  }
  return found;
}

function idOf({ endpoint, platform, org }: EvidenceDocument): string {
  return [endpoint, platform, org].join();
}

function waiverWeakenings(
  stack: string,
  before: readonly EvidenceWaiver[],
  after: readonly EvidenceWaiver[],
): Weakening[] {
  return after.flatMap((waiver) => {
    const what = `${waiver.endpoint}: ${waiver.path}`;
    const earlier = before.filter(
      (each) =>
        each.endpoint === waiver.endpoint && each.path === waiver.path && each.observed === waiver.observed,
    );
    if (earlier.length === 0)
      return [weakening("new waiver", stack, what, undefined, `until ${waiver.expires}`)];
    const longest =
      earlier
        .map(({ expires }) => expires)
        .sort()
        .at(-1) ?? "";
    if (endOf(waiver.expires) <= endOf(longest)) return [];
    return [weakening("longer waiver", stack, what, `until ${longest}`, `until ${waiver.expires}`)];
  });
}

function endOf(expires: string): number {
  return readInstant(expires, "end") ?? Number.NaN;
}

export function weakening(
  kind: WeakeningKind,
  stack: string,
  what: string,
  before?: string,
  after?: string,
): Weakening {
  return {
    kind,
    stack,
    what,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function nameOf({ endpoint, platform }: EvidenceDocument): string {
  return platform === undefined ? endpoint : `${endpoint} (${platform})`;
}

function unique(items: readonly Weakening[]): readonly Weakening[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
