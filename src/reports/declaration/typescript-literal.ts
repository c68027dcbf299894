import { Matcher } from "../../../lib/settings/index.js";
import { quoteJson } from "../../../lib/snapshot/index.js";

/** Lines further to the right. */
export function indent(lines: readonly string[], levels = 1): readonly string[] {
  return lines.map((line) => (line === "" ? line : "  ".repeat(levels) + line));
}

/** An object's key, quoted unless it is a plain name. */
export function quoteKey(key: string): string {
  // Quoted or not, `__proto__:` in a literal would set the prototype; computed it is a key like any other.
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]{0,60}$/.test(key) ? key : quoteJson(key);
}

/** A JSON value, or a matcher, as a TypeScript literal on one line. */
export function toLiteral(value: unknown): string {
  if (typeof value === "string") return quoteJson(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => toLiteral(item)).join(", ")}]`;
  if (value instanceof Matcher)
    return `Match.${value.kind}(${value.argument === undefined ? "" : toLiteral(value.argument)})`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
      entry === undefined ? [] : [`${quoteKey(key)}: ${toLiteral(entry)}`],
    );
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}
