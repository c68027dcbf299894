import { omitUndefined } from "../../../lib/omit-undefined.js";
import {
  isJsonObject,
  type JsonObject,
  type SessionEvent,
  sessionEventField,
} from "../../../lib/settings/index.js";
import type { CtyObject } from "../../plugin/index.js";
import { buildSessionEventsSchema, SESSION_EVENTS } from "../schema/data-source-schemas.js";
import { toObjectValue } from "../values/document-value.js";
import type { ReadingSource } from "./read-source.js";

interface EventsRequest {
  readonly sessionId: string;
  readonly enableEventCache?: boolean;
  readonly includeEvents: boolean;
}

/** Whoever asks for the events asks for all that they hold. */
const IN_CLEAR = { exposeIdentifiers: true, maskAddresses: false };

/** `fullstory_session_events`: counts, and on request the events. */
export const sessionEventsSource: ReadingSource<EventsRequest> = {
  schema: buildSessionEventsSchema(),
  document: SESSION_EVENTS,
  buildRequest: (given) => {
    const enableEventCache = given.readFlag("enable_event_cache");
    return {
      sessionId: given.readText("session_id") ?? "",
      ...omitUndefined({ enableEventCache }),
      includeEvents: given.readFlag("include_events") ?? false,
    };
  },
  read: async ({ includeEvents, ...request }, { reader }, signal) => {
    const { events, ...read } = await reader.readSessionEvents(request, signal);
    return {
      ...read,
      values: {
        event_count: events.length,
        counts_by_type: countWords(events.map(({ eventType }) => eventType ?? NONE)),
        counts_by_host: countWords(events.map(getHost)),
        events: includeEvents
          ? events.map((event) => toObjectValue(sessionEventField, event as unknown as JsonObject, IN_CLEAR))
          : null,
      },
    };
  },
};

const NONE = "(none)";

function getHost({ sourceProperties }: SessionEvent): string {
  const url = sourceProperties?.["url"];
  const host = isJsonObject(url) ? url["host"] : undefined;
  return typeof host === "string" ? host : NONE;
}

function countWords(words: readonly string[]): CtyObject {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
