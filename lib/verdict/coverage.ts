import { isLonger, writeMaxAge } from "../expectations/max-age.js";
import { documentName } from "../messages/document-name.js";
import { omitUndefined } from "../omit-undefined.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import { readDeclaration } from "../settings/declare/json-reader.js";
import { endpoints } from "../settings/endpoints/endpoints.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { ObjectField } from "../settings/model/field.js";
import { fieldChanges } from "./strictness.js";
import {
  changeOf,
  type DeclaredDocument,
  type DeclaredExpectation,
  type StackChanges,
  type Stricter,
  type Weakening,
} from "./weakened.js";

/** One expectation of one document, with its declaration read. */
export interface Held {
  /** Org, endpoint and platform, as the later declaration calls the org. */
  readonly document: string;
  readonly name: string;
  readonly maxAge: number | "off";
  readonly expectation: DeclaredExpectation;
  readonly field?: ObjectField;
  /** Absent where the expectation is about who made versions, or where it cannot be read. */
  readonly node?: ObjectNode;
}

/** Everything that documents are expected to be. `orgNamed` says how the later declaration calls an org. */
export function heldBy(
  documents: readonly DeclaredDocument[],
  orgNamed: (org: string) => string = (org) => org,
): readonly Held[] {
  return documents.flatMap(({ expectations, org, endpoint, platform, maxAge }) =>
    expectations.map((expectation): Held => {
      const field = documentField(endpoint);
      const read =
        field === undefined || expectation.declared === undefined
          ? undefined
          : readDeclaration(field, expectation.declared).node;
      return {
        document: JSON.stringify([orgNamed(org), endpoint, platform]),
        name: documentName(endpoint, platform),
        maxAge,
        expectation,
        ...omitUndefined({ field, node: read }),
      };
    }),
  );
}

/** What the versions of a history hold is what its document holds. */
function documentField(endpoint: string): ObjectField | undefined {
  const name = endpoint.replace(/ history$/, "");
  return Object.entries(endpoints).find(([key]) => key === name)?.[1].document;
}

/** What of an earlier expectation the later ones do not hold as strictly, each part beside the one that holds most. */
export function coverage(old: Held, later: readonly Held[]): StackChanges {
  const beside = later.filter(({ document }) => document === old.document);
  if (beside.length === 0) return gone(old.name);
  const candidates = beside.filter(
    ({ expectation }) => expectation.quantifier === old.expectation.quantifier,
  );
  const { node } = old;
  if (node === undefined) return best(candidates.map((now) => unread(old, now))) ?? gone(nameOf(old));
  const parts = [...node.entries.keys()].map((key) => {
    const declaring = candidates.filter((now) => now.node?.entries.has(key));
    return best(declaring.map((now) => withPolicy(old, now, key))) ?? gone(`${nameOf(old)}: ${key}`);
  });
  if (node.whole) parts.push(best(candidates.map((now) => whole(old, now))) ?? gone(nameOf(old)));
  return {
    weaker: parts.flatMap(({ weaker }) => weaker),
    stricter: parts.flatMap(({ stricter }) => stricter),
  };
}

function gone(what: string): StackChanges {
  return { weaker: [{ kind: "no longer checked", what }], stricter: [] };
}

/** The changes beside the later expectation that holds most of the earlier one. */
function best(tried: readonly StackChanges[]): StackChanges | undefined {
  const [first, ...others] = tried;
  return others.reduce<StackChanges | undefined>((least, each) => {
    if (least === undefined) return each;
    const fewer = each.weaker.length - least.weaker.length || each.stricter.length - least.stricter.length;
    return fewer < 0 ? each : least;
  }, first);
}

function nameOf({ name, expectation }: Held): string {
  return expectation.quantifier === "changed-only-by" ? `${name}: changed only by` : name;
}

/** How one field is held, and under which policy. */
function withPolicy(old: Held, now: Held, key: string): StackChanges {
  const what = `${old.name}: ${key}`;
  const weaker = [...policyWeakenings(old, now, what)];
  const stricter: Stricter[] = [];
  if (old.node === undefined || now.node === undefined || old.field === undefined)
    return { weaker, stricter };
  for (const { path, before, after, tighter } of fieldChanges(old.field, key, old.node, now.node)) {
    const change = changeOf({ what: `${old.name}: ${path}` }, before, after);
    const shown = DIGEST.test(JSON.stringify(change)) ? { what } : change;
    if (tighter) stricter.push(shown);
    else weaker.push({ kind: "declares less", ...shown });
  }
  return { weaker, stricter };
}

/** Identifiers, people and masked addresses, which stand as digests in what is compared. */
const DIGEST = /sha256:[0-9a-f]{64}/;

function policyWeakenings(old: Held, now: Held, what: string): readonly Weakening[] {
  const weaker: Weakening[] = [];
  const [a, b] = [old.expectation, now.expectation];
  const warns = (key: "severity" | "onTightened") => a[key] === "error" && b[key] === "warning";
  if (warns("severity")) weaker.push({ kind: "warns only", what, before: "error", after: "warning" });
  if (warns("onTightened"))
    weaker.push({ kind: "lets tightening pass", what, before: "error", after: "warning" });
  if (isLonger(old.maxAge, now.maxAge))
    weaker.push({ kind: "longer maxAge", what: old.name, before: ageOf(old), after: ageOf(now) });
  if (startsLater(a, b))
    weaker.push({ kind: "declares less", ...changeOf({ what: `${what}, since` }, a.since, b.since) });
  return weaker;
}

function ageOf({ maxAge }: Held): string {
  return maxAge === "off" ? maxAge : writeMaxAge(maxAge);
}

/**
 * Whether fewer versions are looked at. An earlier start of `changed-only-by` looks at more of them, but may also find
 * some where the later start found none, which did not pass.
 */
function startsLater(old: DeclaredExpectation, now: DeclaredExpectation): boolean {
  if (old.since === now.since) return false;
  if (old.since === undefined || now.since === undefined) return true;
  if (old.quantifier === "changed-only-by" && old.allowEmpty !== true) return true;
  return !(Date.parse(now.since) <= Date.parse(old.since));
}

/** `exact` of a whole document: nothing but what was declared before may be there. */
function whole(old: Held, now: Held): StackChanges {
  const what = `${old.name}: otherFields`;
  const weaker = [...policyWeakenings(old, now, what)];
  const allowed = old.node?.entries;
  const isHeld = now.node?.whole === true && [...now.node.entries.keys()].every((key) => allowed?.has(key));
  if (!isHeld) weaker.push({ kind: "declares less", what, before: "no other fields" });
  return { weaker, stricter: [] };
}

/** An expectation without a declaration that can be read: about who made versions, or of another version of this. */
function unread(old: Held, now: Held): StackChanges {
  const what = nameOf(old);
  const weaker = [...policyWeakenings(old, now, what)];
  const [a, b] = [old.expectation, now.expectation];
  if (a.allowEmpty !== true && b.allowEmpty === true)
    weaker.push({ kind: "declares less", what: `${what}, allowEmpty`, before: "false", after: "true" });
  const known = new Set(a.actors ?? []);
  if (a.actors !== undefined && !(b.actors ?? [""]).every((actor) => known.has(actor)))
    weaker.push({ kind: "declares less", what: `${what}, actors` });
  if (canonicalText(a.declared ?? null) !== canonicalText(b.declared ?? null))
    weaker.push({ kind: "declares less", what });
  return { weaker, stricter: [] };
}
