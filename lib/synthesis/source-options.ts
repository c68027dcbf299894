import { prepareRequest } from "../client/api/requests.js";
import { FullstoryError } from "../errors.js";
import { type MaxAge, readMaxAge } from "../expectations/max-age.js";
import { omitUndefined } from "../omit-undefined.js";
import { type OptionFault, optionFaults } from "../options.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { SourceRecord } from "./records.js";
import { type ReadParams, requestFor } from "./request-for.js";

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
export function sourceOptionFaults(record: SourceRecord): readonly OptionFault[] {
  const { construct, schema, options, org } = record;
  const { provider, count, forEach, inputsInput: inputs } = construct;
  const given = defined({ ...options, ...defined({ provider, count, forEach, inputs }) });
  const faults = [...optionFaults(given, schema.options, refusal)];
  if (given["org"] !== undefined && org === undefined)
    faults.push({ field: "org", message: "must be a FullstoryOrg of this package" });
  return faults.length > 0 ? faults : requestFaults(record);
}

/** The options of a data source that has no faults. */
export function readSourceOptions({ schema, options }: SourceRecord): SourceOptions {
  const { platform, maxAge, limit, sessionId, enableEventCache } = options;
  const age = readMaxAge(maxAge);
  return {
    ...(schema.platforms ? { platform: platform === "mobile" ? "mobile" : "web" } : {}),
    ...omitUndefined({ maxAge: age }),
    params: defined({ limit, sessionId, enableEventCache }) as ReadParams,
  };
}

function refusal(name: string): string {
  if (REFUSED.includes(name))
    return "is not accepted, because the gate could be read too late, or not at all";
  return name === "platform" ? "this endpoint takes none" : "no such option";
}

/** A request that could not be sent is an error of the declaration. */
function requestFaults(record: SourceRecord): readonly OptionFault[] {
  try {
    const request = requestFor(record.schema, undefined, readSourceOptions(record).params);
    prepareRequest(request.kind === "history-walk" ? { ...request, kind: "history-page" } : request);
    return [];
  } catch (error) {
    return [{ message: error instanceof FullstoryError ? error.message : "cannot be requested" }];
  }
}

function defined(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
