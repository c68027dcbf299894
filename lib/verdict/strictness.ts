import { OTHER_FIELDS } from "../settings/compare/compare.js";
import {
  type DeclaredNode,
  getLiterals,
  listLiterals,
  type ObjectNode,
  type ValueNode,
} from "../settings/declare/declared-node.js";
import { spellDeclared } from "../settings/declare/declared-text.js";
import {
  type Field,
  getField,
  isKnownEnum,
  listEnumSpellings,
  type ObjectField,
  type Siblings,
} from "../settings/model/field.js";
import { createBare, type Json, type JsonObject, type Scalar } from "../settings/model/json.js";
import { spellScalar, toCompared } from "../settings/model/live-value.js";
import { toKeyStep } from "../settings/model/path.js";
import { isDigest } from "../snapshot/digest.js";
import { type Changes, changeWhole, isSamePart, type Weighed } from "./strictness-change.js";
import { isListNode, weighLists } from "./strictness-lists.js";

/**
 * What a later declaration of a document asks for less than an earlier one, or only more strictly, by top-level field.
 * No change means: every document that passes the later one passes the earlier one. Only tighter changes mean: such a
 * document differs from the earlier declaration in nothing but what is stricter. What cannot be shown to be either is
 * weaker.
 */
export function listStrictnessChanges(
  document: ObjectField,
  before: ObjectNode,
  after: ObjectNode,
): ReadonlyMap<string, Changes> {
  const changes = weighEntries({ field: document, old: before, now: after }, "");
  return changes.set(OTHER_FIELDS, weighWhole(before, after, OTHER_FIELDS));
}

function weigh(pair: Weighed): Changes {
  const { field, old, now, at } = pair;
  if (old.kind === "value" && now.kind === "value") return weighValues({ ...pair, old, now });
  if (isSamePart(field, old, now)) return [];
  if (now.kind === "oneOf") return now.alternatives.flatMap((each) => weigh({ ...pair, now: each }));
  if (old.kind === "oneOf") return weighAlternatives({ ...pair, old });
  switch (old.kind) {
    case "value":
    case "absent":
      return changeWhole(pair);
    case "anyValue":
      return isDefined(now) ? [] : changeWhole(pair);
    case "not":
      return excludes(field, old.inner, now) ? [] : changeWhole(pair);
    case "pattern":
      return now.kind === "value" && listValues(field, now).every((value) => isFound(field, old.test, value))
        ? []
        : changeWhole(pair);
    case "object":
      if (now.kind !== "object") return changeWhole(pair);
      return [...weighEntries({ field, old, now }, at.path).values(), weighWhole(old, now, at.path)].flat();
    case "list":
    case "arrayWith":
    case "eachLike":
      return isListNode(now) ? weighLists({ field, old, now, at, weigh }) : changeWhole(pair);
  }
}

/** Every value that the later literal accepts must be one that the earlier accepts, or a stricter one. */
function weighValues(pair: Weighed<ValueNode, ValueNode>): Changes {
  const { field, old, now, at } = pair;
  const accepted = listValues(field, old);
  const others = listValues(field, now).filter((value) => !accepted.includes(value));
  if (others.length === 0) return [];
  const declared = spellScalar(field, old.value);
  const direction = "direction" in field ? field.direction : undefined;
  const tighter = others.every(
    (live) => direction?.({ declared, live, siblings: at.siblings }) === "tightened",
  );
  return changeWhole(pair, tighter);
}

/** One alternative must hold. Where none does, and each differs only by what is stricter, the difference is stricter. */
function weighAlternatives(pair: Weighed<DeclaredNode & { readonly kind: "oneOf" }>): Changes {
  const tried = pair.old.alternatives.map((each) => weigh({ ...pair, old: each }));
  if (tried.some((changes) => changes.length === 0)) return [];
  return changeWhole(
    pair,
    tried.every((changes) => changes.every(({ tighter }) => tighter)),
  );
}

/** What the later object asks for otherwise, by the keys of the earlier one. */
function weighEntries(
  { field, old, now }: Omit<Weighed<ObjectNode, ObjectNode>, "at">,
  path: string,
): Map<string, Changes> {
  const siblings = buildSiblings(field, old, now);
  return new Map(
    [...old.entries].map(([key, entry]): [string, Changes] => {
      const spec = getField(field, key);
      const at = { path: (path + toKeyStep(key)).replace(/^\./, ""), siblings };
      const other = now.entries.get(key);
      return other === undefined
        ? [key, [{ path: at.path, before: spellDeclared(spec, entry), tighter: false }]]
        : [key, weigh({ field: spec, old: entry, now: other, at })];
    }),
  );
}

/** `exact`: nothing but what was declared before may be there. */
function weighWhole(old: ObjectNode, now: ObjectNode, path: string): Changes {
  const isHeld = now.whole && [...now.entries.keys()].every((key) => old.entries.has(key));
  return !old.whole || isHeld ? [] : [{ path, before: "no other fields", tighter: false }];
}

/** The literals on either side. What is no literal of one value is an object, which equals nothing. */
function buildSiblings(field: Field, old: ObjectNode, now: ObjectNode): Siblings {
  const live = createBare<Json>();
  if (field.kind === "object") for (const key of Object.keys(field.fields)) live[key] = {};
  for (const [key, entry] of now.entries) {
    const only = findOnlyValue(entry);
    if (only !== undefined) live[key] = only;
  }
  return { declared: getLiterals(old), live: live as JsonObject };
}

/** The one value that satisfies a literal, or a list of literals. */
function findOnlyValue(node: DeclaredNode): Json | undefined {
  if (node.kind === "value") return (node.enough ?? []).length === 0 ? node.value : undefined;
  if (node.kind !== "list") return undefined;
  const items = node.items.map(findOnlyValue);
  return items.includes(undefined) ? undefined : items.flatMap((item) => (item === undefined ? [] : [item]));
}

function listValues(field: Field, { value, enough = [] }: ValueNode): readonly Scalar[] {
  return [value, ...enough].map((each) => toCompared(field, each));
}

/** Whether only a value that is there and is not null can satisfy it. */
function isDefined(node: DeclaredNode): boolean {
  if (node.kind === "value") return node.value !== null && !(node.enough ?? []).includes(null);
  return isListNode(node) || node.kind === "object" || node.kind === "pattern";
}

/** Whether nothing that satisfies `now` could be what must not be. */
function excludes(field: Field, forbidden: DeclaredNode, now: DeclaredNode): boolean {
  if (field.kind === "json") return false;
  if (now.kind === "not") {
    const listAllowed = (value: ValueNode) => listValues(field, value);
    const [fewer, more] = [listLiterals(forbidden, listAllowed), listLiterals(now.inner, listAllowed)];
    return fewer !== undefined && more !== undefined && fewer.every((value) => more.includes(value));
  }
  if (now.kind !== "value") return false;
  return listValues(field, now).every((value) => {
    if (value === null || (field.kind === "enum" && !isKnownEnum(field, String(value)))) return false;
    return !mayBe(field, forbidden, value);
  });
}

/** Whether a literal may be what must not be, in some spelling of it, or take that in. */
function mayBe(field: Field, node: DeclaredNode, value: Scalar): boolean {
  if (node.kind === "pattern") return isHidden(field) || isFound(field, node.test, value);
  const literals = listLiterals(node, (each) => listValues(field, each));
  if (literals === undefined || literals.includes(value)) return true;
  if (field.kind !== "text" || field.covers === undefined) return false;
  const { covers } = field;
  return [value, ...literals].some(isDigest) || literals.some((each) => covers(String(value), String(each)));
}

function isFound(field: Field, test: (text: string) => boolean, value: Scalar): boolean {
  if (typeof value !== "string" || isHidden(field)) return false;
  if (field.kind !== "enum") return test(value);
  return isKnownEnum(field, value) && listEnumSpellings(field, value).some(test);
}

/** Values on which no pattern can be tried: records hold their digests, or live may spell them otherwise. */
function isHidden(field: Field): boolean {
  if ("canonical" in field) return true;
  const { dataClass } = field;
  return dataClass === "identifier" || dataClass === "person" || dataClass === "address";
}
