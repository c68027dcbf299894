import { encodeValue } from "../../src/plugin/cty/encode-value.js";
import type { CtyValue, Provider, Schema } from "../../src/plugin/index.js";
import { answerCall } from "../../src/plugin/rpc/answer-call.js";
import { buildImpliedType } from "../../src/plugin/rpc/dynamic-value.js";
import { encodeMessage, type Field, Message } from "../../src/plugin/wire/message.js";

/** The response of a provider to a call with these fields. */
export async function answerOf(
  provider: Provider,
  name: string,
  fields: readonly Field[] = [],
): Promise<Message> {
  const request = {
    name,
    body: encodeMessage(fields),
    call: { signal: new AbortController().signal },
    loadProvider: () => Promise.resolve(provider),
  };
  return new Message(await answerCall(request));
}

/** A `DynamicValue` message of a schema's object; what is left out is null. */
export function dynamicValue(
  schema: Schema,
  attributes: Readonly<Record<string, CtyValue>> = {},
): Uint8Array {
  const object = new Map(Object.entries(attributes));
  return encodeMessage([[1, encodeValue(object, buildImpliedType(schema))]]);
}

/** Severity, summary, detail and path of the diagnostics in a field. */
export function diagnosticsOf(response: Message, fieldNumber: number): readonly unknown[] {
  return response.getMessages(fieldNumber).map((diagnostic) => ({
    severity: ["", "error", "warning"][diagnostic.getNumber(1)],
    summary: diagnostic.getText(2),
    detail: diagnostic.getText(3),
    path: diagnostic
      .getMessage(4)
      .getMessages(1)
      .map((step) => step.getText(1) || step.getText(2) || step.getNumber(3)),
  }));
}
