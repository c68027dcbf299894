import type { FetchJob } from "../client/batch/fetch-job.js";
import { sessionEventsField } from "../settings/decode/session-events.js";
import type { Endpoint, EndpointName, Platform } from "../settings/model/endpoint.js";
import type { ObjectField } from "../settings/model/field.js";
import type { Json } from "../settings/model/json.js";
import { countsByHost, countsByType, eventsOf } from "./session-event-counts.js";

/** What a data source reads: an endpoint's document, its history, or the events of a session. */
export interface Readable {
  readonly kind: "document" | "history" | "session-events";
  /** As messages and evidence call it. */
  readonly name: string;
  /** The settings endpoint, where there is one. */
  readonly endpoint?: Endpoint;
  readonly path: string;
  readonly platforms: boolean;
  /** Where a person changes it in Fullstory. */
  readonly where: string;
  /** What to do there, where putting a setting back is not it. */
  readonly remedy?: string;
  readonly document: ObjectField;
  /** Attributes that are computed from the document. */
  readonly derived: Readonly<Record<string, (document: object) => Json>>;
  /** Attributes that are always written, not only where something refers to them. */
  readonly always: readonly string[];
}

/** Parameters of a request beside the platform. */
export interface ReadParams {
  readonly limit?: number;
  /** How far back a history is needed: an ISO 8601 instant. */
  readonly since?: string;
  readonly sessionId?: string;
  readonly enableEventCache?: boolean;
}

export function documentOf(endpoint: Endpoint): Readable {
  const { name, path, platforms, where, document } = endpoint;
  return { kind: "document", name, endpoint, path, platforms, where, document, derived: {}, always: [] };
}

export function historyOf(endpoint: Endpoint): Readable {
  const { name, path, platforms, where, document } = endpoint;
  return {
    kind: "history",
    name: `${name} history`,
    endpoint,
    path: `${path}/history`,
    platforms,
    where,
    remedy:
      "Find out who changed it and why; the version stays in the history, so move `since` past it once that is settled",
    document: {
      kind: "object",
      doc: "The versions of these settings.",
      fields: {
        versions: { kind: "list", order: "ordered", doc: "Versions, the newest first.", item: document },
      },
    },
    derived: { versionCount: (page) => (page as { versions: readonly unknown[] }).versions.length },
    always: ["versionCount"],
  };
}

export const sessionEvents: Readable = {
  kind: "session-events",
  name: "session events",
  path: "/v2/sessions/{session_id}/events",
  platforms: false,
  where: "Settings > Data Capture and Privacy",
  remedy: "Look at what the page or app sends, and at the privacy settings; recorded events stay as they are",
  document: sessionEventsField,
  derived: {
    eventCount: (document) => eventsOf(document).length,
    countsByType: (document) => countsByType(eventsOf(document)),
    countsByHost: (document) => countsByHost(eventsOf(document)),
  },
  always: ["eventCount", "countsByType", "countsByHost"],
};

const PAGE_SIZE = 100;
const DEFAULT_VERSIONS = 20;
/** A walk back to a date ends here, and what lies before is not checked. */
const MAX_PAGES = 50;

/** The request that reads it. */
export function requestFor(
  readable: Readable,
  platform: Platform | undefined,
  params: ReadParams,
): FetchJob["request"] {
  const on = platform === undefined ? {} : { platform };
  const name = readable.endpoint?.name as EndpointName;
  switch (readable.kind) {
    case "document":
      return { kind: "document", endpoint: name, ...on };
    case "history": {
      const { since, limit } = params;
      if (since !== undefined)
        return { kind: "history-walk", endpoint: name, ...on, limit: PAGE_SIZE, since, maxPages: MAX_PAGES };
      return { kind: "history-walk", endpoint: name, ...on, limit: limit ?? DEFAULT_VERSIONS, maxPages: 1 };
    }
    case "session-events": {
      const { sessionId = "", enableEventCache } = params;
      return {
        kind: "session-events",
        sessionId,
        ...(enableEventCache === undefined ? {} : { enableEventCache }),
      };
    }
  }
}
