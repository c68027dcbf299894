import type { DeclaredNode } from "../declare/declared-node.js";
import { canonicalize, canonicalizeString } from "../model/canonical.js";
import { type Field, getField, toListField } from "../model/field.js";
import { toCompared } from "../model/live-value.js";
import { sortBy } from "./groups.js";

/**
 * A text that is equal for declared nodes of the same meaning. Further values that an implied field accepts are left
 * out: they decide which of two equal nodes is kept.
 */
function identifyNode(field: Field, node: DeclaredNode): string {
  const identifyInner = (entry: DeclaredNode) => identifyNode(field, entry);
  const identifyItems = (entries: readonly DeclaredNode[]) => {
    const item = toListField(field).item;
    return `[${entries.map((entry) => identifyNode(item, entry)).join(",")}]`;
  };
  switch (node.kind) {
    case "value":
      return canonicalize(toCompared(field, node.value));
    case "object": {
      const entries = [...node.entries].map(
        ([key, entry]) => `${canonicalizeString(key)}:${identifyNode(getField(field, key), entry)}`,
      );
      return `${node.whole ? "whole" : "partial"}{${entries.sort().join(",")}}`;
    }
    case "list":
      return `${node.order}${node.whole ? " whole" : ""}${identifyItems(node.items)}`;
    case "arrayWith":
      return `arrayWith${identifyItems(node.items)}`;
    case "eachLike":
      return `eachLike${node.allowEmpty ? " or empty" : ""}${identifyItems([node.inner])}`;
    case "not":
      return `not(${identifyInner(node.inner)})`;
    case "oneOf":
      return `oneOf(${node.alternatives.map(identifyInner).join(",")})`;
    case "pattern":
      return `pattern(${canonicalizeString(node.source)})`;
    case "anyValue":
    case "absent":
      return node.kind;
  }
}

/** Declared nodes, each meaning once. Of two equal nodes the stricter one is kept. */
export function withoutRepeats<T extends { readonly node: DeclaredNode }>(
  field: Field,
  items: readonly T[],
): readonly T[] {
  if (items.length < 2) return items;
  const kept = new Map<string, T>();
  for (const item of items) {
    const identity = identifyNode(field, item.node);
    const known = kept.get(identity);
    if (known === undefined || (hasLeeway(known.node) && !hasLeeway(item.node))) kept.set(identity, item);
  }
  return [...kept.values()];
}

/** Sorted by meaning. */
export function sortByMeaning<T extends { readonly node: DeclaredNode }>(
  field: Field,
  items: readonly T[],
): readonly T[] {
  return sortBy(items, ({ node }) => identifyNode(field, node));
}

/** Whether an implied field accepts further values. */
function hasLeeway(node: DeclaredNode): boolean {
  return (
    node.kind === "object" &&
    [...node.entries.values()].some((entry) => entry.kind === "value" && (entry.enough ?? []).length > 0)
  );
}
