import {
  canonicalize,
  canonicalizeList,
  canonicalizeObject,
  canonicalizeSet,
  canonicalizeString,
} from "./canonical.js";
import { type Field, getField, type ListField, type ObjectField, spellEnum } from "./field.js";
import { createBare, isJsonObject, type Json, type JsonObject, type Scalar } from "./json.js";
import { rememberByObject } from "./remember.js";
import { getUnknownValues, listUnknownKeys } from "./unknown-keys.js";

/** A live value with the field's rules for absence applied; `undefined` means that nothing can be compared. */
export function resolveLive(
  field: Field,
  live: Json | undefined,
  parent: JsonObject | undefined,
): Json | undefined {
  if (field.absence === "empty" && (live === undefined || live === null))
    return field.kind === "list" ? [] : "";
  if (live !== undefined || parent === undefined) return live;
  const isKnown = Object.keys(parent).length > 0 && listUnknownKeys(parent).length === 0;
  return isKnown ? field.absentMeans : undefined;
}

/** A scalar in the spelling that is shown and compared. */
export function spellScalar(field: Field, value: Scalar): Scalar {
  if (value === null && field.absence === "empty") return "";
  return typeof value === "string" ? spellEnum(field, value) : value;
}

/** A scalar by which equality is decided: the one text for all its spellings. */
export function toCompared(field: Field, value: Scalar): Scalar {
  if (field.kind === "text" && typeof value === "string") return field.canonical?.(value) ?? value;
  return spellScalar(field, value);
}

/** How a text is written: as it is shown, or as it is compared. */
type Spelling = (field: Field, text: string) => Scalar;

/** Canonical text of a live value as its field orders and spells it. */
export function spellLive(field: Field, live: Json | undefined): string {
  return spellWith(field, live, spellScalar);
}

/** Canonical text by which live values are told apart: the same for all spellings of one thing. */
export function spellCompared(field: Field, live: Json | undefined): string {
  return spellWith(field, live, toCompared);
}

function spellWith(field: Field, live: Json | undefined, spell: Spelling): string {
  if (live === undefined) return "absent";
  if (typeof live === "string") return canonicalize(spell(field, live));
  if (field.kind === "list" && Array.isArray(live)) return spellList(field, live, spell);
  if (field.kind === "object" && isJsonObject(live)) return spellObject(field, live, spell);
  return canonicalize(live);
}

function spellList({ order, item }: ListField, live: readonly Json[], spell: Spelling): string {
  const items = live.map((each) => spellWith(item, each, spell));
  return order === "unordered" ? canonicalizeSet(items) : canonicalizeList(items);
}

/**
 * Canonical text of what a live item means: its key, what it does and for whom. Bookkeeping, free text and reserved
 * fields are left out, so that its digest changes only with the meaning.
 */
function spellObject(field: ObjectField, live: JsonObject, spell: Spelling): string {
  let text = "";
  for (const { key, name, field: spec } of listMeaningfulFields(field)) {
    const value = resolveLive(spec, live[key], live);
    if (value !== undefined) text += (text === "" ? name : `,${name}`) + spellWith(spec, value, spell);
  }
  return `{${text}}`;
}

interface MeaningfulField {
  readonly key: string;
  /** The key's canonical text, with a colon. */
  readonly name: string;
  readonly field: Field;
}

/** The fields that say what an object is, in canonical order. */
const listMeaningfulFields = rememberByObject((object: ObjectField): readonly MeaningfulField[] =>
  Object.keys(object.fields)
    .sort()
    .map((key) => ({ key, name: `${canonicalizeString(key)}:`, field: getField(object, key) }))
    .filter(({ field }) => !(field.bookkeeping || field.administrative || field.reserved !== undefined))
    .filter(({ field }) => field.dataClass !== "freeText"),
);

/**
 * Canonical text of everything by which two live items can differ: all fields but bookkeeping, the fields in `named`,
 * and undocumented keys.
 */
export function identifyItem(field: Field, live: Json, named: ReadonlySet<string>): string {
  if (field.kind !== "object" || !isJsonObject(live)) return spellCompared(field, live);
  const keys = Object.keys(field.fields).filter((key) => named.has(key) || !getField(field, key).bookkeeping);
  return spellFields(field, live, keys) + canonicalize(getUnknownValues(live));
}

/** Canonical text of some fields of a live object, in the spelling that is compared. */
export function spellFields(field: ObjectField, live: JsonObject, keys: Iterable<string>): string {
  const entries: [string, string][] = [];
  for (const key of keys) {
    const spec = field.fields[key];
    if (spec !== undefined) entries.push([key, spellCompared(spec, resolveLive(spec, live[key], live))]);
  }
  return canonicalizeObject(entries);
}

/** A live object in which absent keys hold what they mean. */
export function completeObject(field: Field, live: JsonObject): JsonObject {
  if (field.kind !== "object") return live;
  const complete = Object.assign(createBare<Json>(), live);
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = resolveLive(spec, live[key], live);
    if (value !== undefined) complete[key] = value;
  }
  return complete;
}

/** Empty as the rules for absence mean it. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
