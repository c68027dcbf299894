import { omitUndefined } from "../../omit-undefined.js";
import { type Answer, Transport, type TransportDeps } from "../http/transport.js";
import {
  type FetchJob,
  type FetchResult,
  type PreparedJob,
  planJobs,
  prepareJob,
  toSuccess,
} from "./fetch-job.js";
import { walkHistory } from "./history-walk.js";
import { serializeError } from "./wire-error.js";

export interface FetchDeps extends Partial<TransportDeps> {
  /** Ends everything that is still in flight; the results say so. */
  readonly signal?: AbortSignal;
}

/**
 * Fetches everything that a synthesis needs, in one round: all jobs at once on one connection pool, identical ones
 * once. The deadlines of all jobs start together. Never throws; results come in the jobs' order.
 */
export async function fetchAll(jobs: readonly FetchJob[], deps: FetchDeps = {}): Promise<FetchResult[]> {
  const plan = planJobs(jobs);
  if (plan.distinct.length === 0) return plan.spread([]);
  return plan.spread(await fetchPrepared(plan.distinct, deps));
}

/**
 * Fetches checked jobs, all at once, on one connection pool that is closed afterwards. The deadlines of all jobs
 * start now. Never throws; results come in the jobs' order.
 */
export async function fetchPrepared(
  jobs: readonly PreparedJob[],
  { signal, ...deps }: FetchDeps = {},
): Promise<FetchResult[]> {
  const transport = new Transport(deps);
  const startedAtMs = transport.setDeadline(0);
  try {
    return await Promise.all(jobs.map((job) => fetchOne(job, transport, { startedAtMs, signal })));
  } finally {
    await transport.close();
  }
}

/** Fetches one job after another on one connection pool that stays open in between. */
export class Fetcher {
  readonly #transport = new Transport();

  /** The deadline of the job starts now. Never throws. */
  async fetch(job: FetchJob, signal?: AbortSignal): Promise<FetchResult> {
    try {
      const startedAtMs = this.#transport.setDeadline(0);
      return await fetchOne(prepareJob(job), this.#transport, { startedAtMs, signal });
    } catch (error) {
      return { ok: false, error: serializeError(error) };
    }
  }

  /** Destroys every connection. */
  close(): Promise<void> {
    return this.#transport.close();
  }
}

async function fetchOne(
  job: PreparedJob,
  transport: Transport,
  { startedAtMs, signal }: { readonly startedAtMs: number; readonly signal: AbortSignal | undefined },
): Promise<FetchResult> {
  const { options, endpoint } = job;
  const call = { deadlineAtMs: startedAtMs + options.deadlineMs, ...omitUndefined({ signal }) };
  const get = (path: string, maxBodyBytes: number): Promise<Answer> =>
    transport.get({ options, path, endpoint }, { ...call, maxBodyBytes });
  try {
    if (job.walk !== undefined) return await walkHistory(job, job.walk, get);
    return toSuccess(await get(job.path, options.maxBodyBytes), endpoint);
  } catch (error) {
    return { ok: false, error: serializeError(error) };
  }
}
