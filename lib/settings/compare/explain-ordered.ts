import type { ArrayWithNode, DeclaredNode } from "../declare/declared-node.js";
import { spellDeclared } from "../declare/declared-text.js";
import { canonicalizeList } from "../model/canonical.js";
import type { Json } from "../model/json.js";
import { spellLive } from "../model/live-value.js";
import { toItemPlace } from "./compare-context.js";
import { explainPairs } from "./explain-pairs.js";
import type { Finding, FindingResult } from "./finding.js";
import { buildFinding } from "./found.js";
import { ListFindings, type ShownList } from "./list-findings.js";
import { accept, conclude, type Outcome, pickWorst } from "./outcome.js";
import { listExtraItems, pairItems } from "./pair-items.js";
import { findMaximumMatching } from "./pairing.js";
import { listTwins } from "./twins.js";

/** The whole list, item by item. */
export function explainOrdered(nodes: readonly DeclaredNode[], list: ShownList): Outcome {
  const { field, live } = list.task;
  const outcomes = explainByIndex(nodes, list);
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const items = { declared: nodes.length, matching };
  if (matching === nodes.length && live.length === nodes.length) return { items, ...accept(list.declared) };
  const plain = explainByPosition(nodes, outcomes, list);
  const truth = pickWorst(plain.map((finding) => finding.result));
  const findings = field.key === undefined ? plain : pickInAccord(truth, explainByKey(nodes, list), plain);
  const outcome = conclude(list.declared, findings, () =>
    spellObserved(outcomes, live.slice(nodes.length), list),
  );
  return { items, ...outcome };
}

/**
 * The declared items must come first, in order. Behind them only a weaker rule with the key of a declared one is a
 * difference.
 */
export function explainOrderedPrefix(node: ArrayWithNode, list: ShownList): Outcome {
  const { declared, task } = list;
  const outcomes = explainByIndex(node.items, list);
  const paths = new ListFindings(list);
  const findings = [
    ...outcomes.slice(0, task.live.length).flatMap((outcome) => outcome.findings),
    ...reportMissingFrom(node.items, task.live.length, paths),
    ...paths.reportBeside(listTwins(node.items, task), node),
  ];
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const outcome = conclude(declared, findings, () => `arrayWith(${spellObserved(outcomes, [], list)})`);
  return { items: { declared: node.items.length, matching }, ...outcome };
}

function explainByIndex(nodes: readonly DeclaredNode[], { task, found, explain }: ShownList): Outcome[] {
  const { item: field } = task.field;
  return nodes.map((node, index) => {
    const value = task.live[index];
    if (task.holds(node, value) === "matches") return accept(spellDeclared(field, node));
    const place = toItemPlace(found.place, index, { field, live: value });
    return explain(node, { ...found, field, value, place });
  });
}

function spellObserved(outcomes: readonly Outcome[], rest: readonly Json[], { task }: ShownList): string {
  return canonicalizeList([
    ...outcomes.map((outcome) => outcome.observed),
    ...rest.map((item) => spellLive(task.field.item, item)),
  ]);
}

function reportMissingFrom(nodes: readonly DeclaredNode[], start: number, paths: ListFindings): Finding[] {
  return nodes.slice(start).map((node, i) => paths.reportMissing(node, start + i));
}

/** Beyond this many items only lists whose texts agree are called rearranged. */
const REARRANGED = 100;

/** Differences by position, unless only the order differs. */
function explainByPosition(
  nodes: readonly DeclaredNode[],
  outcomes: readonly Outcome[],
  list: ShownList,
): Finding[] {
  const { live } = list.task;
  const sameItems =
    live.length === nodes.length && (hasSameTexts(nodes, outcomes, list) || isRearranged(nodes, list));
  if (sameItems && pickWorst(outcomes.map((outcome) => outcome.result)) === "differs")
    return [reportOrder(list)];
  const paths = new ListFindings(list);
  return [
    ...outcomes.slice(0, live.length).flatMap((outcome) => outcome.findings),
    ...reportMissingFrom(nodes, live.length, paths),
    ...live
      .slice(nodes.length)
      .map((value, i) => paths.reportExtra({ value, index: nodes.length + i, rivals: [] })),
  ];
}

/** Compares texts alone: fast, and sufficient where all items declare the same keys. */
function hasSameTexts(
  nodes: readonly DeclaredNode[],
  outcomes: readonly Outcome[],
  { task }: ShownList,
): boolean {
  const wanted = nodes.map((node) => spellDeclared(task.field.item, node)).sort();
  const seen = outcomes.map((outcome) => outcome.observed).sort();
  return wanted.every((text, index) => text === seen[index]);
}

/** Whether every declared item has a live one of its own, in whatever order. */
function isRearranged(nodes: readonly DeclaredNode[], { task }: ShownList): boolean {
  if (nodes.length > REARRANGED) return false;
  const possible = nodes.flatMap((node, item) =>
    task.live.flatMap((value, live) => (task.holds(node, value) === "matches" ? [{ item, live }] : [])),
  );
  return findMaximumMatching(possible).length === nodes.length;
}

/** Differences by key, and one more if the items that both sides have stand in another order. */
function explainByKey(nodes: readonly DeclaredNode[], list: ShownList): Finding[] {
  const paths = new ListFindings(list);
  const pairing = pairItems(nodes, list.task, { collapse: false, arrange: false, mayRemain: () => false });
  const { findings, paired, order } = explainPairs(pairing, list, paths);
  for (const item of listExtraItems(paired, list.task.field)) findings.push(paths.reportExtra(item));
  const isRearranged = order.some((at, i) => at < (order[i - 1] ?? 0));
  return isRearranged ? [...findings, reportOrder(list)] : findings;
}

/** The explained findings, if they give the same result as the plain ones; else the plain ones. */
function pickInAccord(
  truth: FindingResult,
  explained: readonly Finding[],
  plain: readonly Finding[],
): readonly Finding[] {
  return pickWorst(explained.map((finding) => finding.result)) === truth ? explained : plain;
}

function reportOrder({ found, declared: beside }: ShownList): Finding {
  return buildFinding(found, "order", { note: "order has meaning here, and live has another one", beside });
}
