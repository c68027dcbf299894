import type { Call } from "../provider/call.js";
import type { Provider } from "../provider/provider.js";
import { FunctionError, type ProviderFunction } from "../provider/provider-function.js";
import { encodeMessage, type Field, type Message } from "../wire/message.js";
import { readValue, writeValue } from "./dynamic-value.js";
import { findType } from "./find-type.js";

/** The `CallFunction` response, which has no diagnostics: what is thrown becomes its error. */
export async function callFunction(
  provider: Provider,
  request: Message,
  call: Call,
): Promise<readonly Field[]> {
  const called = findType("function", provider.functions, request.text(1));
  const args = request.messages(2).map((argument, index) => {
    return readValue(argument, parameterAt(called, index).type);
  });
  return [[1, writeValue(await called.call(args, call), called.returns)]];
}

/** The field of a `CallFunction` response that says why there is no result. */
export function functionErrorField(error: unknown, text: string): Field {
  const fields: Field[] = [[1, text]];
  if (error instanceof FunctionError && error.argument !== undefined) fields.push([2, error.argument]);
  return [2, encodeMessage(fields)];
}

function parameterAt({ parameters, variadic }: ProviderFunction, index: number) {
  const parameter = parameters[index] ?? variadic;
  if (parameter === undefined) throw new FunctionError("there are too many arguments", index);
  return parameter;
}
