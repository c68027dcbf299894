import type { Field } from "../model/field.js";
import { comparedScalar } from "../model/live-value.js";
import type { DeclaredNode } from "./declared-node.js";
import { mapNode } from "./walk.js";

/** A declared node with each literal in the one spelling by which it is compared. */
export function comparedNode(field: Field, node: DeclaredNode): DeclaredNode {
  if (node.kind !== "value")
    return mapNode({ field, node, path: "" }, (child) => comparedNode(child.field, child.node));
  const value = comparedScalar(field, node.value);
  return node.enough === undefined
    ? { ...node, value }
    : { ...node, value, enough: node.enough.map((each) => comparedScalar(field, each)) };
}
