import type { Configurable } from "../provider/call.js";
import type { Parameter, ProviderFunction } from "../provider/provider-function.js";
import type { Attribute, Attributes, NestedAttributes } from "../provider/schema.js";
import { encodeMessage, type Field } from "../wire/message.js";
import type { Rpcs } from "./rpc.js";

const MARKDOWN = 1;
const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;
/** `get_provider_schema_optional`: Terraform then asks for the schema once for each command. */
const CAPABILITIES = encodeMessage([[2, true]]);

export const schemaCalls: Rpcs = {
  GetProviderSchema: {
    diagnostics: 4,
    answer: (provider) => ({
      fields: [
        [1, encodeSchema(provider)],
        ...mapField(2, provider.resources, encodeSchema),
        ...mapField(3, provider.dataSources, encodeSchema),
        [6, CAPABILITIES],
        ...mapField(7, provider.functions, encodeFunction),
        ...mapField(8, provider.ephemeralResources, encodeSchema),
      ],
    }),
  },

  GetFunctions: {
    diagnostics: 2,
    answer: ({ functions }) => ({ fields: mapField(1, functions, encodeFunction) }),
  },

  GetMetadata: {
    diagnostics: 2,
    answer: (provider) => ({
      fields: [
        [1, CAPABILITIES],
        ...encodeNames(3, provider.dataSources),
        ...encodeNames(4, provider.resources),
        ...encodeNames(5, provider.functions),
        ...encodeNames(6, provider.ephemeralResources),
      ],
    }),
  },

  /** No resource has an identity beside its state. */
  GetResourceIdentitySchemas: { diagnostics: 2, answer: () => ({}) },
};

/** A map field: an entry for each entry of a table. */
function mapField<T>(
  fieldNumber: number,
  table: Readonly<Record<string, T>> | undefined,
  encode: (value: T) => Uint8Array,
): readonly Field[] {
  return Object.entries(table ?? {}).map(([name, each]) => {
    const entry: readonly Field[] = [
      [1, name],
      [2, encode(each)],
    ];
    return [fieldNumber, encodeMessage(entry)];
  });
}

function encodeNames(fieldNumber: number, table: Readonly<Record<string, unknown>> = {}): readonly Field[] {
  return Object.keys(table).map((name) => [fieldNumber, encodeMessage([[1, name]])]);
}

/** A `Schema` message, with the block in it. */
function encodeSchema({ schema }: Configurable): Uint8Array {
  const { version = 0, attributes, description } = schema;
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
function encodeFunction(described: ProviderFunction): Uint8Array {
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
