import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { ListTask } from "./list-task.js";
import { type DeclaredItem, isName, type LiveItem, liveItem } from "./live-items.js";
import { withoutRepeats } from "./node-identity.js";

/** Items of both sides with one key. */
export interface Group {
  readonly declared: readonly DeclaredItem[];
  readonly live: readonly LiveItem[];
}

export interface Groups {
  readonly groups: Iterable<Group>;
  /** Declared items whose key is no literal, so that they may go with any live item. */
  readonly open: readonly DeclaredItem[];
}

interface GrowingGroup extends Group {
  declared: DeclaredItem[];
  readonly live: LiveItem[];
}

export function groupByKey(
  { field, live }: Pick<ListTask, "field" | "live">,
  declared: readonly DeclaredItem[],
  collapse: boolean,
): Groups {
  const groups = new Map<string, GrowingGroup>();
  const groupOf = (key: string): GrowingGroup => {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group: GrowingGroup = { declared: [], live: [] };
    groups.set(key, group);
    return group;
  };
  let open: DeclaredItem[] = [];
  for (const item of declared) (item.key === undefined ? open : groupOf(item.key).declared).push(item);
  for (const [index, value] of live.entries()) {
    const item = liveItem(field, value, index);
    groupOf(item.key).live.push(item);
  }
  if (collapse) {
    open = withoutRepeats(field.item, open);
    for (const group of groups.values()) group.declared = withoutRepeats(field.item, group.declared);
  }
  return { groups: groups.values(), open };
}

/** Declared items by their own literal name, or by that of the live item that they were paired with. */
export function byName(
  field: ListField,
  items: readonly { readonly key: string | undefined; readonly node: DeclaredNode }[],
): ReadonlyMap<string, readonly DeclaredNode[]> {
  const named = new Map<string, DeclaredNode[]>();
  for (const { key, node } of items) {
    if (key === undefined || !isName(field, key)) continue;
    const known = named.get(key);
    if (known === undefined) named.set(key, [node]);
    else known.push(node);
  }
  return named;
}
