/**
 * A type of Terraform's type system (cty), in the JSON form that the plugin protocol uses: `"string"`,
 * `["list", "number"]`, `["object", { name: "string" }]`.
 */
export type CtyType = PrimitiveType | CompoundType;

/** `"dynamic"` stands for a value that carries its own type. */
export type PrimitiveType = "string" | "number" | "bool" | "dynamic";

export type CompoundType =
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["tuple", readonly CtyType[]]
  | readonly ["object", Readonly<Record<string, CtyType>>];

/** A deeper type or value is refused: no configuration needs one, and reading it would exhaust the stack. */
export const MAX_DEPTH = 500;

const PRIMITIVES: ReadonlySet<unknown> = new Set(["string", "number", "bool", "dynamic"]);

/**
 * Reads a type from its JSON text.
 * @throws {TypeError} if it is none
 */
export function parseType(json: string): CtyType {
  return readType(JSON.parse(json), 0);
}

function readType(value: unknown, depth: number): CtyType {
  if (depth > MAX_DEPTH) throw new RangeError(`a type is nested deeper than ${MAX_DEPTH} levels`);
  if (isPrimitive(value)) return value;
  if (!Array.isArray(value)) throw new TypeError("this is not the JSON of a Terraform type");
  const [kind, inner]: readonly unknown[] = value;
  switch (kind) {
    case "list":
    case "set":
    case "map":
      return [kind, readType(inner, depth + 1)];
    case "tuple":
      if (!Array.isArray(inner)) break;
      return ["tuple", inner.map((element) => readType(element, depth + 1))];
    case "object":
      if (typeof inner !== "object" || inner === null) break;
      return [
        "object",
        Object.fromEntries(
          Object.entries(inner).map(([name, attribute]) => [name, readType(attribute, depth + 1)]),
        ),
      ];
  }
  throw new TypeError("this is not the JSON of a Terraform type");
}

function isPrimitive(value: unknown): value is PrimitiveType {
  return PRIMITIVES.has(value);
}
