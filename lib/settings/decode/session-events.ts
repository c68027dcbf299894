import { type SessionEvents, sessionEventsField } from "../endpoints/session-events.js";
import { type Decoded, decodeObject } from "./decode-document.js";

export function decodeSessionEvents(body: unknown): Decoded<SessionEvents> {
  const decoded = decodeObject(sessionEventsField, body);
  if (!decoded.ok) return decoded;
  const events = (decoded.value as Partial<SessionEvents>).events;
  if (!Array.isArray(events)) return { ok: false, faults: ["$.events: expected an array, found nothing"] };
  return { ...decoded, value: { events } };
}
