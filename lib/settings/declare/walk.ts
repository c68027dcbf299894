import { type Field, getField, toListField } from "../model/field.js";
import { toCompared } from "../model/live-value.js";
import { addToPath } from "../model/path.js";
import type { DeclaredNode } from "./declared-node.js";

/** A declared node with the field that it is for and where it stands. */
export interface PlacedNode {
  readonly field: Field;
  readonly node: DeclaredNode;
  readonly path: string;
}

/** Open JSON: the field for walks that look at nodes alone. */
export const anyField: Field = { kind: "json", doc: "Anything." };

type Visit = (field: Field, node: DeclaredNode, step: string | number | undefined) => void;

/** Visits the nodes right inside a declared node, each with the key or the index at which it stands. */
function visitChildren(field: Field, node: DeclaredNode, visit: Visit): void {
  const { item } = toListField(field);
  switch (node.kind) {
    case "list":
    case "arrayWith":
      for (const [index, each] of node.items.entries()) visit(item, each, index);
      break;
    case "object":
      for (const [key, entry] of node.entries) visit(getField(field, key), entry, key);
      break;
    case "oneOf":
      for (const each of node.alternatives) visit(field, each, undefined);
      break;
    case "not":
      visit(field, node.inner, undefined);
      break;
    case "eachLike":
      visit(item, node.inner, undefined);
      break;
  }
}

/** The nodes right inside a declared node. All walks over a declaration are made of this, `mapNode` or `visitNodes`. */
export function childrenOf({ field, node, path }: PlacedNode): readonly PlacedNode[] {
  const children: PlacedNode[] = [];
  visitChildren(field, node, (spec, child, step) => {
    children.push({ field: spec, node: child, path: step === undefined ? path : addToPath(path, step) });
  });
  return children;
}

/** Visits a declared node and everything inside it. Paths cost time in long lists, so this walk makes none. */
export function visitNodes(
  field: Field,
  node: DeclaredNode,
  visit: (field: Field, node: DeclaredNode) => void,
): void {
  visit(field, node);
  visitChildren(field, node, (spec, child) => visitNodes(spec, child, visit));
}

/** A copy of a declared node with changed children. */
export function mapNode(placed: PlacedNode, change: (child: PlacedNode) => DeclaredNode): DeclaredNode {
  const { node } = placed;
  const changed = childrenOf(placed).map(change);
  switch (node.kind) {
    case "list":
    case "arrayWith":
      return { ...node, items: changed };
    case "object": {
      const keys = [...node.entries.keys()];
      return { ...node, entries: new Map(changed.map((each, index) => [keys[index] ?? "", each])) };
    }
    case "oneOf":
      return { ...node, alternatives: changed };
    case "not":
    case "eachLike": {
      const [inner = node.inner] = changed;
      return { ...node, inner };
    }
    case "value":
    case "pattern":
    case "anyValue":
    case "absent":
      return node;
  }
}

/** A declared node with each literal in the one spelling by which it is compared. */
export function toComparedNode(field: Field, node: DeclaredNode): DeclaredNode {
  if (node.kind === "value") return { ...node, value: toCompared(field, node.value) };
  return mapNode({ field, node, path: "" }, (child) => toComparedNode(child.field, child.node));
}
