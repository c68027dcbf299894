import type { Endpoint, Platform } from "../../../lib/settings/index.js";
import { documentSchema } from "../schema/data-source-schemas.js";
import { settingsValue } from "../values/document-value.js";
import type { ReadingSource } from "./read-source.js";

/** `fullstory_recording_geo` and its like: the settings document of an endpoint. */
export function documentSource(endpoint: Endpoint): ReadingSource<Platform | undefined> {
  return {
    schema: documentSchema(endpoint),
    document: endpoint.name,
    request: (given) => (endpoint.platforms ? given.choice("platform", ["web", "mobile"]) : undefined),
    read: async (platform, { reader, configuration }, signal) => {
      const { document, unknownKeys, ...read } = await reader.document({ endpoint, platform }, signal);
      const value = settingsValue(endpoint, { document, unknownKeys }, configuration);
      return { ...read, values: Object.fromEntries(value) };
    },
  };
}
