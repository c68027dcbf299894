import { readInstant } from "../../../lib/expectations/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Endpoint, SettingsDocument } from "../../../lib/settings/index.js";
import type { ConfigValues } from "../configuration/config-values.js";
import type { HistoryRequest } from "../reading/settings-reader.js";
import { buildHistorySchema } from "../schema/data-source-schemas.js";
import { toSettingsValue } from "../values/document-value.js";
import type { ReadingSource } from "./read-source.js";

/** `fullstory_recording_geo_history` and its like: the versions of a settings document. */
export function createHistorySource(endpoint: Endpoint): ReadingSource<HistoryRequest> {
  return {
    schema: buildHistorySchema(endpoint),
    document: `${endpoint.name} history`,
    buildRequest: (given) => {
      const since = readSince(given);
      const limit = given.readWholeNumber("limit", 1, 100);
      return {
        endpoint,
        platform: endpoint.platforms ? given.readChoice("platform", ["web", "mobile"]) : undefined,
        ...omitUndefined({ since, limit }),
      };
    },
    read: async (request, { reader, configuration }, signal) => {
      const { versions, ...read } = await reader.readHistory(request, signal);
      const values = versions.map((version) => toSettingsValue(endpoint, version, configuration));
      const documents = versions.map(({ document }) => document);
      return { ...read, values: { versions: values, complete: isComplete(documents, request.since) } };
    },
  };
}

function readSince(given: ConfigValues): string | undefined {
  const text = given.readText("since");
  if (text === undefined) return undefined;
  const ms = readInstant(text, "start");
  if (ms !== undefined) return new Date(ms).toISOString();
  return given.addFault("since", 'must be a date like "2026-01-31" or an ISO 8601 instant');
}

/**
 * Whether the versions go back to the one in force at an instant, or to the first one that there is. That a page
 * names no next one does not prove it, and versions in another order prove nothing.
 */
function isComplete(versions: readonly SettingsDocument[], since: string | undefined): boolean {
  const instants = versions.map(({ metadata }) => Date.parse(metadata?.lastUpdated ?? ""));
  if (instants.some((at, index) => Number.isNaN(at) || at > (instants[index - 1] ?? at))) return false;
  const oldest = instants[instants.length - 1];
  if (oldest === undefined) return false;
  const created = Date.parse(versions[versions.length - 1]?.metadata?.created ?? "");
  return oldest === created || (since !== undefined && oldest <= Date.parse(since));
}
