import { setImmediate as turnOfLoop } from "node:timers/promises";
import { abortedByCaller } from "../http/failure-error.js";
import { onAbort } from "../http/on-abort.js";
import { PageTrail } from "./page-trail.js";

/** How the pages of one history are got. `Page` is an answer that was parsed and not yet decoded. */
export interface PageSource<Page> {
  /** The name of the history in errors. */
  readonly endpoint: string;
  /** Sends for a page: the first one without a token. */
  readonly send: (token: string | undefined) => Promise<Page>;
  /** The page's JSON. */
  readonly bodyOf: (page: Page) => unknown;
  readonly pageLimit: number;
}

/**
 * The pages of a history, the newest first, until its end or `pageLimit`. Asking for the next page before the last
 * one was used reads it ahead.
 *
 * @throws PaginationLoopError when the host gives a page token twice
 */
export async function* walkPages<Page>({
  endpoint,
  send,
  bodyOf,
  pageLimit,
}: PageSource<Page>): AsyncGenerator<Page, void, undefined> {
  const trail = new PageTrail(endpoint);
  let token: string | undefined;
  for (let count = 1; ; count++) {
    const page = await send(token);
    yield page;
    const next = nextTokenOf(bodyOf(page));
    if (next === undefined || count >= pageLimit) return;
    token = trail.follow(next);
  }
}

/** The pages of a history, with what turns each into its versions. */
export interface VersionSource<Page, Version> extends Omit<PageSource<Page>, "send"> {
  readonly send: (token: string | undefined, signal: AbortSignal) => Promise<Page>;
  readonly decode: (page: Page) => readonly Version[];
  readonly signal?: AbortSignal;
}

/**
 * The versions of all pages, one after the other. Once the caller has asked for a second version, the next page is
 * asked for before a page is decoded, so that decoding and the caller's own work cost no extra time. At most one
 * page is asked for early. The error of a page is thrown where its first version would come. When the caller stops
 * early, the open request is aborted.
 */
export async function* versionsOfPages<Page, Version>(
  source: VersionSource<Page, Version>,
): AsyncGenerator<Version, void, undefined> {
  const { signal, decode, endpoint } = source;
  const stop = new AbortController();
  const send = (token: string | undefined): Promise<Page> => {
    const forget = onAbort(signal, () => stop.abort());
    return source.send(token, stop.signal).finally(forget);
  };
  const pages = walkPages({ ...source, send });
  const askAhead = (): Promise<IteratorResult<Page, void>> => {
    const asked = pages.next();
    // Its error is thrown when its page is due. Without this an abandoned page would be an unhandled rejection.
    asked.catch(() => undefined);
    return asked;
  };
  try {
    let ahead: Promise<IteratorResult<Page, void>> | undefined;
    for (let isFirst = true; ; isFirst = false) {
      if (signal?.aborted === true) throw abortedByCaller(endpoint);
      const page = await (ahead ?? pages.next());
      if (page.done === true) return;
      ahead = isFirst ? undefined : askAhead();
      if (ahead !== undefined) await untilSent();
      for (const version of decode(page.value)) {
        yield version;
        ahead ??= askAhead();
      }
    }
  } finally {
    stop.abort();
  }
}

/**
 * Waits until the request for the next page has left. Decoding blocks this thread, and an agent reuses a connection
 * only one turn of the event loop after its last answer has ended.
 */
async function untilSent(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
}

/** The token of the next page, as far as an undecoded body has one. Decoding refuses tokens that contradict each other. */
export function nextTokenOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const given: { next_pagination_token?: unknown; nextPaginationToken?: unknown } = body;
  const token = given.next_pagination_token ?? given.nextPaginationToken;
  return typeof token === "string" && token !== "" ? token : undefined;
}
