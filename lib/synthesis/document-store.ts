import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import { deserializeError } from "../client/batch/wire-error.js";
import { createShapeError } from "../client/http/failure-error.js";
import { BadOptionError, FullstoryError, WrongShapeError } from "../errors.js";
import { omitUndefined } from "../omit-undefined.js";
import { type Decoded, decodeDocument } from "../settings/decode/decode-document.js";
import { decodeHistoryPage } from "../settings/decode/history-page.js";
import { decodeMe, type Me } from "../settings/decode/me.js";
import { decodeSessionEvents } from "../settings/decode/session-events.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { EndpointName, Platform } from "../settings/model/endpoint.js";
import { isJsonObject } from "../settings/model/json.js";
import type { DocumentSource, Load, LoadedDocument } from "../verdict/loaded.js";
import type { DataSourceSchema } from "./data-source-schema.js";
import type { OrgSettings } from "./org-settings.js";
import { buildRequest, type ReadParams } from "./source-options.js";

/** One document that something in the app needs. */
export interface Need {
  readonly org: OrgSettings;
  readonly schema: DataSourceSchema;
  readonly platform?: Platform;
  readonly params: ReadParams;
}

/** A text that is equal for needs that one answer serves. */
export function toNeedKey({ org, schema, platform, params }: Need): string {
  return `${org.identity} ${schema.name} ${platform ?? ""} ${JSON.stringify(params)}`;
}

/** Who an org's key belongs to, or why nobody knows. */
export type MeLoad =
  | { readonly ok: true; readonly me: Me }
  | { readonly ok: false; readonly error: FullstoryError };

/** Everything that is to be fetched, and what to do with the answers. */
export interface Round {
  readonly jobs: readonly FetchJob[];
  /** Keeps the results, in the jobs' order. */
  readonly keep: (results: readonly FetchResult[]) => void;
}

/** Documents and identities of one synthesis. Nothing outlives it. */
export class DocumentStore {
  private readonly loads = new Map<string, Load>();
  private readonly identities = new Map<string, MeLoad>();

  constructor(private readonly now: () => Date) {}

  get(need: Need): Load | undefined {
    return this.loads.get(toNeedKey(need));
  }

  getMe(org: OrgSettings): MeLoad | undefined {
    return this.identities.get(org.identity);
  }

  /** Reads what needs no network at once, and says what is to be fetched. */
  planRound(needs: readonly Need[], identities: readonly OrgSettings[]): Round {
    const jobs: FetchJob[] = [];
    const keepers: ((result: FetchResult) => void)[] = [];
    for (const need of listUnique(needs, toNeedKey)) {
      const key = toNeedKey(need);
      if (this.loads.has(key)) continue;
      const { source } = need.org;
      if (source.kind === "documents") this.loads.set(key, this.fromDocuments(need, source.documents));
      else if (source.kind === "snapshot") this.loads.set(key, this.fromSnapshot(need, source.path));
      else if (source.kind === "live") {
        const request = buildRequest(need.schema, need.platform, need.params);
        jobs.push({ options: source.client, request });
        keepers.push((result) => this.loads.set(key, fromAnswer(need, source.client.host, result)));
      }
    }
    for (const org of listUnique(identities, (each) => each.identity)) {
      if (org.source.kind !== "live" || this.identities.has(org.identity)) continue;
      jobs.push({ options: org.source.client, request: { kind: "me" } });
      keepers.push((result) => this.identities.set(org.identity, decodeMeResult(result)));
    }
    const keep = (results: readonly FetchResult[]) => {
      keepers.forEach((keeper, index) => {
        const result = results[index];
        if (result !== undefined) keeper(result);
      });
    };
    return { jobs, keep };
  }

  private buildOrigin(source: DocumentSource): Origin {
    return { fetchedAt: formatSeconds(this.now()), attempts: 0, source };
  }

  private fromDocuments(need: Need, documents: object): Load {
    const body = pick(documents, need);
    if (body === undefined) return reportMissing(need, "the documents handed over as `source` hold");
    return decodeAnswer(need, [body], this.buildOrigin({ kind: "documents" }));
  }

  private fromSnapshot(need: Need, path: string): Load {
    try {
      // Loaded only here: most syntheses read live settings.
      const {
        readSnapshotFile,
      }: typeof import("../snapshot/read-file.js") = require("../snapshot/read-file.js");
      const snapshot = readSnapshotFile(path);
      const body = pick(snapshot.documents, need);
      if (body === undefined) return reportMissing(need, `the snapshot ${path} holds`);
      const { verifiedAt, org, includesNotes } = snapshot;
      const source: DocumentSource = {
        kind: "snapshot",
        path,
        verifiedAt,
        ...omitUndefined({ org, includesNotes }),
      };
      return decodeAnswer(need, [body], this.buildOrigin(source));
    } catch (error) {
      if (error instanceof FullstoryError) return { ok: false, error };
      throw error;
    }
  }
}

function fromAnswer(need: Need, host: string, result: FetchResult): Load {
  if (!result.ok) return { ok: false, error: deserializeError(result.error) };
  const origin: Origin = {
    fetchedAt: formatSeconds(new Date(result.fetchedAt)),
    attempts: result.attempts,
    source: { kind: "live", host },
  };
  if (need.schema.kind !== "history") return decodeAnswer(need, [result.body], origin);
  const complete = result.complete === true;
  return decodeAnswer(need, result.pages ?? [result.body], { ...origin, complete });
}

function decodeMeResult(result: FetchResult): MeLoad {
  if (!result.ok) return { ok: false, error: deserializeError(result.error) };
  const me = decodeMe(result.body);
  return me.ok ? { ok: true, me: me.value } : { ok: false, error: createShapeError("GET /me", me.faults) };
}

/** When an answer came, from where, after how many attempts, and whether a history is whole. */
type Origin = Pick<LoadedDocument, "fetchedAt" | "attempts" | "source" | "complete">;

/** Of a history there may be several bodies, one a page. */
function decodeAnswer(need: Need, bodies: readonly unknown[], origin: Origin): Load {
  const result = decodeBodies(need.schema, bodies);
  if (!result.ok) return { ok: false, error: createNeedError(need, origin, result.faults) };
  const whole = need.schema.kind === "history" ? { complete: true } : {};
  return { ok: true, document: result.value, unknownKeys: result.unknownKeys, ...whole, ...origin };
}

function decodeBodies({ kind, endpoint }: DataSourceSchema, bodies: readonly unknown[]): Decoded<object> {
  const [body] = bodies;
  if (endpoint === undefined) return decodeSessionEvents(body);
  return kind === "history" ? decodePages(endpoint.name, bodies) : decodeDocument(endpoint.name, body);
}

/** All pages of a history as one list of versions. */
export function decodePages(
  endpoint: EndpointName,
  pages: readonly unknown[],
): Decoded<{ readonly versions: readonly SettingsDocument[] }> {
  const versions: SettingsDocument[] = [];
  const unknownKeys = new Set<string>();
  for (const page of pages) {
    const result = decodeHistoryPage(endpoint, page);
    if (!result.ok) return result;
    versions.push(...result.value.versions);
    for (const key of result.unknownKeys) unknownKeys.add(key);
  }
  return { ok: true, value: { versions }, unknownKeys: [...unknownKeys] };
}

function nameRequest({ schema, platform }: Need): string {
  return `GET ${schema.path}${platform === undefined ? "" : `?platform=${platform}`}`;
}

/**
 * The error of a wrong shape: that of every answer, and for documents that were handed over one that speaks of no host.
 */
function createNeedError(
  need: Need,
  { source }: Pick<Origin, "source">,
  faults: readonly string[],
): WrongShapeError {
  const endpoint = nameRequest(need);
  if (source.kind === "live") return createShapeError(endpoint, faults);
  return new WrongShapeError(
    `the ${source.kind} handed over as \`source\` are not what ${endpoint} answers: ${faults.join("; ")}`,
    { hint: "Correct them, or take what the endpoint answered.", endpoint, faults },
  );
}

function reportMissing({ schema, platform }: Need, holder: string): Load {
  const what = `${schema.name}${platform === undefined ? "" : ` for ${platform}`}`;
  const hint =
    schema.kind === "document"
      ? "Add it: `npx cdktf-fullstory snapshot update` writes every document that the key may read."
      : 'Read histories and events live, by an org with `source: "live"`: a snapshot never holds them.';
  return { ok: false, error: new BadOptionError(`${holder} no document ${what}`, { hint }) };
}

/**
 * A document by its endpoint's name, and by platform where the endpoint has platforms. A single document is the web's.
 */
function pick(documents: object, { schema, platform, params }: Need): unknown {
  const getOwn = (holder: unknown, key: string): unknown =>
    isJsonObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
  const { endpoint } = schema;
  if (endpoint === undefined) return getOwn(getOwn(documents, "sessionEvents"), params.sessionId ?? "");
  const given = getOwn(schema.kind === "history" ? getOwn(documents, "history") : documents, endpoint.name);
  if (!endpoint.platforms || !isJsonObject(given)) return given;
  const split = Object.hasOwn(given, "web") || Object.hasOwn(given, "mobile");
  if (!split) return platform === "mobile" ? undefined : given;
  return getOwn(given, platform ?? "web");
}

function formatSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

function listUnique<T>(items: readonly T[], identity: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [identity(item), item])).values()];
}
