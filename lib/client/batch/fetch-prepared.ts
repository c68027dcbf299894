import { omitUndefined } from "../../omit-undefined.js";
import { type Answer, Transport, type TransportDeps } from "../http/transport.js";
import type { FetchResult, PreparedJob } from "./fetch-job.js";
import { parseAnswer, successOf } from "./fetch-success.js";
import { walkHistory } from "./history-walk.js";
import { serializeError } from "./wire-error.js";

export interface FetchDeps extends Partial<TransportDeps> {
  /** Ends everything that is still in flight; the results say so. */
  readonly signal?: AbortSignal;
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
  const startedAtMs = transport.deadlineIn(0);
  try {
    return await Promise.all(jobs.map((job) => fetchOne(job, transport, { startedAtMs, signal })));
  } finally {
    await transport.close();
  }
}

export async function fetchOne(
  job: PreparedJob,
  transport: Transport,
  { startedAtMs, signal }: { readonly startedAtMs: number; readonly signal: AbortSignal | undefined },
): Promise<FetchResult> {
  const { options, endpoint } = job;
  const call = { deadlineAtMs: startedAtMs + options.deadlineMs, ...omitUndefined({ signal }) };
  const get = (path: string, maxBodyBytes: number): Promise<Answer> =>
    transport.get({ options, path, endpoint }, { ...call, maxBodyBytes });
  try {
    if (job.walk !== undefined) {
      return await walkHistory(job, job.walk, get);
    }
    const answer = await get(job.path, options.maxBodyBytes);
    return successOf(answer, parseAnswer(answer, endpoint));
  } catch (error) {
    return { ok: false, error: serializeError(error) };
  }
}
