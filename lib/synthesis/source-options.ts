import { prepareRequest } from "../client/api/requests.js";
import type { FetchJob } from "../client/batch/fetch-job.js";
import { FullstoryError } from "../errors.js";
import { type MaxAge, readMaxAge } from "../expectations/max-age.js";
import { omitUndefined } from "../omit-undefined.js";
import { findOptionFaults, type OptionFault } from "../options.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { DataSourceSchema } from "./data-source-schema.js";
import type { GivenOptions, SourceRecord } from "./records.js";

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

/** Options of the class that ours extend, which would have the gate read too late or not at all. */
const REFUSED = [
  "provider",
  "count",
  "forEach",
  "provisioners",
  "connection",
  "inputs",
  "hasComputedDefault",
];

/** The options of a data source, checked. */
export interface SourceOptions {
  readonly platform?: Platform;
  /** Absent: the org's. */
  readonly maxAge?: MaxAge;
  readonly params: ReadParams;
}

/** What is wrong with the options of a data source, those that were assigned later included. */
export function findSourceOptionFaults(record: SourceRecord): readonly OptionFault[] {
  const { construct, schema, options, org } = record;
  const { provider, count, forEach, inputsInput: inputs } = construct;
  const given: GivenOptions = omitUndefined({
    ...options,
    ...omitUndefined({ provider, count, forEach, inputs }),
  });
  const faults = [...findOptionFaults(given, schema.options, describeRefusal)];
  if (given["org"] !== undefined && org === undefined)
    faults.push({ field: "org", message: "must be a FullstoryOrg of this package" });
  return faults.length > 0 ? faults : findRequestFaults(record);
}

/** The options of a data source that has no faults. */
export function readSourceOptions({ schema, options }: SourceRecord): SourceOptions {
  const { platform, maxAge, limit, sessionId, enableEventCache } = options;
  const age = readMaxAge(maxAge);
  return {
    ...(schema.platforms ? { platform: platform === "mobile" ? "mobile" : "web" } : {}),
    ...omitUndefined({ maxAge: age }),
    params: omitUndefined({ limit, sessionId, enableEventCache }) as ReadParams,
  };
}

function describeRefusal(name: string): string {
  if (REFUSED.includes(name))
    return "is not accepted, because the gate could be read too late, or not at all";
  return name === "platform" ? "this endpoint takes none" : "no such option";
}

/** The request that reads a data source. */
export function buildRequest(
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

/** A request that could not be sent is an error of the declaration. */
function findRequestFaults(record: SourceRecord): readonly OptionFault[] {
  try {
    const request = buildRequest(record.schema, undefined, readSourceOptions(record).params);
    prepareRequest(request.kind === "history-walk" ? { ...request, kind: "history-page" } : request);
    return [];
  } catch (error) {
    return [{ message: error instanceof FullstoryError ? error.message : "cannot be requested" }];
  }
}
