import { canonicalList, canonicalObject, canonicalText } from "./canonical.js";
import { bareObject, isJsonObject, type Json } from "./json.js";

/** The key under which a decoded object carries what it held under keys that the endpoint table does not know. */
const UNKNOWN = Symbol("unknown keys");
const NONE = bareObject<Json>();

/**
 * Gives a decoded object the values of its unknown keys. The property is not enumerable: loops and copies leave it out.
 */
export function carryUnknown(object: object, values: Readonly<Record<string, Json>>): void {
  Object.defineProperty(object, UNKNOWN, { value: values });
}

/** Keys of a decoded object that the endpoint table does not know. */
export function unknownKeysOf(object: object): readonly string[] {
  return Object.keys(unknownValuesOf(object));
}

/** The values of a decoded object under those keys. */
export function unknownValuesOf(object: object): Readonly<Record<string, Json>> {
  const carrying: { readonly [UNKNOWN]?: Readonly<Record<string, Json>> } = object;
  return carrying[UNKNOWN] ?? NONE;
}

/** Canonical text of a decoded value with its unknown keys. */
export function textWithUnknown(value: Json): string {
  if (Array.isArray(value)) return canonicalList(value.map((item: Json) => textWithUnknown(item)));
  if (!isJsonObject(value)) return canonicalText(value);
  const entries = Object.entries(value).map(([key, entry]) => [key, textWithUnknown(entry ?? null)] as const);
  return canonicalObject(entries) + canonicalText(unknownValuesOf(value));
}
