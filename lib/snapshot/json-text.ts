import { isJsonObject, type Json } from "../settings/model/json.js";

/**
 * JSON in ASCII with sorted keys (by code unit), an indent of two blanks, and nothing that a CI runner takes for a
 * command of its own. Strings keep their value: what is not printable ASCII is written `\uXXXX`.
 */
export function formatJson(value: Json, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => `${inner}${formatJson(item, inner)}`);
    return items.length === 0 ? "[]" : `[\n${items.join(",\n")}\n${indent}]`;
  }
  if (isJsonObject(value)) {
    const lines: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const entry = value[key];
      if (entry !== undefined) lines.push(`${inner}${quoteJson(key)}: ${formatJson(entry, inner)}`);
    }
    return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return typeof value === "string" ? quoteJson(value) : JSON.stringify(value);
}

/** A JSON string literal, safe in logs. */
export function quoteJson(text: string): string {
  return escapeForLogs(JSON.stringify(text));
}

/** JSON text in printable ASCII, with `::`, `##[` and `##vso[` spelled so that no log interprets them. */
export function escapeForLogs(json: string): string {
  return json
    .replace(/[^\x20-\x7e]/g, escapeLetter)
    .replace(/(?<=:):/g, escapeLetter)
    .replace(/(?<=##|##vso)\[/gi, escapeLetter);
}

function escapeLetter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
