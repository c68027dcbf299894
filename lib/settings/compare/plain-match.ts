import type { DeclaredNode, ValueNode } from "../declare/declared-node.js";
import { entryField } from "../declare/declared-text.js";
import type { Field } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type JsonObject } from "../model/json.js";
import { canonicalScalar, liveValue } from "../model/live-value.js";

/**
 * Whether a declared node holds by its literals alone, which needs no path, no text and no finding. It never says yes
 * where a comparison would not; where it says no, a comparison decides. In a long list nearly every item holds.
 */
export function plainlyHolds(
  field: Field,
  node: DeclaredNode,
  live: Json | undefined,
  parent: JsonObject,
): boolean {
  const value = liveValue(field, live, parent);
  switch (node.kind) {
    case "value":
      return value !== undefined && holdsScalar(field, node, value);
    case "object":
      return !node.whole && isJsonObject(value) && holdEntries(field, node.entries, value);
    case "list":
      return node.items.length === 0 && Array.isArray(value) && value.length === 0;
    default:
      return false;
  }
}

/** Whether a literal is what is live, in whatever spelling, or what is live is enough for it. */
export function holdsScalar(field: Field, node: ValueNode, value: Json): boolean {
  if (!isScalar(value)) return false;
  const live = canonicalScalar(field, value);
  if (live === canonicalScalar(field, node.value)) return true;
  return node.enough?.some((enough) => canonicalScalar(field, enough) === live) ?? false;
}

function holdEntries(field: Field, entries: ReadonlyMap<string, DeclaredNode>, value: JsonObject): boolean {
  for (const [key, entry] of entries) {
    const live = Object.hasOwn(value, key) ? value[key] : undefined;
    if (!plainlyHolds(entryField(field, key), entry, live, value)) return false;
  }
  return true;
}
