import type { DeclaredNode, ObjectNode } from "../declare/declared-node.js";
import { visitNodes } from "../declare/walk.js";
import { type ListField, namingField, type ObjectField } from "../model/field.js";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../model/json.js";
import { comparedScalar } from "../model/live-value.js";
import { itemStep, keyStep } from "../model/path.js";

const LABEL = 120;

/** Reserved fields that hold something and that nobody declared, as paths. */
export function reservedInUse(field: ObjectField, live: JsonObject, declared: ObjectNode): readonly string[] {
  const paths: string[] = [];
  for (const [key, spec] of Object.entries(field.fields)) {
    const value = live[key];
    if (spec.reserved === "empty" && !declared.entries.has(key) && isInUse(value)) paths.push(key);
    if (spec.kind !== "list" || spec.item.kind !== "object" || !Array.isArray(value)) continue;
    for (const [itemKey, itemSpec] of Object.entries(spec.item.fields)) {
      if (itemSpec.reserved !== 0) continue;
      // Hardly any live item uses a reserved field, so the declaration is walked only where one does.
      let said: Said | undefined;
      value.forEach((item: Json, index) => {
        if (!isJsonObject(item) || (item[itemKey] ?? 0) === 0) return;
        const name = spec.key === undefined ? undefined : item[spec.key];
        said ??= whoSays(declared.entries.get(key), spec, itemKey);
        if (
          said.everyone ||
          (typeof name === "string" && said.names.has(comparedScalar(namingField(spec), name)))
        )
          return;
        const label = typeof name === "string" ? name.slice(0, LABEL) : index;
        paths.push(`${key}${itemStep(label)}${keyStep(itemKey)}`);
      });
    }
  }
  return paths.sort();
}

interface Said {
  /** Whether a declared item without a literal name has the field. */
  everyone: boolean;
  readonly names: Set<Scalar>;
}

/** Declared items that write a reserved field themselves. */
function whoSays(node: DeclaredNode | undefined, list: ListField, key: string): Said {
  const said: Said = { everyone: false, names: new Set() };
  if (node === undefined) return said;
  visitNodes(list, node, (_field, each) => {
    if (each.kind !== "object" || !each.entries.has(key)) return;
    const name = list.key === undefined ? undefined : each.entries.get(list.key);
    if (name?.kind === "value") said.names.add(comparedScalar(namingField(list), name.value));
    else said.everyone = true;
  });
  return said;
}

function isInUse(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
