import { glanceAtToken } from "../api/history-pages.js";
import { PageTrail } from "../api/page-trail.js";
import { pathWithToken } from "../api/requests.js";
import type { Answer } from "../http/transport.js";
import type { FetchSuccess, PreparedJob } from "./fetch-job.js";
import { parseAnswer, successOf } from "./fetch-success.js";

type Get = (path: string, maxBodyBytes: number) => Promise<Answer>;

/**
 * Reads pages of a history until its end, its `since` or its `maxPages`. The size cap of the options holds for all
 * pages together. A page is looked at only for where to go on: whoever takes the pages decodes them, once.
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
  const pages: unknown[] = [];
  let first: FetchSuccess | undefined;
  let attempts = 0;
  let left = options.maxBodyBytes;
  let path = job.path;
  for (;;) {
    const answer = await get(path, Math.max(1, left));
    left -= Buffer.byteLength(answer.text);
    attempts += answer.attempts;
    const body = parseAnswer(answer, endpoint);
    pages.push(body);
    first ??= successOf(answer, body);
    const token = glanceAtToken(body);
    const complete = token === undefined || reaches(body, walk.sinceMs);
    if (complete || pages.length >= walk.maxPages) return { ...first, pages, complete, attempts };
    path = pathWithToken(job.path, trail.follow(token));
  }
}

/** Whether a version of the page is from `since` or before. What cannot be read reaches nowhere. */
function reaches(body: unknown, sinceMs: number | undefined): boolean {
  if (sinceMs === undefined) return false;
  const { versions } = fieldsOf(body);
  return Array.isArray(versions) && versions.some((version) => changedAt(version) <= sinceMs);
}

/** In either spelling of its keys; NaN, which is before nothing, where there is no instant. */
function changedAt(version: unknown): number {
  const { lastUpdated, last_updated } = fieldsOf(fieldsOf(version)["metadata"]);
  const text = lastUpdated ?? last_updated;
  return typeof text === "string" ? Date.parse(text) : Number.NaN;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
