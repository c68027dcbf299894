import type { Field } from "../model/field.js";
import { quote } from "../model/path.js";

/** What a field's kind is called in a message. */
export const kindNames: Readonly<Record<Field["kind"], string>> = {
  boolean: "true or false",
  text: "a string",
  enum: "a string",
  integer: "a whole number",
  list: "a list",
  object: "an object",
  json: "JSON",
};

/** Whether a scalar could ever be the value of a field. */
export function accepts(field: Field, value: string | number | boolean): boolean {
  switch (field.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "text":
    case "enum":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value);
    case "json":
      return true;
  }
  return false;
}

/** What is said of a name that no setting has. */
export function describeUnknownSetting(known: readonly string[], meant: string | undefined): string {
  return meant === undefined
    ? `is not a setting; known are ${known.join(", ")}`
    : `is not a setting; did you mean ${quote(meant)}?`;
}

/** What somebody gave where a setting was expected. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "object" && value !== null) {
    const name: unknown = value.constructor?.name;
    return typeof name === "string" && /^\w{1,60}$/.test(name)
      ? `an instance of ${name}`
      : "an object of a class";
  }
  return `a ${typeof value}`;
}
