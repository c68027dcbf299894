import { isJsonObject } from "../settings/model/json.js";

/** Terraform JSON of a stack, or a block in it. */
export type Tree = Record<string, unknown>;

/** A block; nothing where it is no single object. */
export function asTree(value: unknown): Tree {
  return isJsonObject(value) ? (value as Tree) : {};
}

/** The entries of a list; none where it is no list. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Blocks that the gate is written into. Terraform also takes lists of such blocks, which only an override writes. */
const SINGLE = [
  ["terraform"],
  ["terraform", "required_providers"],
  ["data"],
  ["ephemeral"],
  ["check"],
  ["provider"],
] as const;

/** Those that are there and are no single object: nothing could be added to them, or found in them again. */
export function findOddBlocks(tree: unknown): readonly string[] {
  return SINGLE.flatMap((path) => {
    const found = path.reduce((within, key) => (isJsonObject(within) ? within[key] : undefined), tree);
    return found === undefined || found === null || isJsonObject(found) ? [] : [path.join(".")];
  });
}
