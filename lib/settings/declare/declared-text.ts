import {
  canonicalize,
  canonicalizeList,
  canonicalizeObject,
  canonicalizeSet,
  canonicalizeString,
} from "../model/canonical.js";
import { type Field, getField, toListField } from "../model/field.js";
import { spellScalar } from "../model/live-value.js";
import { rememberByObject } from "../model/remember.js";
import type { DeclaredNode } from "./declared-node.js";

/** Canonical text of what is declared. It depends on the declaration alone, never on what is live. */
export function spellDeclared(field: Field, node: DeclaredNode): string {
  if (node.kind === "value") return canonicalize(spellScalar(field, node.value));
  return textOf(node, field);
}

const textOf = rememberByObject((node: Exclude<DeclaredNode, { kind: "value" }>, field: Field): string => {
  const item = toListField(field).item;
  switch (node.kind) {
    case "list": {
      const items = node.items.map((entry) => spellDeclared(item, entry));
      const anyOrder = node.order === "any" || toListField(field).order === "unordered";
      return anyOrder ? canonicalizeSet(items) : canonicalizeList(items);
    }
    case "object":
      return canonicalizeObject(
        [...node.entries].map(([key, entry]) => [key, spellDeclared(getField(field, key), entry)]),
      );
    case "pattern":
      return `stringLikeRegexp(${canonicalizeString(node.source)})`;
    case "not":
      return `not(${spellDeclared(field, node.inner)})`;
    case "oneOf":
      return `oneOf(${node.alternatives.map((entry) => spellDeclared(field, entry)).join(",")})`;
    case "eachLike":
      return `eachLike(${spellDeclared(item, node.inner)}${node.allowEmpty ? ",allowEmpty" : ""})`;
    case "arrayWith": {
      const items = node.items.map((entry) => spellDeclared(item, entry));
      const list =
        toListField(field).order === "unordered" ? canonicalizeSet(items) : canonicalizeList(items);
      return `arrayWith(${list}${node.allowUnmask === true ? ",allowUnmask" : ""})`;
    }
    case "anyValue":
    case "absent":
      return `${node.kind}()`;
  }
});
