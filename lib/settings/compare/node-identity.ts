import type { DeclaredNode } from "../declare/declared-node.js";
import { canonicalString, canonicalText } from "../model/canonical.js";
import { entryField, type Field, listFieldOf } from "../model/field.js";
import { comparedScalar } from "../model/live-value.js";
import { sortedBy } from "./groups.js";

/**
 * A text that is equal for declared nodes of the same meaning. Further values that an implied field accepts are left
 * out: they decide which of two equal nodes is kept.
 */
function nodeIdentity(field: Field, node: DeclaredNode): string {
  const inner = (entry: DeclaredNode) => nodeIdentity(field, entry);
  const items = (entries: readonly DeclaredNode[]) => {
    const item = listFieldOf(field).item;
    return `[${entries.map((entry) => nodeIdentity(item, entry)).join(",")}]`;
  };
  switch (node.kind) {
    case "value":
      return canonicalText(comparedScalar(field, node.value));
    case "object": {
      const entries = [...node.entries].map(
        ([key, entry]) => `${canonicalString(key)}:${nodeIdentity(entryField(field, key), entry)}`,
      );
      return `${node.whole ? "whole" : "partial"}{${entries.sort().join(",")}}`;
    }
    case "list":
      return `${node.order}${node.whole ? " whole" : ""}${items(node.items)}`;
    case "arrayWith":
      return `arrayWith${items(node.items)}`;
    case "eachLike":
      return `eachLike${node.allowEmpty ? " or empty" : ""}${items([node.inner])}`;
    case "not":
      return `not(${inner(node.inner)})`;
    case "oneOf":
      return `oneOf(${node.alternatives.map(inner).join(",")})`;
    case "pattern":
      return `pattern(${canonicalString(node.source)})`;
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
    const identity = nodeIdentity(field, item.node);
    const known = kept.get(identity);
    if (known === undefined || (hasLeeway(known.node) && !hasLeeway(item.node))) kept.set(identity, item);
  }
  return [...kept.values()];
}

/** Sorted by meaning. */
export function arrangedItems<T extends { readonly node: DeclaredNode }>(
  field: Field,
  items: readonly T[],
): readonly T[] {
  return sortedBy(items, ({ node }) => nodeIdentity(field, node));
}

/** Whether an implied field accepts further values. */
function hasLeeway(node: DeclaredNode): boolean {
  return (
    node.kind === "object" &&
    [...node.entries.values()].some((entry) => entry.kind === "value" && (entry.enough ?? []).length > 0)
  );
}
