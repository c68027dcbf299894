export type Tree = Readonly<Record<string, unknown>>;

export function asTree(value: unknown): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

/** Terraform JSON writes one block as an object or as a list of one. */
export function blocksOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.map(asTree) : value === undefined ? [] : [asTree(value)];
}
