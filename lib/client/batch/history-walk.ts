import { findNextToken, HistoryPages } from "../api/history-pages.js";
import { addToken } from "../api/requests.js";
import type { Answer } from "../http/transport.js";
import { type FetchSuccess, type PreparedJob, toSuccess } from "./fetch-job.js";

type Get = (path: string, maxBodyBytes: number) => Promise<Answer>;

/**
 * Reads pages of a history until its end, its `since` or its `maxPages`. The size cap of the options holds for all
 * pages together. Pages are not decoded here: whoever takes them decodes them, once.
 *
 * @throws FullstoryError
 */
export async function walkHistory(
  job: PreparedJob,
  walk: NonNullable<PreparedJob["walk"]>,
  get: Get,
): Promise<FetchSuccess> {
  const { endpoint, options } = job;
  let left = options.maxBodyBytes;
  const send = (token: string | undefined): Promise<Answer> =>
    get(token === undefined ? job.path : addToken(job.path, token), Math.max(1, left));
  const parse = (answer: Answer): FetchSuccess => toSuccess(answer, endpoint);
  const pages = new HistoryPages({ endpoint, send, parse, pageLimit: walk.maxPages });
  let read: FetchSuccess | undefined;
  for (let answer = await pages.ask(); answer !== undefined; answer = await pages.ask()) {
    left -= Buffer.byteLength(answer.text);
    const page = pages.read(answer);
    const { body } = page;
    const complete = findNextToken(body) === undefined || reaches(body, walk.sinceMs);
    const attempts: number = (read?.attempts ?? 0) + page.attempts;
    read = { ...(read ?? page), pages: [...(read?.pages ?? []), body], complete, attempts };
    if (complete) break;
  }
  if (read === undefined) throw new RangeError("a history has at least one page");
  return read;
}

/** Whether the page has a version from `since` or earlier. A page that cannot be read has none. */
function reaches(body: unknown, sinceMs: number | undefined): boolean {
  if (sinceMs === undefined) return false;
  const { versions } = toFields(body);
  return Array.isArray(versions) && versions.some((version) => readChangeTime(version) <= sinceMs);
}

/** When a version was changed, in milliseconds; NaN, of which every comparison is false, where no date can be read. */
function readChangeTime(version: unknown): number {
  const { lastUpdated, last_updated } = toFields(toFields(version)["metadata"]);
  const text = lastUpdated ?? last_updated;
  return typeof text === "string" ? Date.parse(text) : Number.NaN;
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
