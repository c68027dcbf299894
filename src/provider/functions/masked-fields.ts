import {
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectNode,
} from "../../../lib/settings/index.js";
import { showText } from "../values/masks.js";

const MASKED = { exposeIdentifiers: false, maskAddresses: true };

/** Declared fields of a document that hold something masked, which nothing can be compared with. */
export function findMaskedFields(
  fields: Readonly<Record<string, Field>>,
  live: JsonObject,
  declared: ObjectNode,
): ReadonlySet<string> {
  const masked = new Set<string>();
  for (const [name, node] of declared.entries) {
    const field = fields[name];
    const value = Object.hasOwn(live, name) ? live[name] : undefined;
    if (field !== undefined && holdsMasked(field, value, listKeys(node))) masked.add(name);
  }
  return masked;
}

/** The keys that a declaration speaks of anywhere inside; `undefined` where it speaks of all. */
function listKeys(node: unknown): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  return collect(node, keys) ? undefined : keys;
}

/** Walks through nodes and their lists. Answers whether an object is compared whole. */
function collect(node: unknown, keys: Set<string>): boolean {
  if (node instanceof Map) {
    for (const [key, entry] of node) {
      keys.add(String(key));
      if (collect(entry, keys)) return true;
    }
    return false;
  }
  if (Array.isArray(node)) return node.some((item: unknown) => collect(item, keys));
  if (typeof node !== "object" || node === null) return false;
  if ("whole" in node && node.whole === true) return true;
  return Object.values(node).some((inner: unknown) => typeof inner === "object" && collect(inner, keys));
}

function holdsMasked(field: Field, value: Json | undefined, keys: ReadonlySet<string> | undefined): boolean {
  if (typeof value === "string") return isMasked(field, value);
  if (field.kind === "list" && Array.isArray(value)) {
    return value.some((item: Json) => holdsMasked(field.item, item, keys));
  }
  if (field.kind !== "object" || !isJsonObject(value)) return false;
  return Object.entries(value).some(([key, entry]) => {
    const spec = field.fields[key];
    if (spec === undefined || !(keys === undefined || keys.has(key))) return false;
    return holdsMasked(spec, entry, keys);
  });
}

/** Whether a text is a mask: masking it gives the same text, as with nothing else that people write. */
function isMasked({ dataClass }: Field, text: string): boolean {
  if (dataClass === undefined || dataClass === "setting") return false;
  return text !== "" && showText(dataClass, text, MASKED) === text;
}
