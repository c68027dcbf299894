import type { Field } from "../settings/model/field.js";
import { createBare, isJsonObject, type Json } from "../settings/model/json.js";

/** A value without when and by whom it was changed, at every depth. */
export function withoutBookkeeping(field: Field, value: Json): Json {
  if (field.kind === "list" && Array.isArray(value)) {
    return value.map((item: Json) => withoutBookkeeping(field.item, item));
  }
  if (field.kind !== "object" || !isJsonObject(value)) return value;
  const kept = createBare<Json>();
  for (const [key, entry] of Object.entries(value)) {
    const spec = field.fields[key];
    if (entry === undefined || spec?.bookkeeping === true) continue;
    kept[key] = spec === undefined ? entry : withoutBookkeeping(spec, entry);
  }
  return kept;
}
