import { decodedOrThrow, parseBody } from "../api/answer-body.js";
import { decodeHistoryPage, type SettingsDocument } from "../api/decoding.js";
import { PageTrail } from "../api/page-trail.js";
import { pathWithToken } from "../api/requests.js";
import type { Answer } from "../http/transport.js";
import type { FetchSuccess, PreparedJob } from "./fetch-job.js";
import { successOf } from "./fetch-success.js";

type Get = (path: string, maxBodyBytes: number) => Promise<Answer>;

/**
 * Reads pages of a history until its end, its `since` or its `maxPages`. The size cap of the options holds for all
 * pages together.
 *
 * @throws FullstoryError
 */
export async function walkHistory(
  job: PreparedJob,
  walk: NonNullable<PreparedJob["walk"]>,
  get: Get,
): Promise<FetchSuccess> {
  const { endpoint, options } = job;
  const trail = new PageTrail(endpoint);
  const answers: Answer[] = [];
  let left = options.maxBodyBytes;
  let path = job.path;
  for (;;) {
    const answer = await get(path, Math.max(1, left));
    left -= Buffer.byteLength(answer.text);
    answers.push(answer);
    const context = { endpoint, status: answer.status, attempts: answer.attempts };
    const decoded = decodeHistoryPage(walk.endpoint, parseBody(answer.text, context));
    const { versions, nextToken } = decodedOrThrow(decoded, context);
    const complete = nextToken === undefined || reaches(versions, walk.sinceMs);
    if (complete || answers.length >= walk.maxPages) return resultOf(answers, complete);
    path = pathWithToken(job.path, trail.follow(nextToken));
  }
}

function resultOf(answers: readonly Answer[], complete: boolean): FetchSuccess {
  const [first] = answers;
  if (first === undefined) throw new Error("a walk without a page");
  const attempts = answers.reduce((sum, answer) => sum + answer.attempts, 0);
  return { ...successOf(first), pages: answers.map(({ text }) => text), complete, attempts };
}

function reaches(versions: readonly SettingsDocument[], sinceMs: number | undefined): boolean {
  if (sinceMs === undefined) return false;
  return versions.some(({ metadata }) => Date.parse(metadata?.lastUpdated ?? "") <= sinceMs);
}
