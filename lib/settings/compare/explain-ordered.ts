import type { ArrayWithNode, DeclaredNode } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { canonicalList } from "../model/canonical.js";
import type { Json } from "../model/json.js";
import { canonicalLive } from "../model/live-value.js";
import { itemPlace } from "./compare-context.js";
import { explainPairs } from "./explain-pairs.js";
import type { Finding, FindingResult } from "./finding.js";
import { findingAt } from "./found.js";
import { ListFindings, type ShownList } from "./list-findings.js";
import { decided, held, type Outcome, worst } from "./outcome.js";
import { extraItems, pairItems } from "./pair-items.js";
import { maximumMatching } from "./pairing.js";
import { twinsBehind } from "./twins.js";

/** The whole list, item by item. */
export function explainOrdered(nodes: readonly DeclaredNode[], list: ShownList): Outcome {
  const { field, live } = list.task;
  const outcomes = byIndex(nodes, list);
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const items = { declared: nodes.length, matching };
  if (matching === nodes.length && live.length === nodes.length) return { items, ...held(list.declared) };
  const plain = byPosition(nodes, outcomes, list);
  const truth = worst(plain.map((finding) => finding.result));
  const findings = field.key === undefined ? plain : inAccord(truth, byKey(nodes, list), plain);
  const outcome = decided(list.declared, findings, () =>
    observedList(outcomes, live.slice(nodes.length), list),
  );
  return { items, ...outcome };
}

/**
 * The declared items must come first, in order. Behind them only a weaker rule with the key of a declared one is a
 * difference.
 */
export function explainOrderedPrefix(node: ArrayWithNode, list: ShownList): Outcome {
  const { declared, task } = list;
  const outcomes = byIndex(node.items, list);
  const paths = new ListFindings(list);
  const findings = [
    ...outcomes.slice(0, task.live.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(node.items, task.live.length, paths),
    ...paths.beside(twinsBehind(node.items, task), node),
  ];
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const outcome = decided(declared, findings, () => `arrayWith(${observedList(outcomes, [], list)})`);
  return { items: { declared: node.items.length, matching }, ...outcome };
}

function byIndex(nodes: readonly DeclaredNode[], { task, found, explain }: ShownList): Outcome[] {
  const { item: field } = task.field;
  return nodes.map((node, index) => {
    const value = task.live[index];
    if (task.holds(node, value) === "matches") return held(declaredText(field, node));
    const place = itemPlace(found.place, index, { field, live: value });
    return explain(node, { ...found, field, value, place });
  });
}

function observedList(outcomes: readonly Outcome[], rest: readonly Json[], { task }: ShownList): string {
  return canonicalList([
    ...outcomes.map((outcome) => outcome.observed),
    ...rest.map((item) => canonicalLive(task.field.item, item)),
  ]);
}

function missingFrom(nodes: readonly DeclaredNode[], start: number, paths: ListFindings): Finding[] {
  return nodes.slice(start).map((node, i) => paths.missing(node, start + i));
}

/** Beyond this many items only lists whose texts agree are called rearranged. */
const REARRANGED = 100;

/** Differences by position, unless only the order differs. */
function byPosition(
  nodes: readonly DeclaredNode[],
  outcomes: readonly Outcome[],
  list: ShownList,
): Finding[] {
  const { live } = list.task;
  const sameItems =
    live.length === nodes.length && (hasSameTexts(nodes, outcomes, list) || isRearranged(nodes, list));
  if (sameItems && worst(outcomes.map((outcome) => outcome.result)) === "differs")
    return [orderFinding(list)];
  const paths = new ListFindings(list);
  return [
    ...outcomes.slice(0, live.length).flatMap((outcome) => outcome.findings),
    ...missingFrom(nodes, live.length, paths),
    ...live
      .slice(nodes.length)
      .map((value, i) => paths.extra({ value, index: nodes.length + i, rivals: [] })),
  ];
}

/** Compares texts alone: fast, and sufficient where all items declare the same keys. */
function hasSameTexts(
  nodes: readonly DeclaredNode[],
  outcomes: readonly Outcome[],
  { task }: ShownList,
): boolean {
  const wanted = nodes.map((node) => declaredText(task.field.item, node)).sort();
  const seen = outcomes.map((outcome) => outcome.observed).sort();
  return wanted.every((text, index) => text === seen[index]);
}

/** Whether every declared item has a live one of its own, in whatever order. */
function isRearranged(nodes: readonly DeclaredNode[], { task }: ShownList): boolean {
  if (nodes.length > REARRANGED) return false;
  const possible = nodes.flatMap((node, item) =>
    task.live.flatMap((value, live) => (task.holds(node, value) === "matches" ? [{ item, live }] : [])),
  );
  return maximumMatching(possible).length === nodes.length;
}

/** Differences by key, and one more if the items that both sides have stand in another order. */
function byKey(nodes: readonly DeclaredNode[], list: ShownList): Finding[] {
  const paths = new ListFindings(list);
  const pairing = pairItems(nodes, list.task, { collapse: false, arrange: false, mayRemain: () => false });
  const { findings, paired, order } = explainPairs(pairing, list, paths);
  for (const item of extraItems(paired, list.task.field)) findings.push(paths.extra(item));
  const isRearranged = order.some((at, i) => at < (order[i - 1] ?? 0));
  return isRearranged ? [...findings, orderFinding(list)] : findings;
}

/** The explained findings, if they give the same result as the plain ones; else the plain ones. */
function inAccord(
  truth: FindingResult,
  explained: readonly Finding[],
  plain: readonly Finding[],
): readonly Finding[] {
  return worst(explained.map((finding) => finding.result)) === truth ? explained : plain;
}

function orderFinding({ found, declared: beside }: ShownList): Finding {
  return findingAt(found, "order", { note: "order has meaning here, and live has another one", beside });
}
