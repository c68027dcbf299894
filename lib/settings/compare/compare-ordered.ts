import { type DeclaredNode, literalOf } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { canonicalList } from "../model/canonical.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import { canonicalLive } from "../model/live-value.js";
import { itemStep } from "../model/path.js";
import { silent, step } from "./compare-context.js";
import { extraItem, missingItem, pairingFindings } from "./compare-list.js";
import { compareNode } from "./compare-node.js";
import type { Finding, FindingResult } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import { byName } from "./item-groups.js";
import { ItemPaths } from "./item-paths.js";
import { literalKey, liveItem } from "./live-items.js";
import { decided, type Outcome, worst } from "./outcome.js";
import { pairItems } from "./pair-items.js";
import { maximumMatching } from "./pairing.js";
import { plainlyHolds } from "./plain-match.js";
import { type Twin, weakerTwins } from "./weaker-twins.js";

/** The whole list, item by item. */
export function compareOrdered(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
): Outcome {
  const outcomes = byIndex(nodes, field, items, found);
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const count = { declared: nodes.length, matching };
  if (matching === nodes.length && items.length === nodes.length)
    return decided(declared, declared, [], count);
  const observed = observedList(outcomes, items.slice(nodes.length), field);
  const plain = byPosition(nodes, field, items, outcomes, found);
  const truth = worst(plain.map((finding) => finding.result));
  const findings =
    field.key === undefined ? plain : inAccord(truth, byKey(nodes, field, items, found), plain);
  return decided(declared, observed, findings, count);
}

/** The first items, in order; behind them anything but a weaker rule with the key of a declared one. */
export function compareOrderedPrefix(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
): Outcome {
  const outcomes = byIndex(nodes, field, items, found);
  const paths = new ItemPaths(field, found);
  const findings = [
    ...outcomes.slice(0, items.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(nodes, field, items.length, found, paths),
    ...weakerTwins(twinsOf(nodes, items, field), field, found, paths),
  ];
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const observed = `arrayWith(${observedList(outcomes, [], field)})`;
  return decided(declared, observed, findings, { declared: nodes.length, matching });
}

/** Live items behind the declared ones, each with the declared items that have its key. */
function twinsOf(nodes: readonly DeclaredNode[], items: readonly Json[], field: ListField): Twin[] {
  const keys = items.map((value, index) => liveItem(field, value, index).key);
  const rivals = byName(
    field,
    nodes.map((node, index) => ({ node, key: literalKey(field, node) ?? keys[index] })),
  );
  return items
    .map((value, index) => ({ value, index, rivals: rivals.get(keys[index] ?? "") ?? [] }))
    .slice(nodes.length);
}

function byIndex(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
): Outcome[] {
  const { place, context } = found;
  return nodes.map((node, index) => {
    if (plainlyHolds(field.item, node, items[index], place.siblings.live)) {
      const text = context.silent ? "" : declaredText(field.item, node);
      return decided(text, text, []);
    }
    return compareNode(field.item, node, items[index], step(place, itemStep(index)), context);
  });
}

function observedList(outcomes: readonly Outcome[], rest: readonly Json[], field: ListField): string {
  return canonicalList([
    ...outcomes.map((outcome) => outcome.observed),
    ...rest.map((item) => canonicalLive(field.item, item)),
  ]);
}

function missingFrom(
  nodes: readonly DeclaredNode[],
  field: ListField,
  start: number,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  return nodes
    .slice(start)
    .map((node, i) =>
      missingItem(literalOf(node), declaredText(field.item, node), start + i, field, found, paths),
    );
}

/** Beyond this many items only lists whose texts agree are called rearranged. */
const REARRANGED = 100;

/** Differences by position, unless only the order differs. */
function byPosition(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  outcomes: readonly Outcome[],
  found: Found,
): Finding[] {
  const sameItems =
    items.length === nodes.length &&
    (hasSameTexts(nodes, field, outcomes) || isRearranged(nodes, field, items, found));
  if (sameItems && worst(outcomes.map((outcome) => outcome.result)) === "differs")
    return [orderFinding(found)];
  const paths = new ItemPaths(field, found);
  return [
    ...outcomes.slice(0, items.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(nodes, field, items.length, found, paths),
    ...items.slice(nodes.length).map((item, i) => extraItem(item, nodes.length + i, field, found, paths)),
  ];
}

/** Cheap, and enough while all items declare the same keys. */
function hasSameTexts(
  nodes: readonly DeclaredNode[],
  field: ListField,
  outcomes: readonly Outcome[],
): boolean {
  const wanted = nodes.map((node) => declaredText(field.item, node)).sort();
  const seen = outcomes.map((outcome) => outcome.observed).sort();
  return wanted.every((text, index) => text === seen[index]);
}

/** Whether every declared item has a live one of its own, in whatever order. */
function isRearranged(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
): boolean {
  if (nodes.length > REARRANGED) return false;
  const context = silent(found.context);
  const pairs = maximumMatching(nodes.length, items.length, (d, l) => {
    const node = nodes[d];
    return (
      node !== undefined && compareNode(field.item, node, items[l], found.place, context).result === "matches"
    );
  });
  return pairs.size === nodes.length;
}

/** Differences by key, and one more if the items that both sides have stand in another order. */
function byKey(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
): Finding[] {
  const paths = new ItemPaths(field, found);
  const paired = pairItems(nodes, items, field, found, paths, {
    collapse: false,
    arrange: false,
    mayRemain: "none",
  });
  const findings = [
    ...pairingFindings(paired, field, found, paths),
    ...paired.extra.map((item) => extraItem(item.value, item.index, field, found, paths, item.rivals)),
  ];
  const ascending = paired.order.every((at, i) => i === 0 || (paired.order[i - 1] ?? 0) < at);
  return ascending && findings.length > 0 ? findings : [...findings, orderFinding(found)];
}

/** What explains a result must not change it. */
function inAccord(
  truth: FindingResult,
  explained: readonly Finding[],
  plain: readonly Finding[],
): readonly Finding[] {
  return worst(explained.map((finding) => finding.result)) === truth ? explained : plain;
}

function orderFinding(found: Found): Finding {
  return findingAt(found, "order", { note: "order has meaning here, and live has another one" });
}
