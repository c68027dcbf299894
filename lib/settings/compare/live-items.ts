import type { DeclaredNode } from "../declare/declared-node.js";
import { getNameField, type ListField } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type Scalar } from "../model/json.js";
import { completeObject, identifyItem, spellCompared, spellFields, toCompared } from "../model/live-value.js";
import { spellWithUnknown } from "../model/unknown-keys.js";
import { groupBy, sortBy } from "./groups.js";

/** An item of a live list. */
export interface LiveItem {
  readonly value: Json;
  readonly index: number;
  /** Text of what names it, as `toKeyText` writes it; items without a name share one. */
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

export function toLiveItem(field: ListField, value: Json, index: number): LiveItem {
  return { value, index, key: toKey(field, value) };
}

/** Whether another party keeps an item. */
export function isVendor(field: ListField, value: Json): boolean {
  return isJsonObject(value) && field.vendorItem?.(completeObject(field.item, value)) === true;
}

/** What names a live item: the value of its key field, or the item itself. */
export function readName(field: ListField, item: Json): Json | undefined {
  return field.key !== undefined && isJsonObject(item) ? item[field.key] : item;
}

function toKey(field: ListField, value: Json): string {
  const name = readName(field, value);
  return isScalar(name) ? toKeyText(field, name) : NO_KEY;
}

/** Two different names give two different texts. The text is not shown to anybody. */
function toKeyText(field: ListField, name: Scalar): string {
  return JSON.stringify(toCompared(getNameField(field), name));
}

/** The key that a declared item writes as a literal, as live items are grouped by it. */
export function findLiteralKey(field: ListField, node: DeclaredNode): string | undefined {
  const name = field.key !== undefined && node.kind === "object" ? node.entries.get(field.key) : node;
  return name?.kind === "value" ? toKeyText(field, name.value) : undefined;
}

/** Whether a key names an item. */
export function isName(key: string): boolean {
  return key !== NO_KEY;
}

/** Sorted by content, so that the order of arrival has no influence. */
export function sortItems(live: readonly LiveItem[]): readonly LiveItem[] {
  return sortBy(live, (item) => spellWithUnknown(item.value));
}

export function sortClasses(live: readonly LiveClass[]): readonly LiveClass[] {
  return sortBy(live, ({ first }) => spellWithUnknown(first.value));
}

/** Live items, grouped by the fields that declared items compare. */
export function groupByContent(
  live: readonly LiveItem[],
  declared: readonly (readonly DeclaredItem[])[],
  field: ListField,
): readonly LiveClass[] {
  // A single item cannot have duplicates.
  if (live.length < 2) return toSingleClasses(live);
  const compared = collectCompared(declared.flat());
  const classes = groupBy(live, (item) => identifyLiveItem(field, item, compared));
  return [...classes.values()].map((members) => ({ first: members[0], members }));
}

export function toSingleClasses(live: readonly LiveItem[]): readonly LiveClass[] {
  return live.map((item) => ({ first: item, members: [item] }));
}

/** The left-over items of a class, one for each meaning. */
export function listDistinct(field: ListField, members: readonly LiveItem[]): readonly LiveItem[] {
  if (members.length < 2) return members;
  const seen = new Map(members.map((item) => [identifyLeftOver(field, item), item]));
  return [...seen.values()];
}

function identifyLeftOver(field: ListField, item: LiveItem): string {
  return spellCompared(field.item, item.value) + (isVendor(field, item.value) ? " vendor" : "");
}

interface Compared {
  /** Everything is compared, unknown keys included. */
  readonly all: boolean;
  readonly fields: ReadonlySet<string>;
}

/** The fields that some declared item compares. */
function collectCompared(declared: readonly DeclaredItem[]): Compared {
  const items = declared.flatMap(({ node }) => listAlternatives(node));
  return {
    all: items.some((node) => node.kind !== "object" || node.whole),
    fields: new Set(items.flatMap((node) => (node.kind === "object" ? [...node.entries.keys()] : []))),
  };
}

/** What an item may be, or must not be. */
function listAlternatives(node: DeclaredNode): readonly DeclaredNode[] {
  if (node.kind === "oneOf") return node.alternatives.flatMap(listAlternatives);
  return node.kind === "not" ? listAlternatives(node.inner) : [node];
}

function identifyLiveItem(field: ListField, item: LiveItem, compared: Compared): string {
  const { value } = item;
  if (compared.all || field.item.kind !== "object" || !isJsonObject(value))
    return identifyItem(field.item, value, compared.fields);
  return spellFields(field.item, value, compared.fields);
}
