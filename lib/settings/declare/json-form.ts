import { type Field, getField, type Rules, toListField, toObjectField } from "../model/field.js";
import { createBare, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { toSnake } from "../model/keys.js";
import type { DeclaredNode, ObjectNode } from "./declared-node.js";
import { findMatcher, WITH_MATCHERS, withMatchersIn } from "./matcher-names.js";
import type { Style } from "./node-reader.js";

/**
 * The one JSON form of a declaration, or of any part of it. It holds everything that decides: matchers and their options, whether an object
 * is a rule, partial or whole, and the order of lists. What a rule implies is not written, so that reading it implies
 * it again. Names of fields and matchers are snake_case; open JSON is written as it is.
 */
export function writeDeclaration(field: Field, node: DeclaredNode): Json {
  return writeNode(field, node, "plain");
}

/** The JSON form of a part of a declaration, as it is read at a place of the given style. */
function writeNode(field: Field, node: DeclaredNode, style: Style): Json {
  const spec = node.kind === "object" ? toObjectField(field) : field;
  if (spec.kind !== "json") return writeMatched(spec, node, style);
  // A bare null is refused here as well: it may be an unset variable rather than data.
  const data = writeData(node, style) ?? null;
  // In place of a list an object may be a matcher without being marked.
  const isTaken =
    isJsonObject(data) && (withMatchersIn(data) !== undefined || (spec !== field && isAmbiguous(data)));
  return data === null || isTaken ? { [WITH_MATCHERS]: writeMatched(spec, node, style) } : data;
}

/** As `writeNode`, where open JSON may hold matchers. */
function writeMatched(field: Field, node: DeclaredNode, style: Style): Json {
  const writeInner = field.kind === "json" ? writeMatched : writeNode;
  switch (node.kind) {
    case "value":
      // A bare null is refused where a field has a type, because an unset variable makes one.
      return node.value === null && field.kind !== "json" ? { exact: null } : node.value;
    case "list": {
      const items = writeItems(field, node.items, node.whole ? "whole" : "plain");
      const wraps = node.whole && style !== "whole";
      if (node.order === "field") return wraps ? { array_equals: items } : items;
      return wraps ? { exact: { any_order: items } } : { any_order: items };
    }
    case "object":
      return writeObject(field, node, style);
    case "arrayWith": {
      const items = writeItems(field, node.items, "plain");
      return { array_with: node.allowUnmask ? { items, allow_unmask: true } : items };
    }
    case "eachLike": {
      const item = writeInner(toListField(field).item, node.inner, "partial");
      const bare = !node.allowEmpty && !(isJsonObject(item) && "item" in item);
      return { each_like: bare ? item : { item, ...(node.allowEmpty ? { allow_empty: true } : {}) } };
    }
    case "oneOf":
      return { one_of: node.alternatives.map((each) => writeInner(field, each, style)) };
    case "not":
      return { not: writeInner(field, node.inner, style) };
    case "pattern":
      return { string_like_regexp: node.source };
    case "anyValue":
      return { any_value: true };
    case "absent":
      return { absent: true };
  }
}

function writeItems(field: Field, nodes: readonly DeclaredNode[], style: Style): readonly Json[] {
  const { item } = toListField(field);
  return nodes.map((node) => (field.kind === "json" ? writeMatched : writeNode)(item, node, style));
}

function writeObject(field: Field, node: ObjectNode, style: Style): Json {
  const entries = createBare<Json>();
  for (const [key, entry] of node.entries) {
    if ("implied" in entry) continue;
    const writeInner = field.kind === "json" ? writeMatched : writeNode;
    const name = field.kind === "json" ? key : toSnake(key);
    entries[name] = writeInner(getField(field, key), entry, node.whole ? "whole" : "plain");
  }
  return isPlain(field, node, style) && !isAmbiguous(entries)
    ? entries
    : { [node.whole ? "object_equals" : "object_like"]: entries };
}

/** Whether an object without a matcher around it is read as this node. */
function isPlain({ required = [], implied = [] }: Rules, node: ObjectNode, style: Style): boolean {
  if (node.whole !== (style === "whole")) return false;
  if (style !== "plain") return true;
  return [...required, ...implied.map((each) => each.field)].every((key) => node.entries.has(key));
}

/** Whether data would be taken for a matcher. No field is called like one. */
function isAmbiguous(entries: JsonObject): boolean {
  return Object.keys(entries).some((key) => findMatcher(key) !== undefined);
}

/** The open JSON that is read as this node without any matcher; `undefined` where there is none. */
function writeData(node: DeclaredNode, style: Style): Json | undefined {
  const inner = style === "whole" ? style : "plain";
  if (node.kind === "value") return node.value;
  if (node.kind !== "list" && node.kind !== "object") return undefined;
  if (node.whole !== (style === "whole")) return undefined;
  if (node.kind === "list") {
    const items = node.items.map((item) => writeData(item, inner));
    return node.order === "field" && items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries = createBare<Json>();
  for (const [key, entry] of node.entries) {
    const data = writeData(entry, inner);
    if (data === undefined) return undefined;
    entries[key] = data;
  }
  return entries;
}
