/** The door for programs that fetch answers and decode them themselves. It is no part of what the package exports. */

export { Fetcher } from "./batch/fetch-all.js";
export type { FetchJob, FetchSuccess } from "./batch/fetch-job.js";
export { deserializeError } from "./batch/wire-error.js";
export { createShapeError } from "./http/failure-error.js";
export { type ResolvedOptions, resolveClientOptions } from "./options/client-options.js";
