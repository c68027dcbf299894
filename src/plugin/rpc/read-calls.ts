import type { DataSource } from "../provider/data-source.js";
import type { Provider } from "../provider/provider.js";
import { hasError } from "./diagnostic-message.js";
import { readConfig, writeObject } from "./dynamic-value.js";
import { findType, type Rpc, type Rpcs } from "./rpc.js";

export const readCalls: Rpcs = {
  ReadDataSource: readType("data source", ({ dataSources }) => dataSources, { state: 1, diagnostics: 2 }),
  OpenEphemeralResource: readType("ephemeral resource", ({ ephemeralResources }) => ephemeralResources, {
    state: 3,
    diagnostics: 1,
  }),
  /** Terraform closes whatever it opened. Nothing is held open. */
  CloseEphemeralResource: { diagnostics: 1, answer: () => ({}) },
};

/** An answer with neither an object nor an error is an error: nothing that was read is not a success. */
function readType(
  kind: string,
  tableOf: (provider: Provider) => Readonly<Record<string, DataSource>> | undefined,
  fieldNumbers: { readonly state: number; readonly diagnostics: number },
): Rpc {
  return {
    diagnostics: fieldNumbers.diagnostics,
    async answer(provider, request, call) {
      const { schema, read } = findType(kind, tableOf(provider), request.getText(1));
      const { state, ...answer } = await read({ config: readConfig(request.getMessage(2), schema) }, call);
      if (state !== undefined)
        return { ...answer, fields: [[fieldNumbers.state, writeObject(state, schema)]] };
      if (hasError(answer.diagnostics)) return answer;
      throw new Error("the provider answered neither a value nor an error");
    },
  };
}
