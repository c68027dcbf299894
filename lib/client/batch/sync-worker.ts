import { runAsWorker } from "synckit";
import { fetchPrepared } from "./fetch-all.js";
import type { FetchResult } from "./fetch-job.js";
import { fromWire, type WireJob } from "./wire-job.js";

/** The far end of the synchronous bridge; loaded from `dist`, in a thread of its own. */
export type SyncWorker = (jobs: readonly WireJob[]) => Promise<FetchResult[]>;

const run: SyncWorker = (jobs) => fetchPrepared(jobs.map(fromWire));

runAsWorker(run);

// Output of this thread would be mixed into the standard output of the program.
process.stdout.write = process.stderr.write.bind(process.stderr);
