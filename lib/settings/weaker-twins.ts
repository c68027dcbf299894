import { compareNode } from "./compare-node.js";
import { type DeclaredNode, literalOf } from "./declared-node.js";
import type { ListField } from "./field.js";
import type { Finding } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import type { ItemPaths } from "./item-paths.js";
import { isJsonObject, type Json } from "./json.js";

/**
 * Another live rule with the key of a declared one must not be weaker than it: `arrayWith` would pass over a rule
 * that takes back what the declared one protects.
 */
export function weakerTwins(
  declared: readonly DeclaredNode[],
  others: readonly Json[],
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  const { key } = field;
  if (key === undefined || others.length === 0) return [];
  const declaredBy = new Map<string, DeclaredNode>();
  for (const node of declared) {
    const name = nameOf(literalOf(node), key);
    if (name !== undefined) declaredBy.set(name, node);
  }
  const findings: Finding[] = [];
  for (const [index, other] of others.entries()) {
    const node = declaredBy.get(nameOf(other, key) ?? "");
    if (node === undefined) continue;
    const place = paths.of(other, index);
    const outcome = compareNode(field.item, node, other, place, found.context);
    if (outcome.findings.every((finding) => finding.direction === "tightened")) continue;
    findings.push(
      findingAt({ ...found, field: field.item, value: other, place }, "weaker-twin", {
        direction: "loosened",
        note: "another live rule with this key protects less than the declared one",
      }),
    );
  }
  return findings;
}

function nameOf(item: Json, key: string): string | undefined {
  const name = isJsonObject(item) ? item[key] : undefined;
  return typeof name === "string" ? name : undefined;
}
