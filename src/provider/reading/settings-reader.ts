import {
  createShapeError,
  deserializeError,
  Fetcher,
  type FetchJob,
  type FetchSuccess,
} from "../../../lib/client/fetch.js";
import { formatInstant } from "../../../lib/expectations/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import {
  type Decoded,
  decodeDocument,
  decodeHistoryPage,
  decodeMe,
  decodeSessionEvents,
  type Endpoint,
  type HistoryPage,
  type Me,
  type Platform,
  type SessionEvent,
} from "../../../lib/settings/index.js";
import type { Configuration } from "../configuration/configuration.js";
import type { DecodedSettings, LoadedHistory, LoadedSettings, Read } from "./loaded.js";
import { SharedWork } from "./shared-work.js";
import { readFromSnapshot, refuseSnapshot } from "./snapshot-source.js";

const PAGE_SIZE = 100;
const DEFAULT_VERSIONS = 20;
/** A walk back to a date ends here. */
const MAX_PAGES = 50;

/** A settings document to read. */
export interface DocumentRequest {
  readonly endpoint: Endpoint;
  readonly platform: Platform | undefined;
}

export interface HistoryRequest extends DocumentRequest {
  /** An ISO 8601 instant: versions are read back to the one that was in force then. */
  readonly since?: string;
  /** Versions a page where there is no `since`. @default 20 */
  readonly limit?: number;
  /** Pages to read at most where there is no `since`. @default 1 */
  readonly maxPages?: number;
}

interface LoadedEvents extends Read {
  readonly events: readonly SessionEvent[];
}

/**
 * Reads what one configured provider is asked for, each answer once, over one connection pool.
 *
 * Every method throws a FullstoryError where nothing could be read.
 */
export class SettingsReader {
  private readonly fetcher = new Fetcher();
  private readonly answers = new SharedWork<FetchSuccess>();

  constructor(private readonly configuration: Configuration) {}

  async readDocument({ endpoint, platform }: DocumentRequest, signal: AbortSignal): Promise<LoadedSettings> {
    const { source } = this.configuration;
    if (source.kind === "snapshot") return readFromSnapshot(source.path, endpoint, platform);
    const request = { kind: "document", endpoint: endpoint.name, ...omitUndefined({ platform }) } as const;
    const { body, read } = await this.ask(request, signal);
    const name = `GET ${endpoint.path}${toQuery(platform)}`;
    const { value, unknownKeys } = unwrapDecoded(decodeDocument(endpoint.name, body), name);
    return { document: value, unknownKeys, ...read };
  }

  async readHistory(request: HistoryRequest, signal: AbortSignal): Promise<LoadedHistory> {
    const { endpoint, platform, since, limit = DEFAULT_VERSIONS, maxPages = 1 } = request;
    const range =
      since === undefined ? { limit, maxPages } : { limit: PAGE_SIZE, since, maxPages: MAX_PAGES };
    const of = { endpoint: endpoint.name, ...omitUndefined({ platform }) };
    const { body, pages = [body], read } = await this.ask({ kind: "history-walk", ...of, ...range }, signal);
    const name = `GET ${endpoint.path}/history${toQuery(platform)}`;
    const versions = pages.flatMap((page) =>
      listVersions(unwrapDecoded(decodeHistoryPage(endpoint.name, page), name)),
    );
    return { versions, ...read };
  }

  async readSessionEvents(
    request: { readonly sessionId: string; readonly enableEventCache?: boolean },
    signal: AbortSignal,
  ): Promise<LoadedEvents> {
    const { body, read } = await this.ask({ kind: "session-events", ...request }, signal);
    const { value } = unwrapDecoded(decodeSessionEvents(body), "GET /v2/sessions/{session_id}/events");
    return { events: value.events, ...read };
  }

  /** Whose key it is. */
  async readMe(signal: AbortSignal): Promise<Me> {
    const { body } = await this.ask({ kind: "me" }, signal);
    return unwrapDecoded(decodeMe(body), "GET /me").value;
  }

  private async ask(request: FetchJob["request"], signal: AbortSignal): Promise<Answer> {
    const { source } = this.configuration;
    if (source.kind === "snapshot") throw refuseSnapshot(request.kind);
    const { client } = source;
    const answer = await this.answers.get(JSON.stringify(request), signal, async (ending) => {
      const result = await this.fetcher.fetch({ options: client, request }, ending);
      if (!result.ok) throw deserializeError(result.error);
      return result;
    });
    const fetchedAt = formatInstant(Date.parse(answer.fetchedAt));
    return {
      ...answer,
      read: { ok: true, fetchedAt, attempts: 1, source: { kind: "live", host: client.host } },
    };
  }
}

interface Answer extends FetchSuccess {
  readonly read: Read;
}

function toQuery(platform: Platform | undefined): string {
  return platform === undefined ? "" : `?platform=${platform}`;
}

type DecodedOk<T> = Extract<Decoded<T>, { readonly ok: true }>;

function unwrapDecoded<T>(decoded: Decoded<T>, endpoint: string): DecodedOk<T> {
  if (decoded.ok) return decoded;
  throw createShapeError(endpoint, decoded.faults);
}

/** The versions of a page, each with the unknown keys that are its own. */
function listVersions({ value, unknownKeys }: DecodedOk<HistoryPage>): readonly DecodedSettings[] {
  return value.versions.map((document, index) => {
    const start = `$.versions[${index}]`;
    const own = unknownKeys.filter((path) => path.startsWith(`${start}.`) || path.startsWith(`${start}[`));
    return { document, unknownKeys: own.map((path) => `$${path.slice(start.length)}`) };
  });
}
