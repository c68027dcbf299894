import { BadOptionError } from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import type { EndpointName, Platform } from "../../settings/model/endpoint.js";
import { parseBody } from "../api/answer-body.js";
import { type PreparedRequest, prepareRequest, type SettingsRequest } from "../api/requests.js";
import type { Answer } from "../http/transport.js";
import type { ResolvedOptions } from "../options/client-options.js";
import { type SerializedError, serializeError } from "./wire-error.js";

/** Reads pages of a history, the newest first, until a bound is met. */
export interface HistoryWalk {
  readonly kind: "history-walk";
  readonly endpoint: EndpointName;
  readonly platform?: Platform;
  /** Versions a page, 1 to 100. @default - the host's, 20 */
  readonly limit?: number;
  /** ISO 8601: no page is read after one that reaches back to this instant. @default - no such bound */
  readonly since?: string;
  /** Pages to read at most. */
  readonly maxPages: number;
}

/** One thing to fetch for one org. */
export interface FetchJob {
  readonly options: ResolvedOptions;
  readonly request: SettingsRequest | HistoryWalk;
}

export interface FetchSuccess {
  readonly ok: true;
  /** The answer's JSON, parsed and not decoded. Of a walk: its first page. */
  readonly body: unknown;
  /** Of a walk: every page, the first included. */
  readonly pages?: readonly unknown[];
  /** Of a walk: whether it read to the end of the history or back to `since`, not only to `maxPages`. */
  readonly complete?: boolean;
  /** When the request was sent, ISO 8601. Of a walk: its first page's. */
  readonly fetchedAt: string;
  /** Of a walk: of all pages together. */
  readonly attempts: number;
  readonly status: number;
}

/** The result of one whole answer: its JSON is parsed here, once, on whichever thread fetches. @throws WrongShapeError */
export function toSuccess({ text, sentAtMs, attempts, status }: Answer, endpoint: string): FetchSuccess {
  const body = parseBody(text, { endpoint, status, attempts });
  return { ok: true, body, fetchedAt: new Date(sentAtMs).toISOString(), attempts, status };
}

export interface FetchFailure {
  readonly ok: false;
  readonly error: SerializedError;
}

export type FetchResult = FetchSuccess | FetchFailure;

/** A job whose request was checked. */
export interface PreparedJob extends PreparedRequest {
  readonly options: ResolvedOptions;
  readonly walk?: { readonly endpoint: EndpointName; readonly sinceMs?: number; readonly maxPages: number };
}

/** The distinct jobs among some jobs. */
export interface FetchPlan {
  readonly distinct: readonly PreparedJob[];
  /** Gives every job the result of the distinct one that stands for it, in the jobs' order. */
  spread(results: readonly FetchResult[]): FetchResult[];
}

/** Checks jobs and merges those that ask the same host with the same key for the same thing. */
export function planJobs(jobs: readonly FetchJob[]): FetchPlan {
  const distinct: PreparedJob[] = [];
  const indexOf = new Map<string, number>();
  const places = jobs.map((job): number | FetchFailure => {
    try {
      const prepared = prepareJob(job);
      const { origin, key } = prepared.options;
      const name = JSON.stringify([origin, key.reveal(), prepared.path, prepared.walk ?? null]);
      const known = indexOf.get(name);
      if (known !== undefined) return known;
      indexOf.set(name, distinct.length);
      return distinct.push(prepared) - 1;
    } catch (error) {
      return { ok: false, error: serializeError(error) };
    }
  });
  const spread = (results: readonly FetchResult[]): FetchResult[] =>
    places.map((place) => {
      if (typeof place !== "number") return place;
      const result = results[place];
      return result ?? { ok: false, error: serializeError(undefined) };
    });
  return { distinct, spread };
}

export function prepareJob({ options, request }: FetchJob): PreparedJob {
  if (request.kind !== "history-walk") return { options, ...prepareRequest(request) };
  const { since, maxPages, kind: _, ...page } = request;
  const prepared = prepareRequest({ kind: "history-page", ...page });
  const sinceMs = since === undefined ? undefined : Date.parse(since);
  const faults: string[] = [];
  if (Number.isNaN(sinceMs)) faults.push("since: is not an ISO 8601 instant");
  if (!Number.isSafeInteger(maxPages) || maxPages < 1) faults.push("maxPages: must be a whole number from 1");
  if (faults.length > 0) {
    const hint = "Correct the parameters; nothing was sent.";
    throw new BadOptionError(faults.join("; "), { hint, endpoint: prepared.endpoint });
  }
  const walk = { endpoint: page.endpoint, maxPages, ...omitUndefined({ sinceMs }) };
  return { options, ...prepared, walk };
}
