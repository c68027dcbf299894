import { unknownValuesOf } from "../settings/decode/decode-document.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Field } from "../settings/model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { isEmpty } from "../settings/model/live-value.js";
import { itemStep, keyStep } from "../settings/model/path.js";
import type { Change } from "./change.js";
import { digestOf, isDigest } from "./digest.js";

type Collect = (field: Field, object: JsonObject, path: string, into: Map<string, string>) => void;

/** Keys that nobody documents and that came, went or hold something else. Their values are never shown. */
export function undocumentedChanges(field: Field, before: JsonObject, after: JsonObject): readonly Change[] {
  const collect: Collect = (_, object, path, into) => {
    for (const [key, value] of Object.entries(unknownValuesOf(object))) {
      add(into, path + keyStep(key), isDigest(value) ? value : digestOf(value));
    }
  };
  return textChanges(field, before, after, collect).map((change) => ({
    ...change,
    direction: "unclear",
    dataClass: "setting",
  }));
}

/** Notes and labels that came, went or were rewritten. What they say is never shown. */
export function noteChanges(field: Field, before: JsonObject, after: JsonObject): readonly Change[] {
  const collect: Collect = (spec, object, path, into) => {
    if (spec.kind !== "object") return;
    for (const [key, entry] of Object.entries(spec.fields)) {
      if (entry.dataClass === "freeText" && !isEmpty(object[key])) {
        add(into, path + keyStep(key), canonicalText(object[key] ?? ""));
      }
    }
  };
  return textChanges(field, before, after, collect).map((change) => ({ ...change, dataClass: "freeText" }));
}

function textChanges(
  field: Field,
  before: JsonObject,
  after: JsonObject,
  collect: Collect,
): readonly Pick<Change, "path" | "kind">[] {
  const old = collected(field, before, collect);
  const now = collected(field, after, collect);
  const changes: Pick<Change, "path" | "kind">[] = [];
  for (const [path, text] of old) {
    const later = now.get(path);
    if (later !== text) changes.push({ path, kind: later === undefined ? "removed" : "changed" });
  }
  for (const path of now.keys()) if (!old.has(path)) changes.push({ path, kind: "added" });
  return changes;
}

function collected(field: Field, document: JsonObject, collect: Collect): ReadonlyMap<string, string> {
  const into = new Map<string, string>();
  walk(field, document, "", collect, into);
  return new Map([...into].map(([path, text]) => [path.replace(/^\./, ""), text]));
}

function walk(field: Field, value: Json, path: string, collect: Collect, into: Map<string, string>): void {
  if (field.kind === "list" && field.item.kind === "object" && Array.isArray(value)) {
    value.forEach((item: Json, index) => {
      const name = field.key === undefined || !isJsonObject(item) ? undefined : item[field.key];
      walk(field.item, item, path + itemStep(typeof name === "string" ? name : index), collect, into);
    });
  }
  if (field.kind !== "object" || !isJsonObject(value)) return;
  collect(field, value, path, into);
  for (const [key, spec] of Object.entries(field.fields)) {
    const entry = value[key];
    if (entry !== undefined) walk(spec, entry, path + keyStep(key), collect, into);
  }
}

/** Items with one key are told apart by nothing else, so their texts stand together. */
function add(into: Map<string, string>, path: string, text: string): void {
  const known = into.get(path);
  into.set(path, known === undefined ? text : [...known.split("\n"), text].sort().join("\n"));
}
