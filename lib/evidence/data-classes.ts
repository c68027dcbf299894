import type { DataClass, Field } from "../settings/model/field.js";

/** Whether a field, or anything inside of it, is of one of these classes. */
export function holdsClass(field: Field, classes: ReadonlySet<DataClass>): boolean {
  if (field.dataClass !== undefined && classes.has(field.dataClass)) return true;
  if (field.kind === "list") return holdsClass(field.item, classes);
  return field.kind === "object" && Object.values(field.fields).some((entry) => holdsClass(entry, classes));
}
