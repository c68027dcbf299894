import { endpointNames, endpoints } from "../../lib/settings/index.js";
import { GATE_TYPE } from "../../lib/terraform/index.js";
import type { DataSource, Provider } from "../plugin/index.js";
import { createDataSource } from "./data-sources/create-data-source.js";
import { createDocumentSource } from "./data-sources/document.js";
import { createHistorySource } from "./data-sources/history.js";
import { sessionEventsSource } from "./data-sources/session-events.js";
import { driftFunction } from "./functions/drift.js";
import { createGateSource } from "./gate/gate-source.js";
import { toDiagnostic } from "./messages/diagnostic.js";
import { nameDocumentSource, nameHistorySource, SESSION_EVENTS } from "./schema/data-source-schemas.js";
import { providerSchema } from "./schema/provider-schema.js";
import { Session } from "./session.js";

/** The provider `fullstory`, as one `provider` block configures it. */
export function createProvider(env: NodeJS.ProcessEnv = process.env): Provider {
  const session = new Session(env);
  const sources = [...SOURCES].map(([name, of]) => [name, of(session)] as const);
  return {
    schema: providerSchema,
    dataSources: { ...Object.fromEntries(sources), [GATE_TYPE]: createGateSource(session, "data") },
    functions: { drift: driftFunction },
    ephemeralResources: { [GATE_TYPE]: createGateSource(session, "ephemeral") },
    // What is wrong with the configuration is told by what reads: it must not keep anybody from a destroy.
    configure: ({ config, terraformVersion }) => {
      session.configure(config, terraformVersion);
      return [];
    },
    describeError: (error) => {
      const {
        renderError,
      }: typeof import("./messages/error-message.js") = require("./messages/error-message.js");
      return toDiagnostic("error", renderError(error));
    },
  };
}

/** What reads, made once: its schemas are the same for every provider block. */
const SOURCES: ReadonlyMap<string, (session: Session) => DataSource> = new Map([
  [SESSION_EVENTS, createDataSource(sessionEventsSource)],
  ...endpointNames.flatMap((name) => {
    const endpoint = endpoints[name];
    return [
      [nameDocumentSource(endpoint), createDataSource(createDocumentSource(endpoint))] as const,
      [nameHistorySource(endpoint), createDataSource(createHistorySource(endpoint))] as const,
    ];
  }),
]);
