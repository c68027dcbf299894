import type { CtyType } from "../cty/type.js";
import type { Attribute, Attributes, Schema } from "../provider/schema.js";

const impliedTypes = new WeakMap<Schema, CtyType>();

/** The type of the object that a schema describes. */
export function impliedType(schema: Schema): CtyType {
  const known = impliedTypes.get(schema);
  if (known !== undefined) return known;
  const type = typeOfAttributes(schema.attributes);
  impliedTypes.set(schema, type);
  return type;
}

function typeOfAttributes(attributes: Attributes): CtyType {
  const types = Object.entries(attributes).map(([name, attribute]) => [name, typeOf(attribute)] as const);
  return ["object", Object.fromEntries(types)];
}

function typeOf({ type, nested }: Attribute): CtyType {
  if (nested === undefined) return type;
  const inner = typeOfAttributes(nested.attributes);
  return nested.nesting === "single" ? inner : [nested.nesting, inner];
}
