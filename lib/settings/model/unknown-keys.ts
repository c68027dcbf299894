import { canonicalList, canonicalObject, canonicalText } from "./canonical.js";
import { bareObject, isJsonObject, type Json } from "./json.js";

const unknown = new WeakMap<object, Readonly<Record<string, Json>>>();

/** Keeps aside what a decoded object held under keys that the endpoint table does not know. */
export function keepAside(object: object, values: Readonly<Record<string, Json>>): void {
  if (Object.keys(values).length > 0) unknown.set(object, values);
}

/** Keys of a decoded object that the endpoint table does not know. */
export function unknownKeysOf(object: object): readonly string[] {
  return Object.keys(unknownValuesOf(object));
}

/** The values kept aside under those keys. */
export function unknownValuesOf(object: object): Readonly<Record<string, Json>> {
  return unknown.get(object) ?? bareObject<Json>();
}

/** Canonical text of a decoded value with what was kept aside. */
export function textWithUnknown(value: Json): string {
  if (Array.isArray(value)) return canonicalList(value.map((item: Json) => textWithUnknown(item)));
  if (!isJsonObject(value)) return canonicalText(value);
  const entries = Object.entries(value).map(([key, entry]): [string, string] => [
    key,
    textWithUnknown(entry ?? null),
  ]);
  return canonicalObject(entries) + (unknown.has(value) ? canonicalText(unknownValuesOf(value)) : "");
}
