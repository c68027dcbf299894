import { endpoints } from "../settings/endpoints/endpoints.js";
import type { Field } from "../settings/model/field.js";

const known = new Set(["version", "org", "host", "verifiedAt", "documents", "skipped", "web", "mobile"]);
for (const [name, endpoint] of Object.entries(endpoints)) {
  known.add(name);
  collect(endpoint.document);
}

function collect(field: Field): void {
  if (field.kind === "list") collect(field.item);
  if (field.kind !== "object") return;
  for (const [key, spec] of Object.entries(field.fields)) {
    known.add(key);
    collect(spec);
  }
}

const STEP = /^(?:\.([\w$]+)|\[\d+\]|\["(?:[^"\\]|\\.)*"\])/;

/** A fault without the keys that nobody documents: a file's own text is not repeated. */
export function withoutForeignKeys(fault: string): string {
  let rest = fault.replace(/^\$/, "");
  let path = fault.startsWith("$") ? "$" : "";
  for (let step = STEP.exec(rest); step !== null; step = STEP.exec(rest)) {
    const [text, name] = step;
    const isOurs = name === undefined ? /^\[\d/.test(text) : known.has(name);
    path += isOurs ? text : "[...]";
    rest = rest.slice(text.length);
  }
  return path + rest;
}
