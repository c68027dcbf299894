import {
  type DeclaredNode,
  literalsIn,
  literalsOf,
  type ObjectNode,
  type ValueNode,
} from "../settings/declare/declared-node.js";
import { declaredText } from "../settings/declare/declared-text.js";
import {
  entryField,
  enumSpellings,
  type Field,
  isKnownEnum,
  type ObjectField,
  type Siblings,
} from "../settings/model/field.js";
import { bareObject, type Json, type JsonObject, type Scalar } from "../settings/model/json.js";
import { canonicalScalar, comparedScalar } from "../settings/model/live-value.js";
import { keyStep } from "../settings/model/path.js";
import { isDigest } from "../snapshot/digest.js";
import { isSamePart, type Place, type StrictnessChange, single, weaker } from "./strictness-change.js";
import { isListNode, weighLists } from "./strictness-lists.js";

/**
 * What a later declaration of a document asks for less than an earlier one, or only more strictly. No change means:
 * every document that passes the later one passes the earlier one. Only tighter changes mean: such a document differs
 * from the earlier declaration in nothing but what is stricter. What cannot be shown to be either is weaker.
 */
export function strictnessChanges(
  document: ObjectField,
  before: ObjectNode,
  after: ObjectNode,
): readonly StrictnessChange[] {
  return weighObject(document, before, after, "");
}

/** The changes of one top-level field, where both declare it. */
export function fieldChanges(
  document: ObjectField,
  key: string,
  before: ObjectNode,
  after: ObjectNode,
): readonly StrictnessChange[] {
  const [old, now] = [before.entries.get(key), after.entries.get(key)];
  const field = entryField(document, key);
  if (old === undefined) return [];
  if (now === undefined) return [{ path: key, before: declaredText(field, old), tighter: false }];
  return weigh(field, old, now, { path: key, siblings: siblingsOf(document, before, after) });
}

function weigh(field: Field, old: DeclaredNode, now: DeclaredNode, at: Place): readonly StrictnessChange[] {
  if (old.kind === "value" && now.kind === "value") return weighValues(field, old, now, at);
  if (isSamePart(field, old, now)) return [];
  if (now.kind === "oneOf") return now.alternatives.flatMap((each) => weigh(field, old, each, at));
  if (old.kind === "oneOf") return weighAlternatives(field, old, now, at);
  const changed = () => weaker(field, old, now, at);
  switch (old.kind) {
    case "value":
    case "absent":
      return changed();
    case "anyValue":
      return isDefined(now) ? [] : changed();
    case "not":
      return excludes(field, old.inner, now) ? [] : changed();
    case "pattern":
      return now.kind === "value" && valuesOf(field, now).every((value) => isFound(field, old.test, value))
        ? []
        : changed();
    case "object":
      return now.kind === "object" ? weighObject(field, old, now, at.path) : changed();
    case "list":
    case "arrayWith":
    case "eachLike":
      return isListNode(now) ? weighLists({ field, old, now, at, weigh }) : changed();
  }
}

/** Every value that the later literal accepts must be one that the earlier accepts, or a stricter one. */
function weighValues(field: Field, old: ValueNode, now: ValueNode, at: Place): readonly StrictnessChange[] {
  const accepted = valuesOf(field, old);
  const others = valuesOf(field, now).filter((value) => !accepted.includes(value));
  if (others.length === 0) return [];
  const declared = canonicalScalar(field, old.value);
  const direction = "direction" in field ? field.direction : undefined;
  const tighter = others.every(
    (live) => direction?.({ declared, live, siblings: at.siblings }) === "tightened",
  );
  return single(field, old, now, at, tighter);
}

/** One alternative must hold. Where none does, and each differs only by what is stricter, the difference is stricter. */
function weighAlternatives(
  field: Field,
  old: DeclaredNode & { readonly kind: "oneOf" },
  now: DeclaredNode,
  at: Place,
): readonly StrictnessChange[] {
  const tried = old.alternatives.map((each) => weigh(field, each, now, at));
  if (tried.some((changes) => changes.length === 0)) return [];
  return single(
    field,
    old,
    now,
    at,
    tried.every((changes) => changes.every(({ tighter }) => tighter)),
  );
}

function weighObject(
  field: Field,
  old: ObjectNode,
  now: ObjectNode,
  path: string,
): readonly StrictnessChange[] {
  const siblings = siblingsOf(field, old, now);
  const changes: StrictnessChange[] = [];
  for (const [key, entry] of old.entries) {
    const spec = entryField(field, key);
    const at = { path: (path + keyStep(key)).replace(/^\./, ""), siblings };
    const other = now.entries.get(key);
    if (other === undefined)
      changes.push({ path: at.path, before: declaredText(spec, entry), tighter: false });
    else changes.push(...weigh(spec, entry, other, at));
  }
  if (!old.whole) return changes;
  const isWidened = [...now.entries.keys()].some((key) => !old.entries.has(key));
  if (!now.whole || isWidened) changes.push({ path, before: "no other fields", tighter: false });
  return changes;
}

/** The literals on either side. What is no literal of one value is an object, which equals nothing. */
function siblingsOf(field: Field, old: ObjectNode, now: ObjectNode): Siblings {
  const live = bareObject<Json>();
  if (field.kind === "object") for (const key of Object.keys(field.fields)) live[key] = {};
  for (const [key, entry] of now.entries) {
    const only = onlyValueOf(entry);
    if (only !== undefined) live[key] = only;
  }
  return { declared: literalsOf(old), live: live as JsonObject };
}

/** The one value that satisfies a literal, or a list of literals. */
function onlyValueOf(node: DeclaredNode): Json | undefined {
  if (node.kind === "value") return (node.enough ?? []).length === 0 ? node.value : undefined;
  if (node.kind !== "list") return undefined;
  const items = node.items.map(onlyValueOf);
  return items.includes(undefined) ? undefined : items.flatMap((item) => (item === undefined ? [] : [item]));
}

function valuesOf(field: Field, { value, enough = [] }: ValueNode): readonly Scalar[] {
  return [value, ...enough].map((each) => comparedScalar(field, each));
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
    const values = (value: ValueNode) => valuesOf(field, value);
    const [fewer, more] = [literalsIn(forbidden, values), literalsIn(now.inner, values)];
    return fewer !== undefined && more !== undefined && fewer.every((value) => more.includes(value));
  }
  if (now.kind !== "value") return false;
  return valuesOf(field, now).every((value) => {
    if (value === null || (field.kind === "enum" && !isKnownEnum(field, String(value)))) return false;
    return !mayBe(field, forbidden, value);
  });
}

/** Whether a literal may be what must not be, in some spelling of it, or take that in. */
function mayBe(field: Field, node: DeclaredNode, value: Scalar): boolean {
  if (node.kind === "pattern") return isHidden(field) || isFound(field, node.test, value);
  const literals = literalsIn(node, (each) => valuesOf(field, each));
  if (literals === undefined || literals.includes(value)) return true;
  if (field.kind !== "text" || field.covers === undefined) return false;
  const { covers } = field;
  return [value, ...literals].some(isDigest) || literals.some((each) => covers(String(value), String(each)));
}

function isFound(field: Field, test: (text: string) => boolean, value: Scalar): boolean {
  if (typeof value !== "string" || isHidden(field)) return false;
  if (field.kind !== "enum") return test(value);
  return isKnownEnum(field, value) && enumSpellings(field, value).some(test);
}

/** Values on which no pattern can be tried: records hold their digests, or live may spell them otherwise. */
function isHidden(field: Field): boolean {
  if ("canonical" in field) return true;
  const { dataClass } = field;
  return dataClass === "identifier" || dataClass === "person" || dataClass === "address";
}
