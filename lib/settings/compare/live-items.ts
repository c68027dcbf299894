import type { DeclaredNode } from "../declare/declared-node.js";
import { canonicalText } from "../model/canonical.js";
import { type ListField, namingField } from "../model/field.js";
import { isJsonObject, isScalar, type Json } from "../model/json.js";
import { comparedLive, comparedScalar, completed, itemIdentity, projection } from "../model/live-value.js";
import { textWithUnknown } from "../model/unknown-keys.js";
import { sortedBy } from "./sorted-by.js";

/** An item of a live list. */
export interface LiveItem {
  readonly value: Json;
  readonly index: number;
  /** Text of what names it, as `keyText` writes it; items without a name share one. */
  readonly key: string;
}

export interface DeclaredItem {
  readonly node: DeclaredNode;
  readonly index: number;
  /** Canonical text of its key, where that is a literal. */
  readonly key: string | undefined;
}

/** Live items that are equal in every compared field, and count once. */
export interface LiveClass {
  readonly first: LiveItem;
  readonly members: readonly LiveItem[];
}

const NO_KEY = "no key";

export function liveItem(field: ListField, value: Json, index: number): LiveItem {
  return { value, index, key: keyOf(field, value) };
}

/** Whether another party keeps an item. */
export function isVendor(field: ListField, value: Json): boolean {
  if (field.vendorItem === undefined || !isJsonObject(value)) return false;
  return field.vendorItem(value) || field.vendorItem(completed(field.item, value));
}

function keyOf(field: ListField, value: Json): string {
  if (typeof value === "string") return keyText(comparedScalar(field.item, value));
  if (!isJsonObject(value)) return comparedLive(field.item, value);
  const name = field.key === undefined ? undefined : value[field.key];
  if (name === undefined) return NO_KEY;
  return keyText(isScalar(name) ? comparedScalar(namingField(field), name) : name);
}

/** A text that differs for each value. It is never shown, so strings need no escaping. */
function keyText(value: Json): string {
  return typeof value === "string" ? `"${value}` : canonicalText(value);
}

/** The key that a declared item writes as a literal, as live items are grouped by it. */
export function literalKey(field: ListField, node: DeclaredNode): string | undefined {
  if (node.kind === "value") return keyText(comparedScalar(field.item, node.value));
  if (node.kind !== "object" || field.key === undefined) return undefined;
  const entry = node.entries.get(field.key);
  return entry?.kind === "value" ? keyText(comparedScalar(namingField(field), entry.value)) : undefined;
}

/** Whether a key names an item. A scalar has no name beside its value. */
export function isName(field: ListField, key: string): boolean {
  return field.key !== undefined && key !== NO_KEY;
}

/** Sorted by content, so that the order of arrival has no influence. */
export function arranged(live: readonly LiveItem[]): readonly LiveItem[] {
  return sortedBy(live, (item) => textWithUnknown(item.value));
}

export function arrangedClasses(live: readonly LiveClass[]): readonly LiveClass[] {
  return sortedBy(live, ({ first }) => textWithUnknown(first.value));
}

/** Live items, grouped by the fields that declared items compare. */
export function classesOf(
  live: readonly LiveItem[],
  nodes: readonly DeclaredNode[],
  field: ListField,
): readonly LiveClass[] {
  const compared = comparedBy(nodes);
  const classes = new Map<string, LiveItem[]>();
  for (const item of live) {
    const identity = nodes.length === 0 ? leftOverIdentity(field, item) : identityOf(field, item, compared);
    const members = classes.get(identity);
    if (members === undefined) classes.set(identity, [item]);
    else members.push(item);
  }
  return [...classes.values()].flatMap((members) => classOf(members));
}

export function singleClasses(live: readonly LiveItem[]): readonly LiveClass[] {
  return live.map((item) => ({ first: item, members: [item] }));
}

function classOf(members: readonly LiveItem[]): LiveClass[] {
  const [first] = members;
  return first === undefined ? [] : [{ first, members }];
}

/** The left-over items of a class, one for each meaning. */
export function distinct(field: ListField, members: readonly LiveItem[]): readonly LiveItem[] {
  if (members.length < 2) return members;
  const seen = new Map(members.map((item) => [leftOverIdentity(field, item), item]));
  return [...seen.values()];
}

function leftOverIdentity(field: ListField, item: LiveItem): string {
  return comparedLive(field.item, item.value) + (isVendor(field, item.value) ? " vendor" : "");
}

interface Compared {
  /** Everything is compared, unknown keys included. */
  readonly all: boolean;
  readonly fields: ReadonlySet<string>;
}

/** The fields that some declared item compares. */
function comparedBy(nodes: readonly DeclaredNode[]): Compared {
  const fields = new Set<string>();
  let all = false;
  for (const node of nodes) {
    if (node.kind === "object") {
      for (const key of node.entries.keys()) fields.add(key);
      all ||= node.whole;
      continue;
    }
    const inner = node.kind === "oneOf" ? node.alternatives : node.kind === "not" ? [node.inner] : [];
    const within = comparedBy(inner);
    for (const key of within.fields) fields.add(key);
    all ||= within.all || inner.length === 0;
  }
  return { all, fields };
}

function identityOf(field: ListField, item: LiveItem, compared: Compared): string {
  const { value } = item;
  if (compared.all || field.item.kind !== "object" || !isJsonObject(value))
    return itemIdentity(field.item, value, compared.fields);
  return projection(field.item, value, compared.fields);
}
