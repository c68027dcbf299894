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
