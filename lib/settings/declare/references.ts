import type { DeclaredNode } from "./declared-node.js";
import { anyField, childrenOf, type PlacedNode, visitNodes } from "./walk.js";

/** Every value that is the text of a Terraform reference, with its path. */
export function listReferences(node: DeclaredNode, path: string): readonly { path: string; text: string }[] {
  let any = false;
  visitNodes(anyField, node, (_field, each) => {
    any ||= "reference" in each;
  });
  return any ? listPlacedReferences({ field: anyField, node, path }) : [];
}

function listPlacedReferences(placed: PlacedNode): readonly { path: string; text: string }[] {
  const { node, path } = placed;
  if ("reference" in node) return [{ path, text: String(node.value) }];
  return childrenOf(placed).flatMap(listPlacedReferences);
}
