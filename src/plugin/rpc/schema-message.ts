import type { Parameter, ProviderFunction } from "../provider/provider-function.js";
import type { Attribute, Attributes, NestedAttributes, Schema } from "../provider/schema.js";
import { encodeMessage, type Field } from "../wire/message.js";

const MARKDOWN = 1;
const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** A `Schema` message, with the block in it. */
export function encodeSchema({ version = 0, attributes, description }: Schema): Uint8Array {
  const block = [...encodeAttributes(attributes, 2), ...describe(description, { text: 4, kind: 5 })];
  return encodeMessage([
    [1, version],
    [2, encodeMessage(block)],
  ]);
}

function encodeAttributes(attributes: Attributes, fieldNumber: number): readonly Field[] {
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
  ]);
}

function encodeNestedAttributes({ nesting, attributes }: NestedAttributes): Uint8Array {
  return encodeMessage([...encodeAttributes(attributes, 1), [3, NESTING[nesting]]]);
}

/** A `Function` message. */
export function encodeFunction(described: ProviderFunction): Uint8Array {
  const { parameters, returns, summary = "", description } = described;
  return encodeMessage([
    ...parameters.map((parameter): Field => [1, encodeParameter(parameter)]),
    [3, encodeMessage([[1, JSON.stringify(returns)]])],
    [4, summary],
    ...describe(description, { text: 5, kind: 6 }),
  ]);
}

function encodeParameter({ name, type, description }: Parameter): Uint8Array {
  return encodeMessage([
    [1, name],
    [2, JSON.stringify(type)],
    ...describe(description, { text: 5, kind: 6 }),
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
