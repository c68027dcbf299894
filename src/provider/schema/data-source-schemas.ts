import { type Endpoint, sessionEventField } from "../../../lib/settings/index.js";
import { toRecordingType } from "../../../lib/terraform/index.js";
import type { Attributes, Schema } from "../../plugin/index.js";
import { buildList, computed, markSensitive, optional, required } from "./attributes.js";
import { buildAttributes } from "./field-attributes.js";

/** `fullstory_recording_geo`. */
export function nameDocumentSource(endpoint: Endpoint): string {
  return toRecordingType({ kind: "document", endpoint });
}

/** `fullstory_recording_geo_history`. */
export function nameHistorySource(endpoint: Endpoint): string {
  return toRecordingType({ kind: "history", endpoint });
}

export const SESSION_EVENTS = toRecordingType({ kind: "session-events" });

const readAt = computed("string", "Instant at which the request was sent, ISO 8601, UTC.");

const PATHS = ["list", "string"] as const;

/** The fields of a document, and what else its answer held. */
function buildSettings({ document }: Endpoint): Attributes {
  return {
    ...buildAttributes(document),
    unknown_keys: computed(
      PATHS,
      "Paths of keys in the answer that nobody documents. Their values are not shown.",
    ),
    null_keys: computed(
      PATHS,
      "Paths of keys that the answer has with null. Terraform has one null for these and for what is absent.",
    ),
    altered_keys: computed(
      PATHS,
      "Paths of texts that Terraform changes when it keeps them, since it makes all text NFC.",
    ),
  };
}

function buildPlatform({ platforms }: Endpoint): Attributes {
  if (!platforms) return {};
  const platform = optional("string", '`"web"` or `"mobile"`. Left out, Fullstory answers for the web.');
  return { platform };
}

/** The settings document of an endpoint. */
export function buildDocumentSchema(endpoint: Endpoint): Schema {
  return {
    description: `${endpoint.doc} It reads them and judges nothing; \`fullstory_gate\` judges.`,
    attributes: { ...buildPlatform(endpoint), read_at: readAt, ...buildSettings(endpoint) },
  };
}

/** The versions of an endpoint's settings document. */
export function buildHistorySchema(endpoint: Endpoint): Schema {
  return {
    description: `Versions of the settings that \`${nameDocumentSource(endpoint)}\` reads.`,
    attributes: {
      ...buildPlatform(endpoint),
      since: optional(
        "string",
        "A date or an ISO 8601 instant: versions are read back to the one that was in force then.",
      ),
      limit: optional(
        "number",
        "How many versions to read at most where there is no `since`, 1 to 100. Default 20.",
      ),
      read_at: readAt,
      complete: computed(
        "bool",
        "Whether the history was read to its first version, or back to the version in force at `since`.",
      ),
      versions: computed(buildList(buildSettings(endpoint)), "The versions, the newest first."),
    },
  };
}

/** The events of one session. */
export function buildSessionEventsSchema(): Schema {
  return {
    description: "How many events of each kind one session has; the events themselves only on request.",
    attributes: {
      session_id: required(
        "string",
        "`device:session` or `uuid:uuid`; the `!` of replay URLs may stand for the colon.",
      ),
      enable_event_cache: optional("bool", "Whether Fullstory may answer with events that it kept earlier."),
      include_events: optional(
        "bool",
        "Whether `events` holds the events: e-mail addresses, IP addresses and typed text, in clear in state and plan file. Default false.",
      ),
      read_at: readAt,
      event_count: computed("number", "How many events there are."),
      counts_by_type: computed(["map", "number"], "How many events there are of each type."),
      counts_by_host: computed(["map", "number"], "How many events came from each host."),
      events: markSensitive(
        computed(
          buildList(buildAttributes(sessionEventField)),
          "The events in order, with nothing masked; null without `include_events`.",
        ),
      ),
    },
  };
}
