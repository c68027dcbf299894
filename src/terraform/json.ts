/** A JSON object whose members are not known yet. */
export type Tree = Readonly<Record<string, unknown>>;

/** The parsed text; `undefined`, which no JSON text gives, where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Is it an object, and no array? */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object; an empty one where it is something else. */
export function asTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** The objects of an array; none where it is not one. */
export function toTrees(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

/** The text, or nothing where it is not text. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
