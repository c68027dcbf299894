import { encodeMessage, type Field } from "./proto.js";

/** The types that the null provider's attributes have. */
export type AttributeType = "string" | readonly ["map", "string"];

/** An attribute of a resource or a data source. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  /** May the configuration set it? */
  readonly optional?: true;
  /** Does the provider set it? */
  readonly computed?: true;
}

/** A `Schema` message of the plugin protocol, version 0 as hashicorp/null has it. */
export function encodeSchema(attributes: readonly Attribute[]): Uint8Array {
  const block = encodeMessage(attributes.map((attribute): Field => [2, encodeAttribute(attribute)]));
  return encodeMessage([[2, block]]);
}

function encodeAttribute({ name, type, optional, computed }: Attribute): Uint8Array {
  const fields: Field[] = [
    [1, name],
    [2, JSON.stringify(type)],
  ];
  if (optional) fields.push([5, true]);
  if (computed) fields.push([6, true]);
  return encodeMessage(fields);
}
