import {
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectField,
} from "../../../lib/settings/index.js";

/**
 * Paths of the documented keys that an answer has with null: `$.elementBlocks[0].scope`. Terraform has one null for
 * these and for keys that are absent, and they do not mean the same.
 */
export function nullKeys(object: ObjectField, live: JsonObject, at = "$"): readonly string[] {
  return Object.entries(object.fields).flatMap(([key, field]) => {
    const value = Object.hasOwn(live, key) ? live[key] : undefined;
    return value === null ? [`${at}.${key}`] : nullsInside(field, value, `${at}.${key}`);
  });
}

function nullsInside(field: Field, value: Json | undefined, at: string): readonly string[] {
  if (field.kind === "object" && isJsonObject(value)) return nullKeys(field, value, at);
  if (field.kind !== "list" || !Array.isArray(value)) return [];
  return value.flatMap((item: Json, index) => nullsInside(field.item, item, `${at}[${index}]`));
}
