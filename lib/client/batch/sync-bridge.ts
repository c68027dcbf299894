import { existsSync } from "node:fs";
import { join } from "node:path";
import { BridgeError, TimeoutError } from "../../errors.js";
import { findPackageRoot } from "../../package-root.js";
import { type FetchJob, type FetchResult, planJobs } from "./fetch-job.js";
import type { SyncWorker } from "./sync-worker.js";
import { serializeError } from "./wire-error.js";
import { toWire, type WireJob } from "./wire-job.js";

type SyncRun = (jobs: readonly WireJob[]) => FetchResult[];

/** Time beyond the longest deadline, for starting the worker and for returning its answer. */
const GRACE_MS = 5_000;
/** Limits are rounded up to this step, because each distinct limit needs a worker of its own. */
const LIMIT_STEP_MS = 5_000;

/** Workers by wall-clock limit; usually there is one. A worker does not keep the process alive. */
const workers = new Map<number, SyncRun>();

/**
 * `fetchAll` for code that cannot wait: blocks this thread while a worker fetches. Results are the same. A server in
 * the same thread cannot answer meanwhile.
 *
 * @throws BridgeError when the compiled worker is missing or breaks
 */
export function fetchAllSync(jobs: readonly FetchJob[]): FetchResult[] {
  const plan = planJobs(jobs);
  if (plan.distinct.length === 0) return plan.spread([]);
  const longestMs = Math.max(...plan.distinct.map(({ options }) => options.deadlineMs));
  const limitMs = Math.ceil(longestMs / LIMIT_STEP_MS) * LIMIT_STEP_MS + GRACE_MS;
  const run = workers.get(limitMs) ?? startWorker(limitMs);
  workers.set(limitMs, run);
  try {
    return plan.spread(run(plan.distinct.map(toWire)));
  } catch (error) {
    workers.delete(limitMs);
    if (!(error instanceof Error && /timed-out/.test(error.message)))
      throw createBridgeError("it stopped without a result");
    const late = new TimeoutError(`the synchronous bridge gave no answer within ${limitMs} ms`, {
      hint: "Try again later, or call synth(app), which needs no bridge.",
    });
    return plan.spread(plan.distinct.map(() => ({ ok: false, error: serializeError(late) })));
  }
}

function startWorker(limitMs: number): SyncRun {
  const dir = findPackageRoot()?.dir;
  const file = dir === undefined ? undefined : join(dir, "dist", "entries", "sync-worker.js");
  if (file === undefined || !existsSync(file)) throw createBridgeError("its compiled worker is missing");
  // Loaded only here: a synthesis that fetches nothing, or asynchronously, needs no bridge.
  const { startWorkerThread }: typeof import("synckit") = require("synckit");
  return startWorkerThread<SyncWorker>(file, { timeout: limitMs, execArgv: [], globalShims: false });
}

function createBridgeError(why: string): BridgeError {
  return new BridgeError(`the synchronous bridge cannot run: ${why}`, {
    hint: "In a checkout run `npm run build` first; in a bundle call synth(app), which needs no bridge.",
  });
}
