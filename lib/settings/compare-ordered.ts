import { canonicalList } from "./canonical.js";
import { step } from "./compare-context.js";
import { extraItem, missingItem, pairingFindings } from "./compare-list.js";
import { compareNode } from "./compare-node.js";
import { type DeclaredNode, literalOf } from "./declared-node.js";
import { declaredText } from "./declared-text.js";
import type { ListField } from "./field.js";
import type { Finding } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import type { Json } from "./json.js";
import { canonicalLive } from "./normal.js";
import { decided, type Outcome } from "./outcome.js";
import { pairItems } from "./pair-items.js";
import { itemStep } from "./path.js";
import { weakerTwins } from "./weaker-twins.js";

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
  const findings =
    field.key === undefined
      ? byPosition(nodes, field, items, outcomes, found)
      : byKey(nodes, field, items, found);
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
  const rest = items.slice(nodes.length);
  const paths = new ItemPaths(field, found);
  const findings = [
    ...outcomes.slice(0, items.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(nodes, field, items.length, found, paths),
    ...weakerTwins(nodes, rest, field, found, paths),
  ];
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const observed = `arrayWith(${observedList(outcomes, [], field)})`;
  return decided(declared, observed, findings, { declared: nodes.length, matching });
}

function byIndex(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
): Outcome[] {
  return nodes.map((node, index) =>
    compareNode(field.item, node, items[index], step(found.place, itemStep(index)), found.context),
  );
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

/** Differences by position, unless only the order differs. */
function byPosition(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  outcomes: readonly Outcome[],
  found: Found,
): Finding[] {
  const wanted = nodes.map((node) => declaredText(field.item, node)).sort();
  const seen = outcomes.map((outcome) => outcome.observed).sort();
  if (items.length === nodes.length && wanted.every((text, index) => text === seen[index]))
    return [orderFinding(found)];
  const paths = new ItemPaths(field, found);
  return [
    ...outcomes.slice(0, items.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(nodes, field, items.length, found, paths),
    ...items.slice(nodes.length).map((item, i) => extraItem(item, nodes.length + i, field, found, paths)),
  ];
}

/** Differences by key, and one more if the items that both sides have stand in another order. */
function byKey(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
): Finding[] {
  const paths = new ItemPaths(field, found);
  const paired = pairItems(nodes, items, field, found, paths);
  const findings = [
    ...pairingFindings(paired, field, found, paths),
    ...paired.extra.map((item) => extraItem(item.live, item.index, field, found, paths)),
  ];
  const ascending = paired.order.every((at, i) => i === 0 || (paired.order[i - 1] ?? 0) < at);
  return ascending && findings.length > 0 ? findings : [...findings, orderFinding(found)];
}

function orderFinding(found: Found): Finding {
  return findingAt(found, "order", { note: "order has meaning here, and live has another one" });
}
