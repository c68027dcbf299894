import { parseBody } from "../api/answer-body.js";
import type { Answer } from "../http/transport.js";
import type { FetchSuccess } from "./fetch-job.js";

/** An answer's JSON: parsed here, once, on whichever thread fetches. @throws WrongShapeError */
export function parseAnswer({ text, status, attempts }: Answer, endpoint: string): unknown {
  return parseBody(text, { endpoint, status, attempts });
}

/** The result of one whole answer. */
export function successOf({ sentAtMs, attempts, status }: Answer, body: unknown): FetchSuccess {
  return { ok: true, body, fetchedAt: new Date(sentAtMs).toISOString(), attempts, status };
}
