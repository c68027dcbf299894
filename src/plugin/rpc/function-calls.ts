import { FunctionError, type ProviderFunction } from "../provider/provider-function.js";
import { encodeMessage, type Field } from "../wire/message.js";
import { readValue, writeValue } from "./dynamic-value.js";
import { findType, type Rpcs } from "./rpc.js";

export const functionCalls: Rpcs = {
  CallFunction: {
    diagnostics: 2,
    async answer(provider, request, call) {
      const called = findType("function", provider.functions, request.getText(1));
      const args = request.getMessages(2).map((argument, index) => {
        return readValue(argument, getParameter(called, index).type);
      });
      return { fields: [[1, writeValue(await called.call(args, call), called.returns)]] };
    },
    encodeError(error, { summary, detail = summary }) {
      const fields: Field[] = [[1, detail]];
      if (error instanceof FunctionError && error.argument !== undefined) fields.push([2, error.argument]);
      return encodeMessage(fields);
    },
  },
};

function getParameter({ parameters }: ProviderFunction, index: number) {
  const parameter = parameters[index];
  if (parameter === undefined) throw new FunctionError("there are too many arguments", index);
  return parameter;
}
