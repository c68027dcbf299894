import type { Configurable } from "../provider/call.js";
import type { Provider } from "../provider/provider.js";
import { encodeMessage, type Field } from "../wire/message.js";
import type { Rpcs } from "./rpc.js";
import { encodeFunction, encodeSchema } from "./schema-message.js";

/** `get_provider_schema_optional`: Terraform then asks for the schema once for each command. */
const CAPABILITIES = encodeMessage([[2, true]]);

export const schemaCalls: Rpcs = {
  GetProviderSchema: {
    diagnostics: 4,
    answer: (provider) => ({
      fields: [
        [1, encodeSchema(provider.schema)],
        ...schemas(2, provider.resources),
        ...schemas(3, provider.dataSources),
        [6, CAPABILITIES],
        ...functions(7, provider),
        ...schemas(8, provider.ephemeralResources),
      ],
    }),
  },

  GetFunctions: { diagnostics: 2, answer: (provider) => ({ fields: functions(1, provider) }) },

  GetMetadata: {
    diagnostics: 2,
    answer: (provider) => ({
      fields: [
        [1, CAPABILITIES],
        ...names(3, provider.dataSources),
        ...names(4, provider.resources),
        ...names(5, provider.functions),
        ...names(6, provider.ephemeralResources),
      ],
    }),
  },

  /** No resource has an identity beside its state. */
  GetResourceIdentitySchemas: { diagnostics: 2, answer: () => ({}) },
};

function schemas(fieldNumber: number, table: Readonly<Record<string, Configurable>> = {}): readonly Field[] {
  return Object.entries(table).map(([name, { schema }]) => mapEntry(fieldNumber, name, encodeSchema(schema)));
}

function functions(fieldNumber: number, provider: Provider): readonly Field[] {
  return Object.entries(provider.functions ?? {}).map(([name, each]) =>
    mapEntry(fieldNumber, name, encodeFunction(each)),
  );
}

function names(fieldNumber: number, table: Readonly<Record<string, unknown>> = {}): readonly Field[] {
  return Object.keys(table).map((name) => [fieldNumber, encodeMessage([[1, name]])]);
}

/** An entry of a map field. */
function mapEntry(fieldNumber: number, key: string, value: Uint8Array): Field {
  return [
    fieldNumber,
    encodeMessage([
      [1, key],
      [2, value],
    ]),
  ];
}
