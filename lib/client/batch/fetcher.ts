import { Transport } from "../http/transport.js";
import { type FetchJob, type FetchResult, prepareJob } from "./fetch-job.js";
import { fetchOne } from "./fetch-prepared.js";
import { serializeError } from "./wire-error.js";

/** Fetches one job after another on one connection pool that stays open in between. */
export class Fetcher {
  readonly #transport = new Transport();

  /** The deadline of the job starts now. Never throws. */
  async fetch(job: FetchJob, signal?: AbortSignal): Promise<FetchResult> {
    try {
      const startedAtMs = this.#transport.deadlineIn(0);
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
