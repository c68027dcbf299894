import type { Answer } from "../http/transport.js";
import type { FetchSuccess } from "./fetch-job.js";

/** The result of one whole answer. */
export function successOf({ text, sentAtMs, attempts, status }: Answer): FetchSuccess {
  return { ok: true, bodyText: text, fetchedAt: new Date(sentAtMs).toISOString(), attempts, status };
}
