import type { DeclaredNode } from "./declared-node.js";
import type { ListField } from "./field.js";
import type { Json } from "./json.js";
import { isName, type LiveItem, liveItem } from "./live-items.js";
import { withoutRepeats } from "./node-identity.js";
import type { DeclaredItem } from "./pair-trials.js";

/** Items of both sides with one key. */
export interface Group {
  readonly declared: readonly DeclaredItem[];
  readonly live: LiveItem[];
}

export interface Groups {
  readonly groups: ReadonlyMap<string, Group>;
  /** Declared items whose key is no literal, so that they may go with any live item. */
  readonly open: readonly DeclaredItem[];
}

export function groupByKey(
  field: ListField,
  declared: readonly DeclaredItem[],
  live: readonly Json[],
  collapse: boolean,
): Groups {
  const groups = new Map<string, Group>();
  const once = (items: readonly DeclaredItem[]) => (collapse ? withoutRepeats(field.item, items) : items);
  const byKey = new Map<string | undefined, DeclaredItem[]>();
  for (const item of declared) {
    const known = byKey.get(item.key);
    if (known === undefined) byKey.set(item.key, [item]);
    else known.push(item);
  }
  const groupOf = (key: string): Group => {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group: Group = { declared: once(byKey.get(key) ?? []), live: [] };
    groups.set(key, group);
    return group;
  };
  for (const key of byKey.keys()) if (key !== undefined) groupOf(key);
  for (const [index, value] of live.entries()) {
    const item = liveItem(field, value, index);
    groupOf(item.key).live.push(item);
  }
  return { groups, open: once(byKey.get(undefined) ?? []) };
}

/** Declared items by the name that they write, or that their partner has. */
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
