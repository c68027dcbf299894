import * as v from "valibot";
import { MAX_AGE_FORM, readMaxAge } from "../expectations/max-age.js";
import type { OptionEntries } from "../options.js";
import { type SessionEvent, sessionEventsField } from "../settings/endpoints/session-events.js";
import type { Endpoint } from "../settings/model/endpoint.js";
import type { ObjectField } from "../settings/model/field.js";
import { createBare, isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";

/** What a data source reads: an endpoint's document, its history, or the events of a session. */
export type DataSourceSchema = CommonSchema &
  (
    | { readonly kind: "document" | "history"; readonly endpoint: Endpoint }
    | { readonly kind: "session-events"; readonly endpoint?: undefined }
  );

interface CommonSchema {
  /** As messages and evidence call it. */
  readonly name: string;
  readonly path: string;
  readonly platforms: boolean;
  /** Where a person changes it in Fullstory. */
  readonly where: string;
  /** What to do there, where putting a setting back is not it. */
  readonly remedy?: string;
  readonly document: ObjectField;
  /** Of a history: what each version holds. */
  readonly version?: ObjectField;
  /** Attributes that are computed from the document, and always written. */
  readonly derived: Readonly<Record<string, (document: object) => Json>>;
  /** The options that its class takes. */
  readonly options: OptionEntries;
}

/** What every data source takes. `org`, `lifecycle` and `dependsOn` are looked at elsewhere. */
const COMMON = {
  org: v.optional(v.unknown()),
  lifecycle: v.optional(v.unknown()),
  dependsOn: v.optional(v.unknown()),
  maxAge: v.optional(v.custom<string>((text) => readMaxAge(text) !== undefined, `must be ${MAX_AGE_FORM}`)),
};
const PLATFORM = { platform: v.optional(v.picklist(["web", "mobile"], "must be web or mobile")) };
/** The values are checked where the request is made. */
const LIMIT = { limit: v.optional(v.unknown()) };
const SESSION = { sessionId: v.optional(v.unknown()), enableEventCache: v.optional(v.unknown()) };

export function buildDocumentSchema(endpoint: Endpoint): DataSourceSchema {
  const { name, path, platforms, where, document } = endpoint;
  const options = { ...COMMON, ...(platforms ? PLATFORM : {}) };
  return { kind: "document", name, endpoint, path, platforms, where, document, derived: {}, options };
}

export function buildHistorySchema(endpoint: Endpoint): DataSourceSchema {
  const { name, path, document, options, ...common } = buildDocumentSchema(endpoint);
  return {
    ...common,
    kind: "history",
    name: `${name} history`,
    endpoint,
    path: `${path}/history`,
    remedy:
      "Find out who changed it and why; the version stays in the history, so move `since` past it once that is settled",
    version: document,
    document: {
      kind: "object",
      doc: "The versions of these settings.",
      fields: {
        versions: { kind: "list", order: "ordered", doc: "Versions, the newest first.", item: document },
      },
    },
    derived: { versionCount: (page) => (page as { versions: readonly unknown[] }).versions.length },
    options: { ...options, ...LIMIT },
  };
}

export const sessionEventsSchema: DataSourceSchema = {
  kind: "session-events",
  name: "session events",
  path: "/v2/sessions/{session_id}/events",
  platforms: false,
  where: "Settings > Data Capture and Privacy",
  remedy: "Look at what the page or app sends, and at the privacy settings; recorded events stay as they are",
  document: sessionEventsField,
  derived: {
    eventCount: (document) => getEvents(document).length,
    countByType: (document) => countByType(getEvents(document)),
    countByHost: (document) => countByHost(getEvents(document)),
  },
  options: { ...COMMON, ...SESSION },
};

function getEvents(document: object): readonly SessionEvent[] {
  return (document as { readonly events?: readonly SessionEvent[] }).events ?? [];
}

/** How many events there are of each type. */
function countByType(events: readonly SessionEvent[]): JsonObject {
  return countWords(events.map(({ eventType }) => eventType ?? "(none)"));
}

/** How many events came from each host. */
function countByHost(events: readonly SessionEvent[]): JsonObject {
  return countWords(
    events.map(({ sourceProperties }) => {
      const url = sourceProperties?.["url"];
      const host = isJsonObject(url) ? url["host"] : undefined;
      return typeof host === "string" ? host : "(none)";
    }),
  );
}

function countWords(words: readonly string[]): JsonObject {
  const counts = createBare<Json>();
  for (const word of words) counts[word] = ((counts[word] as number | undefined) ?? 0) + 1;
  return counts;
}
