import type { CtyObject } from "../cty/value.js";
import type { Answer } from "../provider/call.js";
import type { RenewAnswer } from "../provider/ephemeral-resource.js";
import type { Schema } from "../provider/schema.js";
import { encodeMessage, type Field, type Message } from "../wire/message.js";
import { hasError } from "./diagnostic-message.js";
import { readConfig, writeObject } from "./dynamic-value.js";
import { findType, type Rpcs } from "./rpc.js";

export const readCalls: Rpcs = {
  ReadDataSource: {
    diagnostics: 2,
    async answer(provider, request, call) {
      const { schema, read } = findType("data source", provider.dataSources, request.text(1));
      const answer = await read({ config: readConfig(request.message(2), schema) }, call);
      return { ...answer, fields: objectFields(1, answer.state, { ...answer, schema }) };
    },
  },

  OpenEphemeralResource: {
    diagnostics: 1,
    async answer(provider, request, call) {
      const { schema, open } = findType("ephemeral resource", provider.ephemeralResources, request.text(1));
      const answer = await open({ config: readConfig(request.message(2), schema) }, call);
      const result = objectFields(3, answer.result, { ...answer, schema });
      return { ...answer, fields: [...renewalFields(answer, { renewAt: 2, privateData: 4 }), ...result] };
    },
  },

  RenewEphemeralResource: {
    diagnostics: 1,
    async answer(provider, request, call) {
      const { renew } = findType("ephemeral resource", provider.ephemeralResources, request.text(1));
      if (renew === undefined) throw new Error("this ephemeral resource is never renewed");
      const answer = await renew(privateOf(request), call);
      return { ...answer, fields: renewalFields(answer, { renewAt: 2, privateData: 3 }) };
    },
  },

  CloseEphemeralResource: {
    diagnostics: 1,
    async answer(provider, request, call) {
      const { close } = findType("ephemeral resource", provider.ephemeralResources, request.text(1));
      return { diagnostics: (await close?.(privateOf(request), call)) ?? [] };
    },
  },
};

function privateOf(request: Message): { readonly privateData: Uint8Array } {
  return { privateData: request.bytes(2) };
}

/** @throws {Error} if there is neither an object nor an error: nothing that was read is not a success */
function objectFields(
  fieldNumber: number,
  object: CtyObject | undefined,
  { schema, diagnostics }: Answer & { readonly schema: Schema },
): readonly Field[] {
  if (object !== undefined) return [[fieldNumber, writeObject(object, schema)]];
  if (hasError(diagnostics)) return [];
  throw new Error("the provider answered neither a value nor an error");
}

function renewalFields(
  { renewAt, privateData }: RenewAnswer,
  fieldNumbers: { readonly renewAt: number; readonly privateData: number },
): readonly Field[] {
  const fields: Field[] = [];
  if (renewAt !== undefined) fields.push([fieldNumbers.renewAt, encodeTimestamp(renewAt)]);
  if (privateData !== undefined) fields.push([fieldNumbers.privateData, privateData]);
  return fields;
}

/** A `google.protobuf.Timestamp`. */
function encodeTimestamp(date: Date): Uint8Array {
  const milliseconds = date.getTime();
  return encodeMessage([
    [1, Math.floor(milliseconds / 1000)],
    [2, (milliseconds % 1000) * 1_000_000],
  ]);
}
