import type { DeclaredNode, ObjectNode } from "../declare/declared-node.js";
import { visitNodes } from "../declare/walk.js";
import type { ListField, ObjectField } from "../model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { toItemStep, toKeyStep } from "../model/path.js";
import { findLiteralKey, readName, toLiveItem } from "./live-items.js";

const LABEL = 120;

/** Reserved fields that hold something and that nobody declared, as paths. */
export function findReserved(field: ObjectField, live: JsonObject, declared: ObjectNode): readonly string[] {
  const paths: string[] = [];
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = live[key];
    if (spec.reserved === "empty" && !declared.entries.has(key) && isInUse(value)) paths.push(key);
    if (spec.kind !== "list" || spec.item.kind !== "object" || !Array.isArray(value)) continue;
    for (const [itemKey, itemSpec] of Object.entries(spec.item.fields)) {
      if (itemSpec.reserved !== 0) continue;
      // Hardly any live item uses a reserved field, so the declaration is walked only where one does.
      let said: ReadonlySet<string | undefined> | undefined;
      value.forEach((item: Json, index) => {
        if (!isJsonObject(item) || (item[itemKey] ?? 0) === 0) return;
        said ??= listWriterKeys(declared.entries.get(key), spec, itemKey);
        if (said.has(undefined) || said.has(toLiveItem(spec, item, index).key)) return;
        const name = readName(spec, item);
        const label = typeof name === "string" ? name.slice(0, LABEL) : index;
        paths.push(`${key}${toItemStep(label)}${toKeyStep(itemKey)}`);
      });
    }
  }
  return paths.sort();
}

/** The keys of the declared items that declare the field `written`. An item whose key is no literal gives `undefined`. */
function listWriterKeys(
  node: DeclaredNode | undefined,
  list: ListField,
  written: string,
): ReadonlySet<string | undefined> {
  const keys = new Set<string | undefined>();
  if (node === undefined) return keys;
  visitNodes(list, node, (_field, each) => {
    if (each.kind === "object" && each.entries.has(written)) keys.add(findLiteralKey(list, each));
  });
  return keys;
}

function isInUse(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
