import { formatMaxAge, isLonger } from "../expectations/max-age.js";
import { buildChange, type DeclaredOrg, type DeclaredStack, type Weakening } from "./weakened.js";

type Stack = Pick<DeclaredStack, "orgs">;

/** The org of the later declaration that is the same one: by its id, else by its construct, else the only one. */
export function findSameOrg(org: DeclaredOrg, before: Stack, after: Stack): DeclaredOrg | undefined {
  // Two constructs may be of one org.
  const unchanged = after.orgs.find(({ construct, id }) => construct === org.construct && id === org.id);
  const byId = after.orgs.find(({ id }) => id !== undefined && id === org.id);
  const byPath = after.orgs.find(({ construct }) => construct === org.construct);
  const alone = before.orgs.length === 1 && after.orgs.length === 1 ? after.orgs[0] : undefined;
  return unchanged ?? byId ?? byPath ?? alone;
}

/** How the later declaration calls an org of the earlier one. */
export function mapOrgNames(before: Stack, after: Stack): (construct: string) => string {
  return (construct) => {
    const org = before.orgs.find((each) => each.construct === construct);
    return (org && findSameOrg(org, before, after)?.construct) ?? construct;
  };
}

/** How far a source can be trusted: documents in code hold whatever their author wrote. */
const TRUST: Readonly<Record<DeclaredOrg["source"], number>> = { live: 2, snapshot: 1, documents: 0 };

/** What an org's own options let through that they did not. */
export function weighOrg(org: DeclaredOrg, now: DeclaredOrg): readonly Weakening[] {
  const found: Weakening[] = [];
  const add = (kind: Weakening["kind"], about: string, [before, after]: readonly (string | undefined)[]) =>
    found.push(buildChange({ kind, what: `org ${org.construct}${about}` }, before, after));
  const isOther = org.id !== undefined && now.id !== undefined && org.id !== now.id;
  if (org.orgPinned && !now.orgPinned) add("org pin removed", "", [org.id ?? "pinned", "any org"]);
  else if (isOther) add(org.orgPinned ? "org pin removed" : "other source", "", [org.id, now.id]);
  if (TRUST[now.source] < TRUST[org.source]) add("other source", "", [org.source, now.source]);
  if (getHost(org) !== getHost(now) && org.source === "live" && now.source === "live")
    add("other source", " host", [getHost(org), getHost(now)]);
  if (isLonger(org.snapshotMaxAge, now.snapshotMaxAge))
    add("longer maxAge", " snapshotMaxAge", [
      formatMaxAge(org.snapshotMaxAge),
      formatMaxAge(now.snapshotMaxAge),
    ]);
  if (org.vendorRules === "exact" && now.vendorRules === "report")
    add("declares less", " vendorRules", [org.vendorRules, now.vendorRules]);
  if (org.warningsAsErrors && !now.warningsAsErrors)
    add("warns only", " warningsAsErrors", ["true", "false"]);
  return found;
}

/** The host, without the port of a loopback address, which differs from run to run. */
function getHost({ host = "" }: DeclaredOrg): string {
  return host.replace(/^(127\.0\.0\.1|\[::1\]|localhost):\d+$/, "$1");
}
