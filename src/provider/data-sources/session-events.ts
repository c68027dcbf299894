import { omitUndefined } from "../../../lib/omit-undefined.js";
import {
  isJsonObject,
  type JsonObject,
  type SessionEvent,
  sessionEventField,
} from "../../../lib/settings/index.js";
import type { CtyObject } from "../../plugin/index.js";
import { SESSION_EVENTS, sessionEventsSchema } from "../schema/data-source-schemas.js";
import { valueOfObject } from "../values/document-value.js";
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
  schema: sessionEventsSchema(),
  document: SESSION_EVENTS,
  request: (given) => {
    const enableEventCache = given.flag("enable_event_cache");
    return {
      sessionId: given.text("session_id") ?? "",
      ...omitUndefined({ enableEventCache }),
      includeEvents: given.flag("include_events") ?? false,
    };
  },
  read: async ({ includeEvents, ...request }, { reader }, signal) => {
    const { events, ...read } = await reader.sessionEvents(request, signal);
    return {
      ...read,
      values: {
        event_count: events.length,
        counts_by_type: counted(events.map(({ eventType }) => eventType ?? NONE)),
        counts_by_host: counted(events.map(hostOf)),
        events: includeEvents
          ? events.map((event) => valueOfObject(sessionEventField, event as unknown as JsonObject, IN_CLEAR))
          : null,
      },
    };
  },
};

const NONE = "(none)";

function hostOf({ sourceProperties }: SessionEvent): string {
  const url = sourceProperties?.["url"];
  const host = isJsonObject(url) ? url["host"] : undefined;
  return typeof host === "string" ? host : NONE;
}

function counted(words: readonly string[]): CtyObject {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
