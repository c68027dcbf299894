/**
 * A type of Terraform's type system (cty), in the JSON form that the plugin protocol uses: `"string"`,
 * `["list", "number"]`, `["object", { name: "string" }]`. `"dynamic"` stands for a value that carries its own type.
 */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["tuple", readonly CtyType[]]
  | readonly ["object", Readonly<Record<string, CtyType>>];
