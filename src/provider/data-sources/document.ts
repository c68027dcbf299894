import type { Endpoint, Platform } from "../../../lib/settings/index.js";
import { buildDocumentSchema } from "../schema/data-source-schemas.js";
import { toSettingsValue } from "../values/document-value.js";
import type { ReadingSource } from "./read-source.js";

/** `fullstory_recording_geo` and its like: the settings document of an endpoint. */
export function createDocumentSource(endpoint: Endpoint): ReadingSource<Platform | undefined> {
  return {
    schema: buildDocumentSchema(endpoint),
    document: endpoint.name,
    buildRequest: (given) =>
      endpoint.platforms ? given.readChoice("platform", ["web", "mobile"]) : undefined,
    read: async (platform, { reader, configuration }, signal) => {
      const { document, unknownKeys, ...read } = await reader.readDocument({ endpoint, platform }, signal);
      const value = toSettingsValue(endpoint, { document, unknownKeys }, configuration);
      return { ...read, values: Object.fromEntries(value) };
    },
  };
}
