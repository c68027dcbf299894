import { groupBy } from "../settings/compare/groups.js";
import { findLiteralKey, readName } from "../settings/compare/live-items.js";
import { findMaximumMatching } from "../settings/compare/pairing.js";
import { type DeclaredNode, toLiteral } from "../settings/declare/declared-node.js";
import { spellDeclared } from "../settings/declare/declared-text.js";
import { canonicalize } from "../settings/model/canonical.js";
import { type ListField, toListField } from "../settings/model/field.js";
import { toCompared } from "../settings/model/live-value.js";
import { toItemStep } from "../settings/model/path.js";
import {
  buildItemChange,
  type Changes,
  changeWhole,
  formatPart,
  isStricter,
  mayUnmask,
  type Weigh,
  type Weighed,
} from "./strictness-change.js";

type ListLike = DeclaredNode & { readonly kind: "list" | "arrayWith" | "eachLike" };
type EachLike = ListLike & { readonly kind: "eachLike" };
type Membership = ListLike & { readonly kind: "list" | "arrayWith" };

/** Two declarations of one list, neither of them an alternative or a negation. */
export interface WeighedLists extends Weighed<ListLike, ListLike> {
  readonly weigh: Weigh;
}

export function isListNode(node: DeclaredNode): node is ListLike {
  return node.kind === "list" || node.kind === "arrayWith" || node.kind === "eachLike";
}

export function weighLists(lists: WeighedLists): Changes {
  const { old, now } = lists;
  if (old.kind === "eachLike") return weighEach({ ...lists, old });
  if (now.kind === "eachLike") return changeWhole(lists);
  if (old.kind === "list" && now.kind === "arrayWith") return changeWhole(lists);
  const list = toListField(lists.field);
  const pair: Pair = { ...lists, list, old, now };
  if (old.kind === "list" && now.kind === "list") {
    // The vendor's own rules may be left over, but not in a whole comparison.
    if (old.whole && !now.whole && list.vendorItem !== undefined) return changeWhole(lists);
    return list.order === "unordered" ? weighUnordered(pair) : weighOrdered(pair);
  }
  return list.order === "unordered" ? weighUnordered(pair) : weighPrefix(pair);
}

interface Pair extends WeighedLists {
  readonly list: ListField;
  readonly old: Membership;
  readonly now: Membership;
}

function weighEach(lists: WeighedLists & { readonly old: EachLike }): Changes {
  const { field, old, now, at, weigh } = lists;
  const list = toListField(field);
  const here = { ...at, path: `${at.path}[]` };
  const weighOne = (node: DeclaredNode) => weigh({ field: list.item, old: old.inner, now: node, at: here });
  if (now.kind === "eachLike")
    return now.allowEmpty && !old.allowEmpty ? changeWhole(lists) : weighOne(now.inner);
  const mayHoldMore = now.kind === "arrayWith" || (list.vendorItem !== undefined && !now.whole);
  if (mayHoldMore || (now.items.length === 0 && !old.allowEmpty)) return changeWhole(lists);
  return now.items.flatMap(weighOne);
}

/** Whole lists whose order has meaning, unless it was set aside. */
function weighOrdered(pair: Pair): Changes {
  const { list, old, now, at, weigh } = pair;
  const [a, b] = [old.items, now.items];
  const isFree = (node: Membership) => node.kind === "list" && node.order === "any";
  if (a.length !== b.length || (isFree(now) && !isFree(old) && a.length > 1)) return changeWhole(pair);
  if (!isFree(old)) {
    const changes = weighByIndex(pair);
    // Beside a matcher or an item of one key, what is only stricter may also be an earlier item in another place.
    const isOneOfSeveral =
      list.key !== undefined && new Set(a.map((node) => findLiteralKey(list, node))).size < a.length;
    const mayBeRearranged = a.length > 1 && (isOneOfSeveral || !a.every(isLiteral));
    return mayBeRearranged ? changes.map((change) => ({ ...change, tighter: false })) : changes;
  }
  const isHeld = (node: DeclaredNode, other: DeclaredNode) =>
    weigh({ field: list.item, old: node, now: other, at }).length === 0;
  const possible = a.flatMap((node, item) =>
    b.flatMap((other, live) => (isHeld(node, other) ? [{ item, live }] : [])),
  );
  return findMaximumMatching(possible).length === a.length ? [] : changeWhole(pair);
}

function isLiteral(node: DeclaredNode): boolean {
  if (node.kind === "value") return (node.enough ?? []).length === 0;
  if (node.kind === "list") return node.items.every(isLiteral);
  return node.kind === "object" && [...node.entries.values()].every(isLiteral);
}

function weighByIndex({ list: { item: field }, old, now, at, weigh }: Pair): Changes {
  return old.items.flatMap((node, index) => {
    const other = now.items[index];
    const here = { ...at, path: at.path + toItemStep(index) };
    if (other !== undefined) return weigh({ field, old: node, now: other, at: here });
    return [{ path: here.path, before: spellDeclared(field, node), tighter: false }];
  });
}

/** The first items of a list whose order has meaning; behind them no weaker twin may be. */
function weighPrefix(pair: Pair): Changes {
  const { list, old, now } = pair;
  const isFree = now.kind === "list" && now.order === "any" && now.items.length > 1;
  if (isFree || now.items.length < old.items.length) return changeWhole(pair);
  const changes = weighByIndex(pair);
  if (list.key === undefined) return changes;
  const keys = new Set(old.items.map((node) => findLiteralKey(list, node)));
  const rest = now.items.slice(old.items.length).map((node) => findLiteralKey(list, node));
  const hidesTwin = keys.has(undefined) || rest.some((key) => key === undefined || keys.has(key));
  const isSafe = now.kind === "list" ? !hidesTwin || rest.length === 0 : !hidesTwin && areTwinSafe(pair);
  return isSafe ? changes : [...changes, ...changeWhole(pair)];
}

/** Whether live items beside the first ones are weaker than the old items only where they are weaker than the new. */
function areTwinSafe({ list, old, now }: Pair): boolean {
  return old.items.every((node, index) => {
    const other = now.items[index];
    return other !== undefined && isTwinSafe(list, node, other);
  });
}

/**
 * Whether every live item that is not weaker than the new item is not weaker than the old one. That holds where the
 * new item repeats the literals of the old one, among them all by which a direction is told.
 */
function isTwinSafe({ item }: ListField, old: DeclaredNode, now: DeclaredNode): boolean {
  if (formatPart(item, old) === formatPart(item, now)) return true;
  if (old.kind !== "object" || now.kind !== "object" || old.whole || item.kind !== "object") return false;
  const deciding = item.required ?? [];
  for (const key of new Set([...old.entries.keys(), ...deciding])) {
    const [a, b] = [old.entries.get(key), now.entries.get(key)];
    const field = item.fields[key];
    if (a === undefined || b === undefined || field === undefined) return false;
    const isNarrower =
      a.kind === "value" &&
      b.kind === "value" &&
      toCompared(field, a.value) === toCompared(field, b.value) &&
      (b.enough ?? []).every((value) => a.enough?.includes(value));
    const isSame = a.kind !== "value" && formatPart(field, a) === formatPart(field, b);
    if (!isNarrower && !isSame) return false;
  }
  return true;
}

/** Lists whose order has no meaning: items are told apart by their literal keys. */
function weighUnordered(pair: Pair): Changes {
  const { list, old, now } = pair;
  if (allowsUnmasking(now) && !allowsUnmasking(old)) return changeWhole(pair);
  const [before, after] = [groupByKey(list, old.items), groupByKey(list, now.items)];
  if (before === undefined || after === undefined)
    return formatItems(list, old) === formatItems(list, now) && old.kind === now.kind
      ? []
      : changeWhole(pair);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => weighGroup(pair, before.get(key) ?? [], after.get(key) ?? []));
}

function allowsUnmasking(node: Membership): boolean {
  return node.kind === "arrayWith" && node.allowUnmask === true;
}

function formatItems(list: ListField, { items }: Membership): string {
  return items.map((node) => formatPart(list.item, node)).join();
}

/** Items by literal key, equal ones once; nothing where an item has no literal key. */
function groupByKey(
  list: ListField,
  items: readonly DeclaredNode[],
): ReadonlyMap<string | undefined, readonly DeclaredNode[]> | undefined {
  const groups = groupBy(items, (node) => findLiteralKey(list, node));
  if (groups.has(undefined)) return undefined;
  const toText = (node: DeclaredNode) => (node.kind === "value" ? "" : formatPart(list.item, node));
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      [...new Map(group.map((node) => [toText(node), node])).values()],
    ]),
  );
}

function weighGroup(pair: Pair, old: readonly DeclaredNode[], now: readonly DeclaredNode[]): Changes {
  const { list, at, weigh } = pair;
  const [a, b] = [old[0], now[0]];
  const named = a ?? b;
  if (named === undefined) return [];
  const here = { ...at, path: at.path + toItemStep(showKey(list, named)) };
  if (old.length > 1 || now.length > 1) {
    const formatNodes = (nodes: readonly DeclaredNode[]) =>
      nodes.map((node) => formatPart(list.item, node)).join();
    return formatNodes(old) === formatNodes(now)
      ? []
      : [buildItemChange(list, here, { old: a, now: b, tighter: false })];
  }
  if (a !== undefined && b !== undefined) {
    const changes = weigh({ field: list.item, old: a, now: b, at: here });
    const isSafe = pair.now.kind === "list" || isTwinSafe(list, a, b);
    return isSafe || changes.length > 0
      ? changes
      : [buildItemChange(list, here, { old: a, now: b, tighter: false })];
  }
  if (a !== undefined) {
    const tighter = isStricter(list.removed, a, at) || isTakenIn(pair, a);
    return [buildItemChange(list, here, { old: a, tighter })];
  }
  if (b === undefined) return [];
  if (pair.old.kind === "list")
    return [buildItemChange(list, here, { now: b, tighter: isStricter(list.added, b, at) })];
  return allowsUnmasking(pair.old) || !mayUnmask(list, b)
    ? []
    : [buildItemChange(list, here, { now: b, tighter: false })];
}

/** Whether one of the later texts takes in an earlier one, where more of such texts are stricter. */
function isTakenIn({ list, now, at }: Pair, node: DeclaredNode): boolean {
  const { item } = list;
  if (item.kind !== "text" || node.kind !== "value") return false;
  return now.items.some(
    (each) =>
      each.kind === "value" &&
      item.covers?.(String(each.value), String(node.value)) === true &&
      isStricter(list.added, each, at),
  );
}

function showKey(list: ListField, node: DeclaredNode): string {
  const key = readName(list, toLiteral(node));
  return typeof key === "string" ? key : canonicalize(key ?? null);
}
