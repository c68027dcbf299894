import type { CtyType } from "../cty/type.js";
import type { Attribute, Block, NestedBlock, Schema } from "../provider/schema.js";

const types = new WeakMap<Schema, CtyType>();

/** The type of the object that a schema describes. */
export function impliedType(schema: Schema): CtyType {
  const known = types.get(schema);
  if (known !== undefined) return known;
  const type = typeOfBlock(schema);
  types.set(schema, type);
  return type;
}

function typeOfBlock({ attributes, blocks = {} }: Block): CtyType {
  return [
    "object",
    Object.fromEntries([
      ...Object.entries(attributes).map(([name, attribute]) => [name, typeOfAttribute(attribute)] as const),
      ...Object.entries(blocks).map(([name, block]) => [name, typeOfNestedBlock(block)] as const),
    ]),
  ];
}

function typeOfAttribute({ type, nested }: Attribute): CtyType {
  if (nested === undefined) return type;
  return nest(nested.nesting, typeOfBlock({ attributes: nested.attributes }));
}

function typeOfNestedBlock({ nesting, block }: NestedBlock): CtyType {
  return nest(nesting === "group" ? "single" : nesting, typeOfBlock(block));
}

function nest(nesting: "single" | "list" | "set" | "map", type: CtyType): CtyType {
  return nesting === "single" ? type : [nesting, type];
}
