import type { ProviderFunction } from "../provider/provider-function.js";
import type { Attribute, Block, NestedAttributes, NestedBlock, Schema } from "../provider/schema.js";
import { encodeMessage, type Field } from "../wire/message.js";

const MARKDOWN = 1;
const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;

/** A `Schema` message. */
export function encodeSchema(schema: Schema): Uint8Array {
  return encodeMessage([
    [1, schema.version ?? 0],
    [2, encodeBlock(schema)],
  ]);
}

function encodeBlock({ attributes, blocks = {}, description, deprecated = false }: Block): Uint8Array {
  return encodeMessage([
    ...encodeAttributes(attributes, 2),
    ...Object.entries(blocks).map(([name, block]): Field => [3, encodeNestedBlock(name, block)]),
    ...describe(description, { text: 4, kind: 5 }),
    [6, deprecated],
  ]);
}

function encodeAttributes(attributes: Block["attributes"], fieldNumber: number): readonly Field[] {
  return Object.entries(attributes).map(([name, attribute]) => [
    fieldNumber,
    encodeAttribute(name, attribute),
  ]);
}

function encodeAttribute(name: string, attribute: Attribute): Uint8Array {
  return encodeMessage([
    [1, name],
    attribute.nested === undefined
      ? [2, JSON.stringify(attribute.type)]
      : [10, encodeNestedAttributes(attribute.nested)],
    ...describe(attribute.description, { text: 3, kind: 8 }),
    [4, attribute.required ?? false],
    [5, attribute.optional ?? false],
    [6, attribute.computed ?? false],
    [7, attribute.sensitive ?? false],
    [9, attribute.deprecated ?? false],
  ]);
}

function encodeNestedAttributes({ nesting, attributes }: NestedAttributes): Uint8Array {
  return encodeMessage([...encodeAttributes(attributes, 1), [3, NESTING[nesting]]]);
}

function encodeNestedBlock(name: string, { nesting, block, minItems, maxItems }: NestedBlock): Uint8Array {
  return encodeMessage([
    [1, name],
    [2, encodeBlock(block)],
    [3, NESTING[nesting]],
    [4, minItems ?? 0],
    [5, maxItems ?? 0],
  ]);
}

/** A `Function` message. */
export function encodeFunction({
  parameters,
  variadic,
  returns,
  summary = "",
  description,
}: ProviderFunction): Uint8Array {
  const fields = parameters.map((parameter): Field => [1, encodeParameter(parameter)]);
  if (variadic !== undefined) fields.push([2, encodeParameter(variadic)]);
  return encodeMessage([
    ...fields,
    [3, encodeMessage([[1, JSON.stringify(returns)]])],
    [4, summary],
    ...describe(description, { text: 5, kind: 6 }),
  ]);
}

function encodeParameter(parameter: ProviderFunction["parameters"][number]): Uint8Array {
  return encodeMessage([
    [1, parameter.name],
    [2, JSON.stringify(parameter.type)],
    [3, parameter.allowNull ?? false],
    [4, parameter.allowUnknown ?? false],
    ...describe(parameter.description, { text: 5, kind: 6 }),
  ]);
}

function describe(
  description: string | undefined,
  fieldNumbers: { readonly text: number; readonly kind: number },
): readonly Field[] {
  if (description === undefined) return [];
  return [
    [fieldNumbers.text, description],
    [fieldNumbers.kind, MARKDOWN],
  ];
}
