import type { SessionEvent } from "../settings/decode/session-events.js";
import { bareObject, isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";

export function eventsOf(document: object): readonly SessionEvent[] {
  return (document as { readonly events?: readonly SessionEvent[] }).events ?? [];
}

/** How many events there are of each type. */
export function countsByType(events: readonly SessionEvent[]): JsonObject {
  return counted(events.map(({ eventType }) => eventType ?? "(none)"));
}

/** How many events came from each host. */
export function countsByHost(events: readonly SessionEvent[]): JsonObject {
  return counted(
    events.map(({ sourceProperties }) => {
      const url = sourceProperties?.["url"];
      const host = isJsonObject(url) ? url["host"] : undefined;
      return typeof host === "string" ? host : "(none)";
    }),
  );
}

function counted(words: readonly string[]): JsonObject {
  const counts = bareObject<Json>();
  for (const word of words) counts[word] = ((counts[word] as number | undefined) ?? 0) + 1;
  return counts;
}
