import * as v from "valibot";

/** What is wrong with one option. */
export interface OptionFault {
  /** The option's name, cut to 40 characters. Absent where the fault is about the options as a whole. */
  readonly field?: string;
  readonly message: string;
}

/** The options that a class or a function takes, each with the schema of its value. */
export type OptionEntries = v.ObjectEntries;

/** Checks options against their schemas. An option that has no schema is a fault; all faults come together. */
export function findOptionFaults(
  options: object,
  entries: OptionEntries,
  unknown: string | ((name: string) => string),
): readonly OptionFault[] {
  const names = Object.keys(options);
  const faults = names
    .filter((name) => !Object.hasOwn(entries, name))
    .map((name) => ({
      field: name.slice(0, 40),
      message: typeof unknown === "string" ? unknown : unknown(name),
    }));
  const { issues = [] } = v.safeParse(v.object(entries), options);
  const seen = new Set<string>();
  for (const { path, message } of issues) {
    const field = String(path?.[0]?.key ?? "");
    if (!seen.has(field)) faults.push({ field, message });
    seen.add(field);
  }
  return faults;
}
