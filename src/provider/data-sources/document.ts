import type { Endpoint, JsonObject, Platform } from "../../../lib/settings/index.js";
import { documentSchema } from "../schema/data-source-schemas.js";
import { valueOfObject } from "../values/document-value.js";
import type { ReadingSource } from "./reading-source.js";

/** `fullstory_recording_geo` and its like: the settings document of an endpoint. */
export function documentSource(endpoint: Endpoint): ReadingSource<Platform | undefined> {
  return {
    schema: documentSchema(endpoint),
    document: endpoint.name,
    request: (given) => (endpoint.platforms ? given.platform() : undefined),
    read: async (platform, { reader, configuration }, signal) => {
      const { document, ...read } = await reader.document({ endpoint, platform }, signal);
      const live = document as unknown as JsonObject;
      return { ...read, values: Object.fromEntries(valueOfObject(endpoint.document, live, configuration)) };
    },
  };
}
