import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { canonicalize } from "../settings/model/canonical.js";
import { type Field, getField, type ObjectField, toListField } from "../settings/model/field.js";
import { createBare, isJsonObject, isScalar, type Json, type JsonObject } from "../settings/model/json.js";
import { resolveLive, spellScalar } from "../settings/model/live-value.js";

/** Whether a field says something of what is recorded: not who changed it, and not what people wrote beside it. */
function isCounted(field: Field): boolean {
  return field.bookkeeping !== true && field.dataClass !== "freeText";
}

/** A document as a declaration that no other document matches, so that the comparer can compare two documents. */
export function buildExactObject(field: ObjectField, document: JsonObject): ObjectNode {
  const entries = new Map<string, DeclaredNode>();
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = resolveLive(spec, Object.hasOwn(document, key) ? document[key] : undefined, document);
    if (isCounted(spec) && value !== undefined) entries.set(key, buildExactNode(spec, value));
  }
  return { kind: "object", entries, whole: true };
}

export function buildExactNode(field: Field, value: Json): DeclaredNode {
  if (isList(value)) {
    const { item } = toListField(field);
    const items = value.map((each: Json) => buildExactNode(item, each));
    return { kind: "list", items, order: "field", whole: true };
  }
  if (isScalar(value)) return { kind: "value", value };
  if (field.kind === "object") return buildExactObject(field, value);
  const entries = new Map<string, DeclaredNode>();
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) entries.set(key, buildExactNode(getField(field, key), entry as Json));
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
export function pickCounting(field: ObjectField, value: JsonObject): JsonObject {
  const copy = createBare<Json>();
  for (const [key, spec] of Object.entries(field.fields)) {
    const entry = Object.hasOwn(value, key) ? value[key] : undefined;
    if (isCounted(spec) && entry !== undefined) copy[key] = pickCountingPart(spec, entry);
  }
  return copy;
}

function pickCountingPart(field: Field, given: Json): Json {
  // Null may stand for an empty list.
  const value = resolveLive(field, given, undefined) ?? given;
  if (field.kind === "list" && isList(value)) {
    const items = value.map((item) => pickCountingPart(field.item, item));
    return field.order === "unordered" ? toSet(items) : items;
  }
  if (field.kind === "object" && isJsonObject(value)) return pickCounting(field, value);
  return isScalar(value) ? spellScalar(field, value) : value;
}

function toSet(items: readonly Json[]): readonly Json[] {
  const byText = new Map(items.map((item) => [canonicalize(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
