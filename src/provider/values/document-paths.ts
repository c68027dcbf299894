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
export function nullKeys(object: ObjectField, live: JsonObject): readonly string[] {
  return pathsWhere(object, live, (value) => value === null);
}

/**
 * Paths of texts that Terraform changes when it keeps them: it makes them NFC, replaces lone surrogates and drops a
 * leading byte order mark. Two different texts may be equal afterwards.
 */
export function alteredKeys(object: ObjectField, live: JsonObject): readonly string[] {
  return pathsWhere(
    object,
    live,
    (value) =>
      typeof value === "string" &&
      (value.normalize("NFC") !== value || value.startsWith("\ufeff") || /\p{Surrogate}/u.test(value)),
  );
}

type Holds = (value: Json) => boolean;

function pathsWhere(object: ObjectField, live: JsonObject, holds: Holds, at = "$"): readonly string[] {
  return Object.entries(object.fields).flatMap(([key, field]) => {
    const value = Object.hasOwn(live, key) ? live[key] : undefined;
    return value === undefined ? [] : pathsInside(field, value, holds, `${at}.${key}`);
  });
}

function pathsInside(field: Field, value: Json, holds: Holds, at: string): readonly string[] {
  if (holds(value)) return [at];
  if (field.kind === "object" && isJsonObject(value)) return pathsWhere(field, value, holds, at);
  if (field.kind !== "list" || !Array.isArray(value)) return [];
  return value.flatMap((item: Json, index) => pathsInside(field.item, item, holds, `${at}[${index}]`));
}
