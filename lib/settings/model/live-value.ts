import { canonicalList, canonicalObject, canonicalSet, canonicalString, canonicalText } from "./canonical.js";
import { canonicalEnum, entryField, type Field, type ListField, type ObjectField } from "./field.js";
import { bareObject, isJsonObject, type Json, type JsonObject, type Scalar } from "./json.js";
import { rememberedOf } from "./remembered.js";
import { unknownKeysOf, unknownValuesOf } from "./unknown-keys.js";

/** A live value with the field's rules for absence applied; `undefined` means that nothing can be compared. */
export function liveValue(
  field: Field,
  live: Json | undefined,
  parent: JsonObject | undefined,
): Json | undefined {
  if (field.absence === "empty" && (live === undefined || live === null))
    return field.kind === "list" ? [] : "";
  if (live !== undefined || parent === undefined) return live;
  const isKnown = Object.keys(parent).length > 0 && unknownKeysOf(parent).length === 0;
  return isKnown ? field.absentMeans : undefined;
}

/** A scalar in the spelling that is shown and compared. */
export function canonicalScalar(field: Field, value: Scalar): Scalar {
  if (value === null && field.absence === "empty") return "";
  return typeof value === "string" ? canonicalEnum(field, value) : value;
}

/** A scalar by which equality is decided: the one text for all its spellings. */
export function comparedScalar(field: Field, value: Scalar): Scalar {
  if (field.kind === "text" && typeof value === "string") return field.canonical?.(value) ?? value;
  return canonicalScalar(field, value);
}

/** How a text is written: as it is shown, or as it is compared. */
type Spelling = (field: Field, text: string) => Scalar;

/** Canonical text of a live value as its field orders and spells it. */
export function canonicalLive(field: Field, live: Json | undefined): string {
  return liveText(field, live, canonicalScalar);
}

/** Canonical text by which live values are told apart: the same for all spellings of one thing. */
export function comparedLive(field: Field, live: Json | undefined): string {
  return liveText(field, live, comparedScalar);
}

function liveText(field: Field, live: Json | undefined, spell: Spelling): string {
  if (live === undefined) return "absent";
  if (typeof live === "string") return canonicalText(spell(field, live));
  if (field.kind === "list" && Array.isArray(live)) return listText(field, live, spell);
  if (field.kind === "object" && isJsonObject(live)) return objectText(field, live, spell);
  return canonicalText(live);
}

function listText({ order, item }: ListField, live: readonly Json[], spell: Spelling): string {
  const items = live.map((each) => liveText(item, each, spell));
  return order === "unordered" ? canonicalSet(items) : canonicalList(items);
}

/**
 * Canonical text of what a live item means: its key, what it does and for whom. Bookkeeping, free text and reserved
 * fields are left out, so that its digest changes only with the meaning.
 */
function objectText(field: ObjectField, live: JsonObject, spell: Spelling): string {
  let text = "";
  for (const { key, name, field: spec } of meaningfulFields(field)) {
    const value = liveValue(spec, live[key], live);
    if (value !== undefined) text += (text === "" ? name : `,${name}`) + liveText(spec, value, spell);
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
const meaningfulFields = rememberedOf((object: ObjectField): readonly MeaningfulField[] =>
  Object.keys(object.fields)
    .sort()
    .map((key) => ({ key, name: `${canonicalString(key)}:`, field: entryField(object, key) }))
    .filter(({ field }) => !(field.bookkeeping || field.administrative || field.reserved !== undefined))
    .filter(({ field }) => field.dataClass !== "freeText"),
);

/**
 * Canonical text of everything by which two live items can differ: all fields but bookkeeping, the fields in `named`,
 * and undocumented keys.
 */
export function itemIdentity(field: Field, live: Json, named: ReadonlySet<string>): string {
  if (field.kind !== "object" || !isJsonObject(live)) return comparedLive(field, live);
  const keys = Object.keys(field.fields).filter(
    (key) => named.has(key) || !entryField(field, key).bookkeeping,
  );
  return projection(field, live, keys) + canonicalText(unknownValuesOf(live));
}

/** Canonical text of some fields of a live object, in the spelling that is compared. */
export function projection(field: ObjectField, live: JsonObject, keys: Iterable<string>): string {
  const entries: [string, string][] = [];
  for (const key of keys) {
    const spec = field.fields[key];
    if (spec !== undefined) entries.push([key, comparedLive(spec, liveValue(spec, live[key], live))]);
  }
  return canonicalObject(entries);
}

/** A live object in which absent keys hold what they mean. */
export function completed(field: Field, live: JsonObject): JsonObject {
  if (field.kind !== "object") return live;
  const complete = Object.assign(bareObject<Json>(), live);
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = liveValue(spec, live[key], live);
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
