import { formatMaxAge, isLonger } from "../expectations/max-age.js";
import { nameDocument } from "../messages/document-name.js";
import { omitUndefined } from "../omit-undefined.js";
import { OTHER_FIELDS } from "../settings/compare/compare.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import { readDeclaration } from "../settings/declare/json-reader.js";
import { endpoints } from "../settings/endpoints/endpoints.js";
import { canonicalize } from "../settings/model/canonical.js";
import type { ObjectField } from "../settings/model/field.js";
import { listStrictnessChanges } from "./strictness.js";
import type { Changes } from "./strictness-change.js";
import {
  buildChange,
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
  /** Absent where the expectation is about who made versions, or where it cannot be read. */
  readonly read?: Read;
}

interface Read {
  readonly field: ObjectField;
  readonly node: ObjectNode;
}

/** Everything that documents are expected to be. `orgNamed` says how the later declaration calls an org. */
export function listHeld(
  documents: readonly DeclaredDocument[],
  orgNamed: (org: string) => string = (org) => org,
): readonly Held[] {
  return documents.flatMap(({ expectations, org, endpoint, platform, maxAge }) =>
    expectations.map((expectation): Held => {
      const read = readExpectation(endpoint, expectation);
      return {
        document: JSON.stringify([orgNamed(org), endpoint, platform]),
        name: nameDocument(endpoint, platform),
        maxAge,
        expectation,
        ...omitUndefined({ read }),
      };
    }),
  );
}

function readExpectation(endpoint: string, { declared }: DeclaredExpectation): Read | undefined {
  const field = findDocumentField(endpoint);
  if (field === undefined || declared === undefined) return undefined;
  const { node } = readDeclaration(field, declared);
  return node && { field, node };
}

/** What the versions of a history hold is what its document holds. */
function findDocumentField(endpoint: string): ObjectField | undefined {
  const name = endpoint.replace(/ history$/, "");
  return Object.entries(endpoints).find(([key]) => key === name)?.[1].document;
}

/** What an expectation declares that cannot be read. */
const NOTHING: ObjectNode = { kind: "object", entries: new Map(), whole: false };

/** What of an earlier expectation the later ones do not hold as strictly, each part beside the one that holds most. */
export function weighCoverage(old: Held, later: readonly Held[]): StackChanges {
  const beside = later.filter(({ document }) => document === old.document);
  if (beside.length === 0) return reportGone(old.name);
  const candidates = beside.filter(
    ({ expectation }) => expectation.quantifier === old.expectation.quantifier,
  );
  const { read } = old;
  if (read === undefined)
    return pickBest(candidates.map((now) => weighUnread(old, now))) ?? reportGone(nameHeld(old));
  const weighed = candidates.map((now) => {
    const node = now.read?.node ?? NOTHING;
    return { now, node, changes: listStrictnessChanges(read.field, read.node, node) };
  });
  const weighHeld = (key: string, what: string, among: typeof weighed) =>
    pickBest(
      among.flatMap(({ now, changes }) => {
        const ofKey = changes.get(key);
        return ofKey === undefined ? [] : [withPolicy(ofKey, { old, now, what })];
      }),
    );
  const parts = [...read.node.entries.keys()].map((key) => {
    const what = `${nameHeld(old)}: ${key}`;
    const having = weighed.filter(({ node }) => node.entries.has(key));
    return weighHeld(key, what, having) ?? reportGone(what);
  });
  if (read.node.whole) {
    parts.push(weighHeld(OTHER_FIELDS, `${old.name}: ${OTHER_FIELDS}`, weighed) ?? reportGone(nameHeld(old)));
  }
  return {
    weaker: parts.flatMap(({ weaker }) => weaker),
    stricter: parts.flatMap(({ stricter }) => stricter),
  };
}

function reportGone(what: string): StackChanges {
  return { weaker: [{ kind: "no longer checked", what }], stricter: [] };
}

/** The changes beside the later expectation that holds most of the earlier one. */
function pickBest(tried: readonly StackChanges[]): StackChanges | undefined {
  return [...tried].sort(
    (a, b) => a.weaker.length - b.weaker.length || a.stricter.length - b.stricter.length,
  )[0];
}

function nameHeld({ name, expectation }: Held): string {
  return expectation.quantifier === "changed-only-by" ? `${name}: changed only by` : name;
}

/** An earlier expectation beside a later one, and what of it they hold. */
interface Part {
  readonly old: Held;
  readonly now: Held;
  readonly what: string;
}

/** How one field is held, and under which policy. */
function withPolicy(changes: Changes, { old, now, what }: Part): StackChanges {
  const weaker = [...weighPolicy(old, now, what)];
  const stricter: Stricter[] = [];
  for (const { path, before, after, tighter } of changes) {
    const change = buildChange({ what: `${old.name}: ${path}` }, before, after);
    const shown = DIGEST.test(JSON.stringify(change)) ? { what } : change;
    if (tighter) stricter.push(shown);
    else weaker.push({ kind: "declares less", ...shown });
  }
  return { weaker, stricter };
}

/** Identifiers, people and masked addresses, which stand as digests in what is compared. */
const DIGEST = /sha256:[0-9a-f]{64}/;

function weighPolicy(old: Held, now: Held, what: string): readonly Weakening[] {
  const weaker: Weakening[] = [];
  const [a, b] = [old.expectation, now.expectation];
  const warns = (key: "severity" | "onTightened") => a[key] === "error" && b[key] === "warning";
  if (warns("severity")) weaker.push({ kind: "warns only", what, before: "error", after: "warning" });
  if (a.reportsOnly !== true && b.reportsOnly === true)
    weaker.push({ kind: "warns only", what, before: "fails the plan", after: "reports only" });
  if (warns("onTightened"))
    weaker.push({ kind: "lets tightening pass", what, before: "error", after: "warning" });
  if (isLonger(old.maxAge, now.maxAge)) {
    const [before, after] = [formatMaxAge(old.maxAge), formatMaxAge(now.maxAge)];
    weaker.push({ kind: "longer maxAge", what: old.name, before, after });
  }
  if (startsLater(a, b))
    weaker.push({ kind: "declares less", ...buildChange({ what: `${what}, since` }, a.since, b.since) });
  return weaker;
}

/**
 * Whether fewer versions are looked at. An earlier start of `changed-only-by` looks at more of them, but may also find
 * some where the later start found none, which did not pass.
 */
function startsLater(old: DeclaredExpectation, now: DeclaredExpectation): boolean {
  if (old.since === now.since) return false;
  if (old.quantifier === "changed-only-by" && old.allowEmpty !== true) return true;
  // A start that is missing, or that cannot be read, is never earlier.
  return !(Date.parse(now.since ?? "") <= Date.parse(old.since ?? ""));
}

/** An expectation without a declaration that can be read: about who made versions, or of another version of this. */
function weighUnread(old: Held, now: Held): StackChanges {
  const what = nameHeld(old);
  const weaker = [...weighPolicy(old, now, what)];
  const [a, b] = [old.expectation, now.expectation];
  if (a.allowEmpty !== true && b.allowEmpty === true)
    weaker.push({ kind: "declares less", what: `${what}, allowEmpty`, before: "false", after: "true" });
  if (a.actors !== undefined && !(b.actors ?? [""]).every((actor) => a.actors?.includes(actor)))
    weaker.push({ kind: "declares less", what: `${what}, actors` });
  if (canonicalize(a.declared ?? null) !== canonicalize(b.declared ?? null))
    weaker.push({ kind: "declares less", what });
  return { weaker, stricter: [] };
}
