import { HistoryPages, nextTokenOf } from "../api/history-pages.js";
import { pathWithToken } from "../api/requests.js";
import type { Answer } from "../http/transport.js";
import { type FetchSuccess, type PreparedJob, successOf } from "./fetch-job.js";

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
    get(token === undefined ? job.path : pathWithToken(job.path, token), Math.max(1, left));
  const parse = (answer: Answer): FetchSuccess => successOf(answer, endpoint);
  const pages = new HistoryPages({ endpoint, send, parse, pageLimit: walk.maxPages });
  let read: FetchSuccess | undefined;
  for (let answer = await pages.ask(); answer !== undefined; answer = await pages.ask()) {
    left -= Buffer.byteLength(answer.text);
    const page = pages.read(answer);
    const { body } = page;
    const complete = nextTokenOf(body) === undefined || reaches(body, walk.sinceMs);
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
  const { versions } = fieldsOf(body);
  return Array.isArray(versions) && versions.some((version) => changedAt(version) <= sinceMs);
}

/** When a version was changed, in milliseconds; NaN, of which every comparison is false, where no date can be read. */
function changedAt(version: unknown): number {
  const { lastUpdated, last_updated } = fieldsOf(fieldsOf(version)["metadata"]);
  const text = lastUpdated ?? last_updated;
  return typeof text === "string" ? Date.parse(text) : Number.NaN;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
