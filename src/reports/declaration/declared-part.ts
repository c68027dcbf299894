import type { EndpointName, SettingsDocument } from "../../../lib/client/index.js";
import {
  createBare,
  endpoints,
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ListField,
  Match,
  type ObjectField,
  resolveLive,
  spellEnum,
} from "../../../lib/settings/index.js";
import { listSlots, type OrgDocuments, quoteJson } from "../../../lib/snapshot/index.js";
import { toLiteral } from "./typescript-literal.js";

/** A document as the inside of a declaration: values as `normalizeDeclaration` takes them, matchers included. */
export interface DeclaredPart {
  readonly comments: readonly string[];
  readonly fields: readonly DeclaredField[];
}

/** One field, or how many of its values were left out. */
export type DeclaredField = { readonly key: string } & (
  | { readonly value: unknown }
  | { readonly items: readonly DeclaredItem[] }
  | { readonly leftOut: number }
);

export interface DeclaredItem {
  readonly value: unknown;
  /** Whose it is, where it is not the org's own. */
  readonly comment?: string;
}

export interface PartOptions {
  readonly includeIdentifiers: boolean;
  readonly includePeople: boolean;
  readonly includeNotes: boolean;
}

/** Declares all of a document that is a setting, so that the very document passes. */
function buildPart(name: EndpointName, document: SettingsDocument, options: PartOptions): DeclaredPart {
  const field = endpoints[name].document;
  const live = document as unknown as JsonObject;
  const fields: DeclaredField[] = [];
  for (const [key, spec] of Object.entries(field.fields)) {
    if (spec.bookkeeping === true || !Object.hasOwn(live, key)) continue;
    fields.push(...buildFields({ key, spec }, live[key] ?? null, options));
  }
  for (const { field: has, needs } of field.companions ?? []) {
    // Companions are declared together, also where one is not live.
    if (!Object.hasOwn(live, has) || Object.hasOwn(live, needs)) continue;
    fields.push({ key: needs, value: resolveAbsent(field.fields[needs], live) });
  }
  return { comments: buildComments(document, options), fields };
}

/** What an org says, and what of it is written. */
export interface DeclarationInput extends PartOptions {
  /** Absent where `GET /me` did not say. */
  readonly org?: string;
  readonly host: string;
  /** The UTC day on which the settings were read. */
  readonly day: string;
  readonly documents: OrgDocuments;
  readonly skipped: readonly string[];
}

/** What stands above a declaration, as comments: where it is from, and how it comes to fail. */
export function writeHeadNotes(
  { org, host, day, skipped }: DeclarationInput,
  { command, begin, last }: { readonly command: string; readonly begin: string; readonly last: string },
): readonly string[] {
  const from = org === undefined ? "an org that is not known" : quoteJson(org);
  return [
    `Written by \`cdktf-fullstory ${command}\` from ${from} at ${quoteJson(host)} on ${day} (UTC).`,
    "It declares what is live, not what should be: read it, and keep what you mean.",
    "",
    `To ramp up: begin with ${begin}, which plans with a warning instead of failing;`,
    "when plans are quiet take it away, so that what is looser than declared fails; at last take",
    `${last} away too, so that every difference fails.`,
    ...(skipped.length === 0 ? [] : [`Not in the org's plan, so not declared: ${skipped.join(", ")}.`]),
  ];
}

/** The parts of one endpoint's documents, by the names that they are declared under. */
export interface DeclaredEndpoint {
  readonly endpoint: EndpointName;
  readonly parts: readonly { readonly name: string; readonly part: DeclaredPart }[];
  /** Whether the parts stand together under the endpoint's name. A comment alone declares nothing, and stands alone. */
  readonly isNested: boolean;
}

/** All documents of an org, in the order of the endpoint table. */
export function groupParts(documents: OrgDocuments, options: PartOptions): readonly DeclaredEndpoint[] {
  const all = listSlots(documents);
  return [...new Set(all.map(({ slot }) => slot.endpoint))].map((endpoint) => {
    const own = all.filter(({ slot }) => slot.endpoint === endpoint);
    const parts = own.map(({ slot, document }) => ({
      name: slot.platform ?? endpoint,
      part: buildPart(endpoint, document, options),
    }));
    const hasPlatforms = own.some(({ slot }) => slot.platform !== undefined);
    const isNested = hasPlatforms && parts.some(({ part }) => toDeclaredValue(part) !== undefined);
    return { endpoint, parts, isNested };
  });
}

/** What stands in place of values that are left out. */
export function tellLeftOut(name: string, count: number): string {
  return `${name}: ${count} left out, as they are personal data; --include-identifiers writes them.`;
}

/** The part as one value; nothing where it declares nothing. */
export function toDeclaredValue({ fields }: DeclaredPart): Readonly<Record<string, unknown>> | undefined {
  const entries = createBare<unknown>();
  for (const field of fields) {
    if ("items" in field) entries[field.key] = field.items.map(({ value }) => value);
    else if ("value" in field) entries[field.key] = field.value;
  }
  return Object.keys(entries).length === 0 ? undefined : entries;
}

function buildComments({ metadata }: SettingsDocument, { includePeople }: PartOptions): readonly string[] {
  const by = metadata?.lastUpdatedBy;
  if (!includePeople || typeof by !== "string") return [];
  return [`Last changed ${quoteJson(metadata?.lastUpdated ?? "at an unknown time")} by ${quoteJson(by)}.`];
}

/** A key that is not there: what it means, where that is certain. */
function resolveAbsent(spec: Field | undefined, parent: JsonObject): unknown {
  const means = spec === undefined ? undefined : resolveLive(spec, undefined, parent);
  return means === undefined ? Match.absent() : means;
}

function buildFields(
  { key, spec }: { readonly key: string; readonly spec: Field },
  value: Json,
  options: PartOptions,
): readonly DeclaredField[] {
  if (spec.dataClass === "identifier" && !options.includeIdentifiers)
    return [{ key, leftOut: Array.isArray(value) ? value.length : 1 }];
  // A reserved field that is empty says nothing, and an empty object cannot be declared.
  if (spec.kind === "json" && isJsonObject(value) && Object.keys(value).length === 0) return [];
  if (spec.kind !== "list" || !Array.isArray(value)) return [{ key, value: toScalarValue(spec, value) }];
  return [{ key, items: buildItems(spec, value, options) }];
}

const VENDOR = "Kept by Fullstory. While it is declared, the gate fails when it is gone.";

function buildItems(
  field: ListField,
  values: readonly Json[],
  options: PartOptions,
): readonly DeclaredItem[] {
  const items = values.map((item): DeclaredItem => {
    const isVendor = isJsonObject(item) && field.vendorItem?.(item) === true;
    return { value: toItemValue(field.item, item, options), ...(isVendor ? { comment: VENDOR } : {}) };
  });
  return field.order === "unordered" ? listDistinct(items, ({ value }) => value) : items;
}

/** The first of all that are written alike. */
function listDistinct<T>(items: readonly T[], partOfItem: (item: T) => unknown): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = toLiteral(partOfItem(item));
    return seen.has(text) ? false : seen.add(text);
  });
}

/** One entry of a list. Open JSON and entries that are no whole rule are compared as they are. */
function toItemValue(field: Field, item: Json, options: PartOptions): unknown {
  if (field.kind !== "object" || !isJsonObject(item))
    return isJsonObject(item) ? Match.exact(item) : toScalarValue(field, item);
  const entries = createBare<unknown>();
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = toEntryValue({ field, key, spec, item }, options);
    if (value !== undefined) entries[key] = value;
  }
  if (Object.keys(entries).length === 0) return Match.exact({});
  const isWhole = (field.required ?? []).every((key) => Object.hasOwn(item, key));
  return isWhole ? entries : Match.objectLike(entries);
}

interface Entry {
  readonly field: ObjectField;
  readonly key: string;
  readonly spec: Field;
  readonly item: JsonObject;
}

/** Modifiers are written also where they are what a rule implies; they are part of what is declared. */
function toEntryValue({ field, key, spec, item }: Entry, options: PartOptions): unknown {
  if (spec.bookkeeping === true || spec.reserved !== undefined || spec.administrative === true)
    return undefined;
  if (spec.dataClass === "freeText" && !options.includeNotes) return undefined;
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  const isModifier = field.implied?.some((implied) => implied.field === key) === true;
  const isNeeded =
    field.companions?.some(({ needs, field: has }) => needs === key && Object.hasOwn(item, has)) === true;
  if (value === undefined) {
    if (spec.absence === "empty") return isModifier ? [] : undefined;
    return isModifier || isNeeded ? resolveAbsent(spec, item) : undefined;
  }
  if (spec.kind !== "list") return toScalarValue(spec, value);
  if (!Array.isArray(value))
    return value === null && spec.absence === "empty" ? [] : toScalarValue(spec, value);
  const values = value.map((each: Json) => toItemValue(spec.item, each, options));
  if (spec.order !== "unordered") return values;
  // Sets in one form, so that rules that say the same are one rule.
  return [...listDistinct(values, (each) => each)].sort((a, b) => (toLiteral(a) < toLiteral(b) ? -1 : 1));
}

function toScalarValue(field: Field, value: Json): unknown {
  if (isJsonObject(value) || Array.isArray(value)) return Match.exact(value);
  return field.kind === "enum" && typeof value === "string" ? spellEnum(field, value) : value;
}
