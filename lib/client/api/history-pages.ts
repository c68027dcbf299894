import { setImmediate as turnOfLoop } from "node:timers/promises";
import { onAbort } from "../http/on-abort.js";
import type { PageTrail } from "./page-trail.js";

/** One page, decoded. */
export interface Page<T> {
  readonly versions: readonly T[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** How pages are got. `Body` is an answer that was parsed and not yet decoded. */
export interface PageSource<Body, T> {
  /** Sends for a page: the first one without a token. */
  readonly send: (token: string | undefined, signal: AbortSignal) => Promise<Body>;
  /** What the page's token seems to be, at a glance; `decode` has the last word. */
  readonly glance: (body: Body) => string | undefined;
  readonly decode: (body: Body) => Page<T>;
  readonly trail: PageTrail;
  readonly pageLimit: number;
  readonly signal?: AbortSignal;
}

interface Ahead<Body> {
  readonly token: string;
  readonly body: Promise<Body>;
}

/**
 * The versions of all pages, one after the other. Once the caller has asked for a second version, the next page is
 * asked for as soon as its token is known, so that decoding, and whatever the caller does, takes no time of its own.
 * Never more than one page ahead; errors come where their page would; whoever stops early leaves no request behind.
 */
export async function* versionsOfPages<Body, T>({
  send,
  glance,
  decode,
  trail,
  pageLimit,
  signal,
}: PageSource<Body, T>): AsyncGenerator<T, void, undefined> {
  const walk = new AbortController();
  const ask = (token: string | undefined): Promise<Body> => {
    if (signal?.aborted === true) walk.abort();
    const forget = onAbort(signal, () => walk.abort());
    return send(token, walk.signal).finally(forget);
  };
  const askAhead = (token: string | undefined, page: number): Ahead<Body> | undefined => {
    if (token === undefined || page >= pageLimit || !trail.wouldFollow(token)) return undefined;
    const body = ask(token);
    // Its error is heard when its page is due, or never.
    body.catch(() => undefined);
    return { token, body };
  };
  try {
    let token: string | undefined;
    let ahead: Ahead<Body> | undefined;
    for (let page = 1; page <= pageLimit; page++) {
      const isAhead = ahead?.token === token && signal?.aborted !== true;
      const body: Body = await (isAhead && ahead !== undefined ? ahead.body : ask(token));
      ahead = page > 1 ? askAhead(glance(body), page) : undefined;
      if (ahead !== undefined) await untilSent();
      const { versions, nextToken } = decode(body);
      for (const version of versions) {
        yield version;
        ahead ??= askAhead(nextToken, page);
      }
      if (nextToken === undefined) return;
      token = trail.follow(nextToken);
    }
  } finally {
    walk.abort();
  }
}

/**
 * Decoding blocks this thread. Without this the request would leave only afterwards: an agent hands a connection out
 * again a turn of the event loop after its last answer has ended.
 */
async function untilSent(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
}

/** What the next page's token seems to be, before anything was checked. */
export function glanceAtToken(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const given: { next_pagination_token?: unknown; nextPaginationToken?: unknown } = body;
  const token = given.next_pagination_token ?? given.nextPaginationToken;
  return typeof token === "string" && token !== "" ? token : undefined;
}
