import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { canonicalText } from "../settings/model/canonical.js";
import { entryField, type Field, listFieldOf, type ObjectField } from "../settings/model/field.js";
import { bareObject, isJsonObject, isScalar, type Json, type JsonObject } from "../settings/model/json.js";
import { canonicalScalar, liveValue } from "../settings/model/live-value.js";

/** Whether a field says something of what is recorded: not who changed it, and not what people wrote beside it. */
function counts(field: Field): boolean {
  return field.bookkeeping !== true && field.dataClass !== "freeText";
}

/** A document as a declaration that no other document matches, so that the comparer can compare two documents. */
export function exactObject(field: ObjectField, document: JsonObject): ObjectNode {
  const entries = new Map<string, DeclaredNode>();
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = liveValue(spec, Object.hasOwn(document, key) ? document[key] : undefined, document);
    if (counts(spec) && value !== undefined) entries.set(key, exactNode(spec, value));
  }
  return { kind: "object", entries, whole: true };
}

export function exactNode(field: Field, value: Json): DeclaredNode {
  if (isList(value)) {
    const { item } = listFieldOf(field);
    const items = value.map((each: Json) => exactNode(item, each));
    return { kind: "list", items, order: "field", whole: true };
  }
  if (isScalar(value)) return { kind: "value", value };
  if (field.kind === "object") return exactObject(field, value);
  const entries = new Map<string, DeclaredNode>();
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) entries.set(key, exactNode(entryField(field, key), entry as Json));
  }
  return { kind: "object", entries, whole: true };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A copy with the documented keys that count, in the spelling that is shown, each item of a set once. The copy knows
 * nothing of undocumented keys.
 */
export function countingObject(field: ObjectField, value: JsonObject): JsonObject {
  const copy = bareObject<Json>();
  for (const [key, spec] of Object.entries(field.fields)) {
    const entry = Object.hasOwn(value, key) ? value[key] : undefined;
    if (counts(spec) && entry !== undefined) copy[key] = countingPart(spec, entry);
  }
  return copy;
}

function countingPart(field: Field, given: Json): Json {
  // Null may stand for an empty list.
  const value = liveValue(field, given, undefined) ?? given;
  if (field.kind === "list" && isList(value)) {
    const items = value.map((item) => countingPart(field.item, item));
    return field.order === "unordered" ? setOf(items) : items;
  }
  if (field.kind === "object" && isJsonObject(value)) return countingObject(field, value);
  return isScalar(value) ? canonicalScalar(field, value) : value;
}

function setOf(items: readonly Json[]): readonly Json[] {
  const byText = new Map(items.map((item) => [canonicalText(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
