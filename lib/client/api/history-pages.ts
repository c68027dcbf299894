import { setImmediate as turnOfLoop } from "node:timers/promises";
import { PaginationLoopError } from "../../errors.js";
import { callOnAbort } from "../http/call-on-abort.js";
import { createAbortedError, createShapeError } from "../http/failure-error.js";
import { isPageToken } from "./requests.js";

/** How the pages of one history are got. */
export interface PageSource<Answer, Page extends { readonly body: unknown }> {
  /** The name of the history in errors. */
  readonly endpoint: string;
  /** Sends for a page: the first one without a token. */
  readonly send: (token: string | undefined) => Promise<Answer>;
  /** Parses an answer, when its page is due. Until then it is kept as the text that it came as, which is small. */
  readonly parse: (answer: Answer) => Page;
  readonly pageLimit: number;
}

/** The pages of one history, the newest first, until its end or `pageLimit`. None is kept once it was given. */
export class HistoryPages<Answer, Page extends { readonly body: unknown }> {
  readonly #source: PageSource<Answer, Page>;
  readonly #seen = new Set<string>();
  #token: string | undefined;
  #left: number;

  constructor(source: PageSource<Answer, Page>) {
    this.#source = source;
    this.#left = source.pageLimit;
  }

  /**
   * Sends for the page behind the last one that was read. Gives undefined where there is none.
   *
   * @throws PaginationLoopError when the host gave its token before; WrongShapeError when no URL can carry the token
   */
  async ask(): Promise<Answer | undefined> {
    if (this.#left === 0) return undefined;
    if (this.#token !== undefined) this.#follow(this.#token);
    return this.#source.send(this.#token);
  }

  /** @throws WrongShapeError */
  read(answer: Answer): Page {
    const page = this.#source.parse(answer);
    this.#token = findNextToken(page.body);
    this.#left = this.#token === undefined ? 0 : this.#left - 1;
    return page;
  }

  #follow(token: string): void {
    const { endpoint } = this.#source;
    if (this.#seen.has(token)) {
      throw new PaginationLoopError(`${endpoint} gave a page token for the second time`, {
        hint: "The history would never end, so it was not believed. Read fewer pages, or report this to Fullstory.",
        endpoint,
      });
    }
    if (!isPageToken(token)) throw createShapeError(endpoint, ["$.next_pagination_token: not a page token"]);
    this.#seen.add(token);
  }
}

/** The pages of a history, with what turns each into its versions. */
export interface VersionSource<Answer, Page extends { readonly body: unknown }, Version extends object>
  extends Omit<PageSource<Answer, Page>, "send"> {
  readonly send: (token: string | undefined, signal: AbortSignal) => Promise<Answer>;
  readonly decode: (page: Page) => readonly Version[];
  readonly signal?: AbortSignal;
}

/**
 * The versions of all pages, one after the other. Once the caller has asked for a second version, the next page is
 * asked for before a page is decoded, so that decoding and the caller's own work cost no extra time. At most one
 * page is asked for early. The error of a page is thrown where its first version would come. When the caller stops
 * early, the open request is aborted.
 */
export async function* walkVersions<Answer, Page extends { readonly body: unknown }, Version extends object>(
  source: VersionSource<Answer, Page, Version>,
): AsyncGenerator<Version, void, undefined> {
  const { signal, decode, endpoint } = source;
  const stop = new AbortController();
  const send = (token: string | undefined): Promise<Answer> => {
    const forget = callOnAbort(signal, () => stop.abort());
    return source.send(token, stop.signal).finally(forget);
  };
  const pages = new HistoryPages({ ...source, send });
  const askAhead = (): Promise<Answer | undefined> => {
    const asked = pages.ask();
    // Its error is thrown when its page is due. Without this an abandoned page would be an unhandled rejection.
    asked.catch(() => undefined);
    return asked;
  };
  let ahead: Promise<Answer | undefined> | undefined;
  // A function of its own: what a generator awaited stays in memory until it awaits something else.
  const askVersions = async (isFirst: boolean): Promise<Version[] | undefined> => {
    const answer = await (ahead ?? pages.ask());
    if (answer === undefined) return undefined;
    const page = pages.read(answer);
    ahead = isFirst ? undefined : askAhead();
    if (ahead !== undefined) await waitUntilSent();
    return [...decode(page)].reverse();
  };
  try {
    for (let isFirst = true; ; isFirst = false) {
      if (signal?.aborted === true) throw createAbortedError(endpoint);
      const versions = await askVersions(isFirst);
      if (versions === undefined) return;
      // Each version leaves the list, at its end, so that it lives only as long as its caller wants it.
      for (let version = versions.pop(); version !== undefined; version = versions.pop()) {
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
async function waitUntilSent(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
}

/** The token of the next page, as far as an undecoded body has one. Decoding refuses tokens that contradict each other. */
export function findNextToken(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const given: { next_pagination_token?: unknown; nextPaginationToken?: unknown } = body;
  const token = given.next_pagination_token ?? given.nextPaginationToken;
  return typeof token === "string" && token !== "" ? token : undefined;
}
