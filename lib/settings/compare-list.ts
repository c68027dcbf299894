import { canonicalSet, canonicalText } from "./canonical.js";
import { compareNode } from "./compare-node.js";
import { compareOrdered, compareOrderedPrefix } from "./compare-ordered.js";
import { type DeclaredNode, type ListNode, literalOf } from "./declared-node.js";
import { type ListField, listFieldOf } from "./field.js";
import type { Finding } from "./finding.js";
import { type Found, fails, findingAt, NO_SUCH_KEY, notChecked } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import { isJsonObject, type Json } from "./json.js";
import { canonicalLive } from "./normal.js";
import { decided, type Outcome } from "./outcome.js";
import { type PairedItems, pairItems } from "./pair-items.js";
import { weakerTwins } from "./weaker-twins.js";

/** A declared list is the whole membership. */
export function compareList(node: ListNode, found: Found, declared: string): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared, node.implied);
  const field = listFieldOf(found.field);
  const ordered = field.order === "ordered" && node.order === "field";
  const outcome = ordered
    ? compareOrdered(node.items, field, items, found, declared)
    : (compareTexts(node, field, items, found, declared) ??
      compareUnordered(node, field, items, found, declared));
  if (node.implied !== true) return outcome;
  return { ...outcome, findings: outcome.findings.map((finding) => ({ ...finding, implied: true })) };
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function withoutList(found: Found, declared: string, implied = false): Outcome {
  if (found.value === undefined) return notChecked(found, declared, NO_SUCH_KEY, implied);
  return fails(found, declared, "value", { implied });
}

/** Sets of literal texts need no pairing: linear in both sides. */
function compareTexts(
  node: ListNode,
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
): Outcome | undefined {
  if (field.item.kind !== "text" || !node.items.every((item) => item.kind === "value")) return undefined;
  const wanted = new Map(node.items.map((item) => [canonicalText(literalOf(item)), literalOf(item)]));
  const live = new Map(items.map((item) => [canonicalText(item), item]));
  const findings: Finding[] = [];
  const paths = new ItemPaths(field, found);
  let matching = 0;
  for (const [text, item] of wanted) {
    if (live.has(text)) matching++;
    else findings.push(missingItem(item, text, 0, field, found, paths));
  }
  for (const [text, item] of live)
    if (!wanted.has(text)) findings.push(extraItem(item, 0, field, found, paths));
  return decided(declared, canonicalSet(live.keys()), findings, { declared: wanted.size, matching });
}

export function missingItem(
  item: Json,
  declared: string,
  index: number,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding {
  const direction = field.removed?.({ item, siblings: found.place.siblings }) ?? "unclear";
  const at: Found = { ...found, field: field.item, value: undefined, place: paths.of(item, index) };
  return findingAt(at, "missing", { direction, declared });
}

export function extraItem(
  item: Json,
  index: number,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding {
  const direction = field.added?.({ item, siblings: found.place.siblings }) ?? "unclear";
  const at: Found = { ...found, field: field.item, value: item, place: paths.of(item, index) };
  return findingAt(at, "extra", { direction });
}

/** The findings of a pairing but for what live has in addition. */
export function pairingFindings(
  paired: PairedItems,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  return [
    ...paired.near.flatMap(({ outcome }) => outcome.findings),
    ...paired.missing.map((item) =>
      missingItem(literalOf(item.node), item.declared, item.index, field, found, paths),
    ),
  ];
}

function compareUnordered(
  node: ListNode,
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
): Outcome {
  const paths = new ItemPaths(field, found);
  const paired = pairItems(node.items, items, field, found, paths);
  const findings = pairingFindings(paired, field, found, paths);
  const extras: string[] = [];
  for (const item of paired.extra) {
    if (isVendorItem(item.live, item.sharesKey, node, field, found)) {
      found.context.vendorRulesSeen.push(paths.of(item.live, item.index).path);
      continue;
    }
    findings.push(extraItem(item.live, item.index, field, found, paths));
    extras.push(canonicalLive(field.item, item.live));
  }
  const observed = canonicalSet([...paired.observed, ...extras]);
  return decided(declared, observed, findings, paired.count);
}

function isVendorItem(
  live: Json,
  sharesKey: boolean,
  node: ListNode,
  field: ListField,
  found: Found,
): boolean {
  if (field.vendorItem === undefined || sharesKey || node.whole || found.context.vendorRules === "exact")
    return false;
  return isJsonObject(live) && field.vendorItem(live);
}

/** These items are there; where order has meaning they come first, in this order. */
export function compareArrayWith(
  node: { readonly items: readonly DeclaredNode[] },
  found: Found,
  declared: string,
): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared);
  const field = listFieldOf(found.field);
  if (field.order === "ordered") return compareOrderedPrefix(node.items, field, items, found, declared);
  const paths = new ItemPaths(field, found);
  const paired = pairItems(node.items, items, field, found, paths);
  const twins = paired.extra.filter((item) => item.sharesKey).map((item) => item.live);
  const findings = [
    ...pairingFindings(paired, field, found, paths),
    ...weakerTwins(node.items, twins, field, found, paths),
  ];
  return decided(declared, `arrayWith(${canonicalSet(paired.observed)})`, findings, paired.count);
}

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export function compareEachLike(
  node: { readonly inner: DeclaredNode; readonly allowEmpty: boolean },
  found: Found,
  declared: string,
): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared);
  if (items.length === 0 && !node.allowEmpty) {
    return notChecked(
      found,
      declared,
      "the live list is empty, and a statement about every item of nothing says nothing",
    );
  }
  const field = listFieldOf(found.field);
  const paths = new ItemPaths(field, found);
  const outcomes = items.map((item, index) =>
    compareNode(field.item, node.inner, item, paths.of(item, index), found.context),
  );
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const observed = `eachOf(${canonicalSet(outcomes.map((outcome) => outcome.observed))})`;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  return decided(declared, observed, findings, { declared: items.length, matching });
}
