import { canonicalize, canonicalizeList, canonicalizeObject } from "./canonical.js";
import { createBare, isJsonObject, type Json } from "./json.js";

/** The key under which a decoded object carries what it held under keys that the endpoint table does not know. */
const UNKNOWN = Symbol("unknown keys");
const NONE = createBare<Json>();

/**
 * Gives a decoded object the values of its unknown keys. The property is not enumerable: loops and copies leave it out.
 */
export function carryUnknown(object: object, values: Readonly<Record<string, Json>>): void {
  Object.defineProperty(object, UNKNOWN, { value: values });
}

/** Keys of a decoded object that the endpoint table does not know. */
export function listUnknownKeys(object: object): readonly string[] {
  return Object.keys(getUnknownValues(object));
}

/** The values of a decoded object under those keys. */
export function getUnknownValues(object: object): Readonly<Record<string, Json>> {
  const carrying: { readonly [UNKNOWN]?: Readonly<Record<string, Json>> } = object;
  return carrying[UNKNOWN] ?? NONE;
}

/** Canonical text of a decoded value with its unknown keys. */
export function spellWithUnknown(value: Json): string {
  if (Array.isArray(value)) return canonicalizeList(value.map((item: Json) => spellWithUnknown(item)));
  if (!isJsonObject(value)) return canonicalize(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, spellWithUnknown(entry ?? null)] as const,
  );
  return canonicalizeObject(entries) + canonicalize(getUnknownValues(value));
}
