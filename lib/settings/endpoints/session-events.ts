import type { ObjectField } from "../model/field.js";
import type { JsonObject } from "../model/json.js";

/** One captured event. Ids are strings because they exceed what a JavaScript number holds. */
export interface SessionEvent {
  readonly deviceId?: string | null;
  readonly sessionId?: string | null;
  readonly viewId?: string | null;
  /** Instant, ISO 8601. */
  readonly eventTime?: string | null;
  /** An open set of words. */
  readonly eventType?: string | null;
  readonly eventProperties?: JsonObject | null;
  /** An open set of words, for example `web`. */
  readonly sourceType?: string | null;
  readonly sourceProperties?: JsonObject | null;
}

/** What `GET /v2/sessions/{session_id}/events` answers: personal data throughout. */
export interface SessionEvents {
  readonly events: readonly SessionEvent[];
}

const id = { kind: "text", doc: "An id.", dataClass: "identifier" } as const;

export const sessionEventField: ObjectField = {
  kind: "object",
  doc: "One captured event.",
  fields: {
    deviceId: id,
    sessionId: id,
    viewId: id,
    eventTime: { kind: "text", doc: "Instant of the event." },
    eventType: { kind: "text", doc: "What happened." },
    eventProperties: { kind: "json", doc: "Details of the event.", dataClass: "person" },
    sourceType: { kind: "text", doc: "Where the event came from." },
    sourceProperties: { kind: "json", doc: "Details of the source.", dataClass: "person" },
  },
};

export const sessionEventsField: ObjectField = {
  kind: "object",
  doc: "The events of a session.",
  fields: {
    events: { kind: "list", order: "ordered", doc: "The events, in order.", item: sessionEventField },
  },
};
