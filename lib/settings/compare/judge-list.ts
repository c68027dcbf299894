import type { ArrayWithNode, DeclaredNode, ListNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import type { FindingResult } from "./finding.js";
import { coverage, presence } from "./judge-coverage.js";
import type { Reading } from "./judge-scalar.js";
import { holdTexts } from "./judge-texts.js";
import type { ListTask } from "./list-task.js";
import { isVendor } from "./live-items.js";
import { worst } from "./outcome.js";
import { extraItems, type Paired, pairItems } from "./pair-items.js";
import { isWeakerThanSome, takesBack, twinsBehind } from "./twins.js";

/** A declared list is the whole membership. */
export function holdsList(node: ListNode, task: ListTask, reading: Reading): FindingResult {
  if (isOrdered(node, task.field)) return holdsInOrder(node.items, task);
  const texts = holdTexts(node.items, task.field, task.live);
  if (texts !== undefined && texts.missing.length === 0 && texts.extra.length === 0) return "matches";
  if (reading === "forbidden") return coverage(node.items, task, vendorMayKeep(node, task));
  if (texts !== undefined) return "differs";
  const paired = pairList(node, task);
  const isExtra = extraItems(paired, task.field).some((item) => !mayKeep(node, task, item));
  if (paired.missing.length > 0 || isExtra) return "differs";
  return paired.gaveUp || paired.pairs.some((pair) => pair.result !== "matches") ? "not-checked" : "matches";
}

/** Whether items are compared one by one, in order. */
export function isOrdered(node: ListNode, field: ListField): boolean {
  return field.order === "ordered" && node.order === "field";
}

function vendorMayKeep(node: ListNode, task: ListTask): boolean {
  return !node.whole && task.vendorRules !== "exact";
}

/** Whether a live item that is not declared is one that the vendor keeps. */
export function mayKeep(
  node: ListNode,
  task: ListTask,
  item: { readonly value: Json; readonly rivals: readonly DeclaredNode[] },
): boolean {
  return vendorMayKeep(node, task) && item.rivals.length === 0 && isVendor(task.field, item.value);
}

/** The pairing of a list that is compared without order. */
export function pairList(node: ListNode, task: ListTask): Paired {
  return pairItems(node.items, task, {
    collapse: task.field.order === "unordered",
    arrange: true,
    mayRemain: vendorMayKeep(node, task) ? "vendor" : "none",
  });
}

function holdsInOrder(nodes: readonly DeclaredNode[], { live, holds }: ListTask): FindingResult {
  if (nodes.length !== live.length) return "differs";
  return worst(nodes.map((node, index) => holds(node, live[index])));
}

/** These items are there; where order has meaning they come first. Forbidden items must be nowhere. */
export function holdsArrayWith(node: ArrayWithNode, task: ListTask, reading: Reading): FindingResult {
  const { field, live } = task;
  if (reading === "forbidden") return presence(node.items, task);
  if (field.order === "ordered") {
    if (live.length < node.items.length) return "differs";
    const result = worst(node.items.map((item, index) => task.holds(item, live[index])));
    return twinsBehind(node.items, task).some(({ value, rivals }) => isWeakerThanSome(rivals, value, task))
      ? "differs"
      : result;
  }
  const texts = holdTexts(node.items, field, live);
  if (texts !== undefined) return texts.missing.length === 0 ? "matches" : "differs";
  const paired = pairPart(node, task);
  const extras = extraItems(paired, field);
  if (paired.missing.length > 0 || extras.some((item) => takesBack(item, node, task))) return "differs";
  return paired.gaveUp || paired.pairs.some((pair) => pair.result !== "matches") ? "not-checked" : "matches";
}

/** The pairing of a part of a list. */
export function pairPart(node: ArrayWithNode, task: ListTask): Paired {
  return pairItems(node.items, task, { collapse: true, arrange: true, mayRemain: "all" });
}

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export function holdsEachLike(
  node: { readonly inner: DeclaredNode; readonly allowEmpty: boolean },
  { live, holds }: ListTask,
): FindingResult {
  if (live.length === 0 && !node.allowEmpty) return "not-checked";
  return worst(live.map((item) => holds(node.inner, item)));
}
