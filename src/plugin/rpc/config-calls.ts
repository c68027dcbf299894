import type { Call, MaybePromise } from "../provider/call.js";
import type { ConfigRequest } from "../provider/data-source.js";
import type { Diagnostic } from "../provider/diagnostic.js";
import type { Provider } from "../provider/provider.js";
import type { Schema } from "../provider/schema.js";
import type { Message } from "../wire/message.js";
import { diagnosticFields } from "./diagnostic-message.js";
import { readConfig } from "./dynamic-value.js";
import { findType } from "./find-type.js";
import { refuseReadOnly } from "./read-only.js";
import type { Rpc } from "./rpc.js";

/** What can be validated: the provider itself, a resource, a data source, an ephemeral resource. */
interface Configurable {
  readonly schema: Schema;
  readonly validate?: (request: ConfigRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
}

const CONFIG_OF_TYPE = 2;

export const validateProviderConfig: Rpc = {
  diagnostics: 2,
  async answer(provider, request, call) {
    return diagnosticFields(2, await validate(provider, request.message(1), call));
  },
};

export const configureProvider: Rpc = {
  diagnostics: 1,
  async answer(provider, request, call) {
    const config = readConfig(request.message(2), provider.schema);
    const terraformVersion = request.text(1);
    return diagnosticFields(1, await provider.configure?.({ terraformVersion, config }, call));
  },
};

export const validateDataResourceConfig = validateType("data source", ({ dataSources }) => dataSources);
export const validateResourceConfig = validateType("resource", ({ resources }) => resources);
export const validateEphemeralResourceConfig = validateType(
  "ephemeral resource",
  ({ ephemeralResources }) => ephemeralResources,
);

function validateType(
  kind: string,
  tableOf: (provider: Provider) => Readonly<Record<string, Configurable>> | undefined,
): Rpc {
  return {
    diagnostics: 1,
    async answer(provider, request, call) {
      const configurable = findType(kind, tableOf(provider), request.text(1));
      return diagnosticFields(1, await validate(configurable, request.message(CONFIG_OF_TYPE), call));
    },
  };
}

async function validate(
  configurable: Configurable,
  message: Message,
  call: Call,
): Promise<readonly Diagnostic[]> {
  const config = readConfig(message, configurable.schema);
  const readOnly = refuseReadOnly(config, configurable.schema);
  return readOnly.length > 0 ? readOnly : ((await configurable.validate?.({ config }, call)) ?? []);
}
