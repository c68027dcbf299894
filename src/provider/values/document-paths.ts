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

function pathsWhere(object: ObjectField, live: JsonObject, holds: Holds): readonly string[] {
  const inObject = ({ fields }: ObjectField, value: JsonObject, at: string): readonly string[] =>
    Object.entries(fields).flatMap(([key, field]) => {
      const entry = Object.hasOwn(value, key) ? value[key] : undefined;
      return entry === undefined ? [] : inValue(field, entry, `${at}.${key}`);
    });
  const inValue = (field: Field, value: Json, at: string): readonly string[] => {
    if (holds(value)) return [at];
    if (field.kind === "object" && isJsonObject(value)) return inObject(field, value, at);
    if (field.kind !== "list" || !Array.isArray(value)) return [];
    return value.flatMap((item: Json, index) => inValue(field.item, item, `${at}[${index}]`));
  };
  return inObject(object, live, "$");
}
