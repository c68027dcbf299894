import type { FetchJob } from "../client/batch/fetch-job.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { DataSourceSchema } from "./data-source-schema.js";

/** Parameters of a request beside the platform. */
export interface ReadParams {
  readonly limit?: number;
  /** How far back a history is needed: an ISO 8601 instant. */
  readonly since?: string;
  readonly sessionId?: string;
  readonly enableEventCache?: boolean;
}

const PAGE_SIZE = 100;
const DEFAULT_VERSIONS = 20;
/** A walk back to a date ends here, and what lies before is not checked. */
const MAX_PAGES = 50;

/** The request that reads a data source. */
export function requestFor(
  schema: DataSourceSchema,
  platform: Platform | undefined,
  params: ReadParams,
): FetchJob["request"] {
  const on = platform === undefined ? {} : { platform };
  switch (schema.kind) {
    case "document":
      return { kind: "document", endpoint: schema.endpoint.name, ...on };
    case "history": {
      const { since, limit } = params;
      const walk = { kind: "history-walk" as const, endpoint: schema.endpoint.name, ...on };
      if (since !== undefined) return { ...walk, limit: PAGE_SIZE, since, maxPages: MAX_PAGES };
      return { ...walk, limit: limit ?? DEFAULT_VERSIONS, maxPages: 1 };
    }
    case "session-events": {
      const { sessionId = "", enableEventCache } = params;
      return { kind: "session-events", sessionId, ...omitUndefined({ enableEventCache }) };
    }
  }
}
