import type { ArrayWithNode, DeclaredNode, ListNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { FindingResult } from "./finding.js";
import { judgeCoverage, judgePresence } from "./judge-coverage.js";
import type { Reading } from "./judge-scalar.js";
import { judgeTexts } from "./judge-texts.js";
import type { ListTask, Twin } from "./list-task.js";
import { isVendor } from "./live-items.js";
import { pickWorst } from "./outcome.js";
import { listExtraItems, type Paired, pairItems } from "./pair-items.js";
import { listTwins, takesBack } from "./twins.js";

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export interface EachLikeNode {
  readonly kind: "eachLike";
  readonly inner: DeclaredNode;
  readonly allowEmpty: boolean;
}

export function holdsListNode(
  node: ListNode | ArrayWithNode | EachLikeNode,
  task: ListTask,
  reading: Reading,
): FindingResult {
  if (node.kind === "list") return holdsList(node, task, reading);
  if (node.kind === "arrayWith") return holdsArrayWith(node, task, reading);
  if (task.live.length === 0 && !node.allowEmpty) return "not-checked";
  return pickWorst(task.live.map((item) => task.holds(node.inner, item)));
}

/** A declared list is the whole membership. */
function holdsList(node: ListNode, task: ListTask, reading: Reading): FindingResult {
  if (isOrdered(node, task.field)) {
    return node.items.length === task.live.length ? holdsInOrder(node.items, task) : "differs";
  }
  const texts = judgeTexts(node.items, task.field, task.live);
  if (texts?.missing.length === 0 && texts.extra.length === 0) return "matches";
  if (reading === "forbidden") return judgeCoverage(node.items, task, mayVendorKeep(node, task));
  const paired = pairList(node, task);
  const isExtra = listExtraItems(paired, task.field).some((item) => !mayKeep(node, task, item));
  return isExtra ? "differs" : judgePairs(paired);
}

/** Whether items are compared one by one, in order. */
export function isOrdered(node: ListNode, field: ListField): boolean {
  return field.order === "ordered" && node.order === "field";
}

function mayVendorKeep(node: ListNode, task: ListTask): boolean {
  return !node.whole && task.vendorRules !== "exact";
}

/** Whether a live item that is not declared is one that the vendor keeps. */
export function mayKeep(node: ListNode, task: ListTask, { value, rivals }: Twin): boolean {
  return mayVendorKeep(node, task) && rivals.length === 0 && isVendor(task.field, value);
}

/** The pairing of a list that is compared without order. */
export function pairList(node: ListNode, task: ListTask): Paired {
  return pairItems(node.items, task, {
    collapse: task.field.order === "unordered",
    arrange: true,
    mayRemain: ({ first, members }, declared) =>
      mayVendorKeep(node, task) &&
      members.every(({ value }) => isVendor(task.field, value)) &&
      declared.every(({ key }) => key !== first.key),
  });
}

/** The result of a pairing, but for what it leaves over. */
function judgePairs({ pairs, missing, gaveUp }: Paired): FindingResult {
  if (missing.length > 0) return "differs";
  return gaveUp ? "not-checked" : pickWorst(pairs.map(({ result }) => result));
}

function holdsInOrder(nodes: readonly DeclaredNode[], { live, holds }: ListTask): FindingResult {
  return pickWorst(nodes.map((node, index) => holds(node, live[index])));
}

/** These items are there; where order has meaning they come first. Forbidden items must be nowhere. */
function holdsArrayWith(node: ArrayWithNode, task: ListTask, reading: Reading): FindingResult {
  if (reading === "forbidden") return judgePresence(node.items, task);
  if (task.field.order === "ordered") {
    const isShorter = task.live.length < node.items.length;
    const isTakenBack = listTwins(node.items, task).some((item) => takesBack(item, node, task));
    return isShorter || isTakenBack ? "differs" : holdsInOrder(node.items, task);
  }
  const paired = pairPart(node, task);
  const isTakenBack = listExtraItems(paired, task.field).some((item) => takesBack(item, node, task));
  return isTakenBack ? "differs" : judgePairs(paired);
}

/** The pairing of a part of a list. */
export function pairPart(node: ArrayWithNode, task: ListTask): Paired {
  return pairItems(node.items, task, { collapse: true, arrange: true, mayRemain: () => true });
}
