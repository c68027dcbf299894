import { isJsonObject, type Json } from "../settings/model/json.js";
import { quoteHcl } from "./dialect.js";

/** Longer objects and lists take a line for each entry. */
const WIDTH = 100;

/** JSON as an HCL expression. Lines after the first are indented by `indent` blanks. */
export function toHcl(value: Json, indent = 0): string {
  const line = renderInline(value);
  if (line.length + indent <= WIDTH || typeof value !== "object" || value === null) return line;
  const inner = " ".repeat(indent + 2);
  const end = `\n${" ".repeat(indent)}`;
  if (!isJsonObject(value)) {
    const items = value.map((item: Json) => `${inner}${toHcl(item, indent + 2)},\n`);
    return `[\n${items.join("")}${end.slice(1)}]`;
  }
  const entries = Object.entries(value).flatMap(([key, entry]) =>
    entry === undefined ? [] : [`${inner}${quoteHclKey(key)} = ${toHcl(entry, indent + 2)}`],
  );
  return `{\n${entries.join("\n")}${end}}`;
}

function renderInline(value: Json): string {
  if (typeof value === "string") return quoteHcl(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => renderInline(item)).join(", ")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([key, entry]) =>
    entry === undefined ? [] : [`${quoteHclKey(key)} = ${renderInline(entry)}`],
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Words that mean something else where a key may stand. */
const RESERVED: readonly string[] = ["for", "if", "in", "null", "true", "false"];

/** The name of an object's entry, quoted unless it is a plain name. */
export function quoteHclKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.test(key) && !RESERVED.includes(key) ? key : quoteHcl(key);
}
