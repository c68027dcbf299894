import type { ArrayWithNode, DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import { isJsonObject, type Json } from "../model/json.js";
import { byName } from "./item-groups.js";
import type { ListTask, Twin } from "./list-task.js";
import { literalKey, liveItem } from "./live-items.js";

/** Live items behind the declared ones, each with the declared items that have its key. */
export function twinsBehind(nodes: readonly DeclaredNode[], { field, live }: ListTask): readonly Twin[] {
  const keys = live.map((value, index) => liveItem(field, value, index).key);
  const rivals = byName(
    field,
    nodes.map((node, index) => ({ node, key: literalKey(field, node) ?? keys[index] })),
  );
  return live
    .map((value, index) => ({ value, index, rivals: rivals.get(keys[index] ?? "") ?? [] }))
    .slice(nodes.length);
}

/**
 * Whether a live item beside a declared part of a list takes back what that part says: a rule with the key of a
 * declared one that protects less, or, unless that is allowed, any rule that unmasks for live sessions.
 */
export function takesBack(twin: Twin, node: ArrayWithNode, task: ListTask): boolean {
  if (isWeakerThanSome(twin.rivals, twin.value, task)) return true;
  return node.allowUnmask !== true && isUnmasking(task.field, twin.value);
}

/** Whether a live item is weaker than one of the declared ones. What is unclear counts as weaker. */
export function isWeakerThanSome(rivals: readonly DeclaredNode[], live: Json, task: ListTask): boolean {
  return rivals.some((node) => task.isWeaker(node, live));
}

export function isUnmasking(field: ListField, live: Json): boolean {
  return isJsonObject(live) && field.unmasks?.test(live) === true;
}
