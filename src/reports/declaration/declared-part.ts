import type { EndpointName, SettingsDocument } from "../../../lib/client/index.js";
import {
  canonicalEnum,
  endpoints,
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ListField,
  liveValue,
  type ObjectField,
} from "../../../lib/settings/index.js";
import { jsonString } from "../../../lib/snapshot/index.js";
import { indented, keyText, literal } from "./typescript.js";

/** A document as the inside of a declaration. */
export interface DeclaredPart {
  readonly comments: readonly string[];
  readonly lines: readonly string[];
}

export interface PartOptions {
  readonly includeIdentifiers: boolean;
  readonly includePeople: boolean;
  readonly includeNotes: boolean;
}

/** Declares all of a document that is a setting, so that the very document passes. */
export function partOf(name: EndpointName, document: SettingsDocument, options: PartOptions): DeclaredPart {
  const field = endpoints[name].document;
  const live = document as unknown as JsonObject;
  const lines: string[] = [];
  for (const [key, spec] of Object.entries(field.fields)) {
    if (spec.bookkeeping === true || !Object.hasOwn(live, key)) continue;
    lines.push(...fieldLines(key, spec, live[key] ?? null, options));
  }
  for (const { field: has, needs } of field.companions ?? []) {
    // Companions are declared together, also where one is not live.
    if (Object.hasOwn(live, has) && !Object.hasOwn(live, needs)) lines.push(absentLine(field, needs, live));
  }
  return { comments: commentsOf(document, options), lines };
}

function commentsOf({ metadata }: SettingsDocument, { includePeople }: PartOptions): readonly string[] {
  const by = metadata?.lastUpdatedBy;
  if (!includePeople || typeof by !== "string") return [];
  return [`Last changed ${jsonString(metadata?.lastUpdated ?? "at an unknown time")} by ${jsonString(by)}.`];
}

function absentLine(field: ObjectField, key: string, live: JsonObject): string {
  const spec = field.fields[key];
  return `${key}: ${spec === undefined ? "Match.absent()" : absentText(spec, live)},`;
}

/** A key that is not there: what it means, where that is certain. */
function absentText(spec: Field, parent: JsonObject): string {
  const means = liveValue(spec, undefined, parent);
  return means === undefined ? "Match.absent()" : literal(means);
}

function fieldLines(key: string, spec: Field, value: Json, options: PartOptions): readonly string[] {
  if (spec.dataClass === "identifier" && !options.includeIdentifiers) {
    const count = Array.isArray(value) ? value.length : 1;
    return [`// ${key}: ${count} left out, as they are personal data; --include-identifiers writes them.`];
  }
  // A reserved field that is empty says nothing, and an empty object cannot be declared.
  if (spec.kind === "json" && isJsonObject(value) && Object.keys(value).length === 0) return [];
  if (spec.kind !== "list" || !Array.isArray(value)) return [`${keyText(key)}: ${scalarText(spec, value)},`];
  const { items, comments } = itemLines(spec, value, options);
  if (items.length === 0 && comments.length === 0) return [`${keyText(key)}: [],`];
  return [`${keyText(key)}: [`, ...indented([...comments, ...items]), "],"];
}

function itemLines(
  field: ListField,
  values: readonly Json[],
  options: PartOptions,
): { readonly items: readonly string[]; readonly comments: readonly string[] } {
  const isVendor = (item: Json): boolean => isJsonObject(item) && field.vendorItem?.(item) === true;
  const keyOf = (item: Json): Json | undefined =>
    field.key !== undefined && isJsonObject(item) ? item[field.key] : undefined;
  const ownKeys = new Set(values.filter((item) => !isVendor(item)).map(keyOf));
  const items: string[] = [];
  const comments: string[] = [];
  for (const item of values) {
    const text = itemText(field.item, item, options);
    // A vendor's rule that shares its selector with another one counts, so it is declared.
    if (isVendor(item) && !ownKeys.has(keyOf(item)))
      comments.push(`// Kept by Fullstory, so not counted: ${text}`);
    else items.push(`${text},`);
  }
  const isSet = field.order === "unordered";
  return { items: isSet ? [...new Set(items)] : items, comments: [...new Set(comments)] };
}

/** One entry of a list. Open JSON and entries that are no whole rule are compared as they are. */
function itemText(field: Field, item: Json, options: PartOptions): string {
  if (field.kind !== "object" || !isJsonObject(item)) {
    return isJsonObject(item) ? `Match.exact(${literal(item)})` : scalarText(field, item);
  }
  const entries: string[] = [];
  for (const [key, spec] of Object.entries(field.fields)) {
    const text = entryText(field, key, spec, item, options);
    if (text !== undefined) entries.push(`${keyText(key)}: ${text}`);
  }
  if (entries.length === 0) return "Match.exact({})";
  const isWhole = (field.required ?? []).every((key) => Object.hasOwn(item, key));
  const object = `{ ${entries.join(", ")} }`;
  return isWhole ? object : `Match.objectLike(${object})`;
}

/** Modifiers are written also where they are what a rule implies; they are part of what is declared. */
function entryText(
  field: ObjectField,
  key: string,
  spec: Field,
  item: JsonObject,
  options: PartOptions,
): string | undefined {
  if (spec.bookkeeping === true || spec.reserved !== undefined || key === "editable") return undefined;
  if (spec.dataClass === "freeText" && !options.includeNotes) return undefined;
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  const isModifier = field.implied?.some((implied) => implied.field === key) === true;
  const isNeeded =
    field.companions?.some(({ needs, field: has }) => needs === key && Object.hasOwn(item, has)) === true;
  if (value === undefined) {
    if (spec.absence === "empty") return isModifier ? "[]" : undefined;
    if (!isModifier && !isNeeded) return undefined;
    return absentText(spec, item);
  }
  if (spec.kind !== "list") return scalarText(spec, value);
  if (!Array.isArray(value)) return spec.absence === "empty" ? "[]" : literal(value);
  const texts = value.map((each: Json) => itemText(spec.item, each, options));
  // Sets in one form, so that rules that say the same are one rule.
  return `[${(spec.order === "unordered" ? [...new Set(texts)].sort() : texts).join(", ")}]`;
}

function scalarText(field: Field, value: Json): string {
  if (isJsonObject(value) || Array.isArray(value)) return `Match.exact(${literal(value)})`;
  return literal(field.kind === "enum" && typeof value === "string" ? canonicalEnum(field, value) : value);
}
