import type { Call, Configurable } from "../provider/call.js";
import type { Provider } from "../provider/provider.js";
import type { Message } from "../wire/message.js";
import { readConfig } from "./dynamic-value.js";
import { refuseReadOnly } from "./read-only.js";
import { findType, type Rpc, type RpcAnswer, type Rpcs } from "./rpc.js";

export const configCalls: Rpcs = {
  ValidateProviderConfig: {
    diagnostics: 2,
    answer: (provider, request, call) => validate(provider, request.getMessage(1), call),
  },

  ValidateResourceConfig: validateType("resource", ({ resources }) => resources),
  ValidateDataResourceConfig: validateType("data source", ({ dataSources }) => dataSources),
  ValidateEphemeralResourceConfig: validateType(
    "ephemeral resource",
    (provider) => provider.ephemeralResources,
  ),

  ConfigureProvider: {
    diagnostics: 1,
    async answer(provider, request, call) {
      const config = readConfig(request.getMessage(2), provider.schema);
      const terraformVersion = request.getText(1);
      return { diagnostics: (await provider.configure?.({ terraformVersion, config }, call)) ?? [] };
    },
  },
};

function validateType(
  kind: string,
  tableOf: (provider: Provider) => Readonly<Record<string, Configurable>> | undefined,
): Rpc {
  return {
    diagnostics: 1,
    answer: (provider, request, call) =>
      validate(findType(kind, tableOf(provider), request.getText(1)), request.getMessage(2), call),
  };
}

async function validate(configurable: Configurable, message: Message, call: Call): Promise<RpcAnswer> {
  const config = readConfig(message, configurable.schema);
  const readOnly = refuseReadOnly(config, configurable.schema);
  const diagnostics = readOnly.length > 0 ? readOnly : await configurable.validate?.({ config }, call);
  return { diagnostics: diagnostics ?? [] };
}
