import { getUnknownValues } from "../settings/decode/decode-document.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import { canonicalize } from "../settings/model/canonical.js";
import type { Endpoint } from "../settings/model/endpoint.js";
import type { DataClass, Field, ListField, ObjectField } from "../settings/model/field.js";
import { createBare, isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { isEmpty, spellScalar, toCompared } from "../settings/model/live-value.js";
import { withoutBookkeeping } from "./bookkeeping.js";
import { digestValue, isDigest } from "./digest.js";

export interface StoreOptions {
  /** Whether notes and labels, the org's own free text, are kept. @default false */
  readonly includeNotes?: boolean;
  /** Whether IP addresses are kept as digests only. @default false */
  readonly maskAddresses?: boolean;
}

type Mode = "live" | "stored";

/**
 * A live document as a snapshot holds it: canonical spelling, sorted keys, sets sorted and each item once;
 * identifiers and persons as digests, free text left out. A key that nobody documents keeps its place, and its value
 * becomes a digest, since nobody knows what it holds.
 */
export function toStoredForm(
  endpoint: Pick<Endpoint, "document">,
  live: SettingsDocument,
  options: StoreOptions = {},
): JsonObject {
  return new Storing("live", options).storeObject(endpoint.document, live as unknown as JsonObject);
}

/** A document that came out of a snapshot, in the one form that is written: its digests stay as they are. */
export function rewriteStoredForm(
  endpoint: Pick<Endpoint, "document">,
  stored: SettingsDocument,
): JsonObject {
  const options = { includeNotes: true };
  return new Storing("stored", options).storeObject(endpoint.document, stored as unknown as JsonObject);
}

class Storing {
  constructor(
    private readonly mode: Mode,
    private readonly options: StoreOptions,
  ) {}

  storeObject(field: ObjectField, live: JsonObject): JsonObject {
    const kept = new Map<string, Json>();
    for (const [key, spec] of Object.entries(field.fields)) {
      const value = Object.hasOwn(live, key) ? live[key] : undefined;
      if (value === undefined || this.isLeftOut(spec, value)) continue;
      kept.set(key, this.storeValue(spec, value));
    }
    for (const [key, value] of Object.entries(getUnknownValues(live))) {
      kept.set(key, this.mode === "live" ? digestValue(value) : value);
    }
    return sortObject(kept);
  }

  private isLeftOut(field: Field, value: Json): boolean {
    if (field.dataClass === "freeText" && this.options.includeNotes !== true) return true;
    return field.absence === "empty" && isEmpty(value);
  }

  private storeValue(field: Field, value: Json): Json {
    if (field.kind === "list" && Array.isArray(value)) {
      const items = value.map((item: Json) => this.storeValue(field.item, item));
      return field.order === "unordered" ? sortSet(field, items) : items;
    }
    if (field.kind === "object" && isJsonObject(value)) return this.storeObject(field, value);
    if (typeof value === "string" && this.isDigested(field.dataClass, value))
      return digestValue(toCompared(field, value));
    if (value === null || typeof value !== "object") return spellScalar(field, value);
    return sortJson(value);
  }

  /** An address that looks like a digest becomes one, so that it cannot stand for another address. */
  private isDigested(dataClass: DataClass | undefined, text: string): boolean {
    if (this.mode === "stored") return false;
    if (dataClass === "identifier" || dataClass === "person") return true;
    return dataClass === "address" && (this.options.maskAddresses === true || isDigest(text));
  }
}

/** By key, then by what the item says: a change of one item, or of its date alone, moves no other line of a file. */
function sortSet(field: ListField, items: readonly Json[]): readonly Json[] {
  const byText = new Map(items.map((item) => [canonicalize(item), item]));
  const rankItem = ([text, item]: readonly [string, Json]): readonly string[] => {
    const key = field.key === undefined || !isJsonObject(item) ? null : (item[field.key] ?? null);
    return [canonicalize(key), canonicalize(withoutBookkeeping(field.item, item)), text];
  };
  return [...byText]
    .map((entry) => ({ item: entry[1], rank: rankItem(entry) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ item }) => item);
}

function compareRanks(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index]);
  return at < 0 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}

function sortObject(entries: ReadonlyMap<string, Json>): JsonObject {
  const object = createBare<Json>();
  for (const key of [...entries.keys()].sort()) object[key] = entries.get(key) ?? null;
  return object;
}

/** Open JSON with sorted keys at every depth. */
export function sortJson(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sortJson(item));
  if (!isJsonObject(value)) return value;
  const entries = new Map<string, Json>();
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) entries.set(key, sortJson(entry as Json));
  }
  return sortObject(entries);
}
