import type { DeclaredNode } from "../declare/declared-node.js";
import { type ListField, namingField } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type Scalar } from "../model/json.js";
import { comparedLive, comparedScalar, completed, itemIdentity, projection } from "../model/live-value.js";
import { textWithUnknown } from "../model/unknown-keys.js";
import { groupedBy, sortedBy } from "./groups.js";

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
  return isJsonObject(value) && field.vendorItem?.(completed(field.item, value)) === true;
}

/** What names a live item: the value of its key field, or the item itself. */
export function readName(field: ListField, item: Json): Json | undefined {
  return field.key !== undefined && isJsonObject(item) ? item[field.key] : item;
}

function keyOf(field: ListField, value: Json): string {
  const name = readName(field, value);
  return isScalar(name) ? keyText(field, name) : NO_KEY;
}

/** A text that differs for each name. It is never shown. */
function keyText(field: ListField, name: Scalar): string {
  return JSON.stringify(comparedScalar(namingField(field), name));
}

/** The key that a declared item writes as a literal, as live items are grouped by it. */
export function literalKey(field: ListField, node: DeclaredNode): string | undefined {
  const name = field.key !== undefined && node.kind === "object" ? node.entries.get(field.key) : node;
  return name?.kind === "value" ? keyText(field, name.value) : undefined;
}

/** Whether a key names an item. */
export function isName(key: string): boolean {
  return key !== NO_KEY;
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
  declared: readonly (readonly DeclaredItem[])[],
  field: ListField,
): readonly LiveClass[] {
  // A single item cannot have duplicates.
  if (live.length < 2) return singleClasses(live);
  const compared = comparedBy(declared.flat());
  const classes = groupedBy(live, (item) => identityOf(field, item, compared));
  return [...classes.values()].map((members) => ({ first: members[0], members }));
}

export function singleClasses(live: readonly LiveItem[]): readonly LiveClass[] {
  return live.map((item) => ({ first: item, members: [item] }));
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
function comparedBy(declared: readonly DeclaredItem[]): Compared {
  const items = declared.flatMap(({ node }) => alternativesOf(node));
  return {
    all: items.some((node) => node.kind !== "object" || node.whole),
    fields: new Set(items.flatMap((node) => (node.kind === "object" ? [...node.entries.keys()] : []))),
  };
}

/** What an item may be, or must not be. */
function alternativesOf(node: DeclaredNode): readonly DeclaredNode[] {
  if (node.kind === "oneOf") return node.alternatives.flatMap(alternativesOf);
  return node.kind === "not" ? alternativesOf(node.inner) : [node];
}

function identityOf(field: ListField, item: LiveItem, compared: Compared): string {
  const { value } = item;
  if (compared.all || field.item.kind !== "object" || !isJsonObject(value))
    return itemIdentity(field.item, value, compared.fields);
  return projection(field.item, value, compared.fields);
}
