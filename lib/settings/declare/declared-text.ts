import {
  canonicalList,
  canonicalObject,
  canonicalSet,
  canonicalString,
  canonicalText,
} from "../model/canonical.js";
import { entryField, type Field, listFieldOf } from "../model/field.js";
import { canonicalScalar } from "../model/live-value.js";
import { rememberedOf } from "../model/remembered.js";
import type { DeclaredNode } from "./declared-node.js";

/** Canonical text of what is declared. It depends on the declaration alone, never on what is live. */
export function declaredText(field: Field, node: DeclaredNode): string {
  if (node.kind === "value") return canonicalText(canonicalScalar(field, node.value));
  return textOf(node, field);
}

const textOf = rememberedOf((node: Exclude<DeclaredNode, { kind: "value" }>, field: Field): string => {
  const item = listFieldOf(field).item;
  switch (node.kind) {
    case "list": {
      const items = node.items.map((entry) => declaredText(item, entry));
      const anyOrder = node.order === "any" || listFieldOf(field).order === "unordered";
      return anyOrder ? canonicalSet(items) : canonicalList(items);
    }
    case "object":
      return canonicalObject(
        [...node.entries].map(([key, entry]) => [key, declaredText(entryField(field, key), entry)]),
      );
    case "pattern":
      return `stringLikeRegexp(${canonicalString(node.source)})`;
    case "not":
      return `not(${declaredText(field, node.inner)})`;
    case "oneOf":
      return `oneOf(${node.alternatives.map((entry) => declaredText(field, entry)).join(",")})`;
    case "eachLike":
      return `eachLike(${declaredText(item, node.inner)}${node.allowEmpty ? ",allowEmpty" : ""})`;
    case "arrayWith": {
      const items = node.items.map((entry) => declaredText(item, entry));
      const list = listFieldOf(field).order === "unordered" ? canonicalSet(items) : canonicalList(items);
      return `arrayWith(${list}${node.allowUnmask === true ? ",allowUnmask" : ""})`;
    }
    case "anyValue":
    case "absent":
      return `${node.kind}()`;
  }
});
