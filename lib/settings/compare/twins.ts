import type { ArrayWithNode, DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import { isJsonObject, type Json } from "../model/json.js";
import { groupBy } from "./groups.js";
import type { ListTask, Twin } from "./list-task.js";
import { findLiteralKey, isName, toLiveItem } from "./live-items.js";

/**
 * Finds the declared items that a live one has for rivals: those with its key, by their own literal one or by that of
 * the live item that they were paired with.
 */
export function createRivalFinder(
  items: readonly { readonly key: string | undefined; readonly node: DeclaredNode }[],
): (key: string) => readonly DeclaredNode[] {
  const byKey = groupBy(items, ({ key }) => key);
  return (key) => (isName(key) ? (byKey.get(key) ?? []).map(({ node }) => node) : []);
}

/** Live items behind the declared ones, each with the declared items that have its key. */
export function listTwins(nodes: readonly DeclaredNode[], { field, live }: ListTask): readonly Twin[] {
  const items = live.map((value, index) => toLiveItem(field, value, index));
  const rivals = createRivalFinder(
    nodes.map((node, index) => ({ node, key: findLiteralKey(field, node) ?? items[index]?.key })),
  );
  return items.slice(nodes.length).map((item) => ({ ...item, rivals: rivals(item.key) }));
}

/**
 * Whether a live item beside a declared part of a list takes back what that part says: a rule with the key of a
 * declared one that protects less, or, unless that is allowed, any rule that unmasks for live sessions.
 */
export function takesBack(twin: Twin, node: ArrayWithNode, task: ListTask): boolean {
  return isWeakerThanSome(twin, task) || mayUnmask(twin, node, task.field);
}

/** Whether a live item is weaker than one of its rivals. What is unclear counts as weaker. */
export function isWeakerThanSome({ rivals, value }: Twin, task: ListTask): boolean {
  return rivals.some((node) => task.isWeaker(node, value));
}

/** Whether a live item may unmask for live sessions, which the declared part of its list does not allow. */
export function mayUnmask({ value }: Twin, node: ArrayWithNode, field: ListField): boolean {
  return node.allowUnmask !== true && isUnmasking(field, value);
}

function isUnmasking(field: ListField, live: Json): boolean {
  return isJsonObject(live) && field.unmasks?.test(live) === true;
}
