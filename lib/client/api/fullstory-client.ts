import { BadOptionError } from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import { createAbortedError } from "../http/failure-error.js";
import { type Answer, Transport } from "../http/transport.js";
import { type ClientOptions, type ResolvedOptions, resolveClientOptions } from "../options/client-options.js";
import { type BodyContext, parseBody, unwrapDecoded } from "./answer-body.js";
import {
  type Decoded,
  decodeDocument,
  decodeHistoryPage,
  decodeMe,
  decodeSessionEvents,
  type EndpointName,
  type Me,
  type Platform,
  type SessionEvents,
  type SettingsDocuments,
} from "./decoding.js";
import { walkVersions } from "./history-pages.js";
import { InFlight } from "./in-flight.js";
import { type PreparedRequest, prepareRequest, type SettingsRequest } from "./requests.js";

/** Options of every call. */
export interface CallOptions {
  /** Ends the call with an AbortedError. */
  readonly signal?: AbortSignal;
}

/** Options of a call whose endpoint has settings for web and for mobile apps. */
export interface PlatformCallOptions extends CallOptions {
  /** @default - the host's, web */
  readonly platform?: Platform;
}

export interface HistoryOptions extends PlatformCallOptions {
  /** Versions asked for in one page, 1 to 100. @default 100 */
  readonly limit?: number;
  /** Pages to read at most. @default - all */
  readonly pageLimit?: number;
}

export interface SessionEventsOptions extends CallOptions {
  /** Whether answers that the host kept may be returned. @default - the host's own choice */
  readonly enableEventCache?: boolean;
}

const DEFAULT_PAGE_SIZE = 100;

interface TextAnswer {
  readonly text: string;
  readonly context: BodyContext;
}

/**
 * Reads the recording settings of one Fullstory org, typed and decoded. It only reads.
 *
 * Every call retries within its deadline and throws one of the error classes of this package. Identical calls at
 * the same time share one request; nothing is kept in between.
 */
export class FullstoryClient {
  readonly #options: ResolvedOptions;
  readonly #transport = new Transport();
  readonly #inFlight = new InFlight<Answer>();
  #closed = false;

  /**
   * Checks the options and sends nothing.
   *
   * @throws MissingKeyError without a key, BadOptionError for every other fault of the options
   */
  constructor(options: ClientOptions = {}) {
    this.#options = resolveClientOptions(options, process.env);
  }

  /** What a person should know of these options, for example that the key goes to a host that is not Fullstory's. */
  get warnings(): readonly string[] {
    return this.#options.warnings;
  }

  /** Blocked addresses, user agents and users. */
  getBlocking(options: CallOptions = {}): Promise<SettingsDocuments["blocking"]> {
    return this.getDocument("blocking", options);
  }

  /** Domains that are recorded. */
  getDomain(options: PlatformCallOptions = {}): Promise<SettingsDocuments["domain"]> {
    return this.getDocument("domain", options);
  }

  /** Countries that are recorded. */
  getGeo(options: CallOptions = {}): Promise<SettingsDocuments["geo"]> {
    return this.getDocument("geo", options);
  }

  /** Masking and exclusion rules. Where the host wants an Admin key, another one gets a ForbiddenError. */
  getPrivacy(options: CallOptions = {}): Promise<SettingsDocuments["privacy"]> {
    return this.getDocument("privacy", options);
  }

  /** Recording features that are on. */
  getFeatures(options: PlatformCallOptions = {}): Promise<SettingsDocuments["features"]> {
    return this.getDocument("features", options);
  }

  /** Targeted recording rules of mobile apps. */
  getTargeting(options: CallOptions = {}): Promise<SettingsDocuments["targeting"]> {
    return this.getDocument("targeting", options);
  }

  /**
   * Walks through the versions of an endpoint's settings, the newest first, page after page. Each page is a call
   * with a deadline of its own; from the second version on, one page is read ahead.
   *
   * @throws PaginationLoopError when the host gives a page token twice
   */
  async *history<Name extends EndpointName>(
    endpoint: Name,
    options: HistoryOptions = {},
  ): AsyncGenerator<SettingsDocuments[Name], void, undefined> {
    const { limit = DEFAULT_PAGE_SIZE, pageLimit = Number.POSITIVE_INFINITY, platform, signal } = options;
    if (pageLimit !== Number.POSITIVE_INFINITY && !(Number.isSafeInteger(pageLimit) && pageLimit >= 1)) {
      throw new BadOptionError("pageLimit: must be a whole number from 1", { hint: "Correct the option." });
    }
    const base = { kind: "history-page", endpoint, limit, ...omitUndefined({ platform }) } as const;
    yield* walkVersions({
      endpoint: prepareRequest(base).endpoint,
      send: (token, aborted) => this.#answer(token === undefined ? base : { ...base, token }, aborted),
      parse: ({ text, context }: TextAnswer) => ({ body: parseBody(text, context), context }),
      decode: ({ body, context }) => {
        const { versions } = unwrapDecoded(decodeHistoryPage(endpoint, body), context);
        // Each version was decoded by this endpoint's own table row.
        return versions as readonly SettingsDocuments[Name][];
      },
      pageLimit,
      ...omitUndefined({ signal }),
    });
  }

  /**
   * The captured events of one session: personal data throughout.
   *
   * @param sessionId `device:session` or `uuid:uuid`; the `!` of replay URLs may stand for the colon
   */
  async getSessionEvents(sessionId: string, options: SessionEventsOptions = {}): Promise<SessionEvents> {
    const { enableEventCache, signal } = options;
    const cache = enableEventCache === undefined ? {} : { enableEventCache };
    return this.#ask({ kind: "session-events", sessionId, ...cache }, signal, decodeSessionEvents);
  }

  /** Whose key this is: org and role. */
  async me(options: CallOptions = {}): Promise<Me> {
    return this.#ask({ kind: "me" }, options.signal, decodeMe);
  }

  /** Aborts what is in flight and closes every connection. Later calls throw a BadOptionError. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#inFlight.abortAll();
    await this.#transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The document of any endpoint, for our own programs. @internal */
  async getDocument<Name extends EndpointName>(
    endpoint: Name,
    { platform, signal }: PlatformCallOptions,
  ): Promise<SettingsDocuments[Name]> {
    const request = { kind: "document", endpoint, ...omitUndefined({ platform }) } as const;
    const document = await this.#ask(request, signal, (body) => decodeDocument(endpoint, body));
    // Decoded by this endpoint's own table row.
    return document as SettingsDocuments[Name];
  }

  async #ask<T>(
    request: SettingsRequest,
    signal: AbortSignal | undefined,
    decode: (body: unknown) => Decoded<T>,
  ): Promise<T> {
    const { text, context } = await this.#answer(request, signal);
    return unwrapDecoded(decode(parseBody(text, context)), context);
  }

  /** Callers may share an answer. Each parses and decodes it for itself, so that nobody sees another's changes. */
  async #answer(request: SettingsRequest, signal: AbortSignal | undefined): Promise<TextAnswer> {
    const prepared = prepareRequest(request);
    const { endpoint } = prepared;
    if (this.#closed)
      throw new BadOptionError("this client is closed", { hint: "Make a new one.", endpoint });
    const { text, status, attempts } = await this.#inFlight.share(
      prepared.path,
      (shared) => this.#get(prepared, shared),
      { signal, aborted: () => createAbortedError(endpoint) },
    );
    return { text, context: { endpoint, status, attempts } };
  }

  #get({ path, endpoint }: PreparedRequest, signal: AbortSignal): Promise<Answer> {
    const deadlineAtMs = this.#transport.setDeadline(this.#options.deadlineMs);
    return this.#transport.get({ options: this.#options, path, endpoint }, { deadlineAtMs, signal });
  }
}
