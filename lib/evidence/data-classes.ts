import type { DataClass, Field } from "../settings/model/field.js";

/** Classes whose values evidence holds as digests only. */
export function hiddenClasses(org: { readonly maskAddresses: boolean }): ReadonlySet<DataClass> {
  return new Set([
    "identifier" as const,
    "person" as const,
    ...(org.maskAddresses ? ["address" as const] : []),
  ]);
}

/** Whether a field, or anything inside of it, is of one of these classes. */
export function holdsClass(field: Field, classes: ReadonlySet<DataClass>): boolean {
  if (field.dataClass !== undefined && classes.has(field.dataClass)) return true;
  if (field.kind === "list") return holdsClass(field.item, classes);
  return field.kind === "object" && Object.values(field.fields).some((entry) => holdsClass(entry, classes));
}
