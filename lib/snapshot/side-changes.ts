import { unknownValuesOf } from "../settings/decode/decode-document.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Field, ObjectField } from "../settings/model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { isEmpty } from "../settings/model/live-value.js";
import { itemStep, keyStep } from "../settings/model/path.js";
import type { Change } from "./change.js";
import { digestOf, isDigest } from "./digest.js";

/** The texts of one object by their paths. */
type Collect = (field: ObjectField, object: JsonObject) => Iterable<readonly [key: string, text: string]>;
type Documents = readonly [before: JsonObject, after: JsonObject];

/** Keys that nobody documents and that came, went or hold something else. Their values are never shown. */
export function undocumentedChanges(field: Field, before: JsonObject, after: JsonObject): readonly Change[] {
  const collect: Collect = (_, object) =>
    Object.entries(unknownValuesOf(object)).map(([key, value]) => [
      key,
      isDigest(value) ? value : digestOf(value),
    ]);
  return textChanges(field, [before, after], collect).map((change) => ({
    ...change,
    direction: "unclear",
    dataClass: "setting",
  }));
}

/** Notes and labels that came, went or were rewritten. What they say is never shown. */
export function noteChanges(field: Field, before: JsonObject, after: JsonObject): readonly Change[] {
  const collect: Collect = ({ fields }, object) =>
    Object.entries(fields)
      .filter(([key, entry]) => entry.dataClass === "freeText" && !isEmpty(object[key]))
      .map(([key]) => [key, canonicalText(object[key] ?? "")]);
  return textChanges(field, [before, after], collect).map((change) => ({ ...change, dataClass: "freeText" }));
}

function textChanges(
  field: Field,
  [before, after]: Documents,
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
  for (const { path, field: spec, object } of objectsIn(field, document, "")) {
    for (const [key, text] of collect(spec, object))
      add(into, (path + keyStep(key)).replace(/^\./, ""), text);
  }
  return into;
}

interface PlacedObject {
  readonly path: string;
  readonly field: ObjectField;
  readonly object: JsonObject;
}

/** Every object of a document with its field. Items of a list are named by their key. */
function objectsIn(field: Field, value: Json, path: string): readonly PlacedObject[] {
  if (field.kind === "list" && field.item.kind === "object" && Array.isArray(value)) {
    return value.flatMap((item: Json, index) => {
      const name = field.key === undefined || !isJsonObject(item) ? undefined : item[field.key];
      return objectsIn(field.item, item, path + itemStep(typeof name === "string" ? name : index));
    });
  }
  if (field.kind !== "object" || !isJsonObject(value)) return [];
  const inside = Object.entries(field.fields).flatMap(([key, spec]) => {
    const entry = value[key];
    return entry === undefined ? [] : objectsIn(spec, entry, path + keyStep(key));
  });
  return [{ path, field, object: value }, ...inside];
}

/** Items with one key are told apart by nothing else, so their texts stand together. */
function add(into: Map<string, string>, path: string, text: string): void {
  const known = into.get(path);
  into.set(path, known === undefined ? text : [...known.split("\n"), text].sort().join("\n"));
}
