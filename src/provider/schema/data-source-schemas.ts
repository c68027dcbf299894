import { type Endpoint, sessionEventField } from "../../../lib/settings/index.js";
import { recordingType } from "../../../lib/terraform/index.js";
import type { Attributes, Schema } from "../../plugin/index.js";
import { computed, listOf, optional, required, sensitive } from "./attributes.js";
import { attributesOf } from "./field-attributes.js";

/** `fullstory_recording_geo`. */
export function documentName(endpoint: Endpoint): string {
  return recordingType({ kind: "document", endpoint });
}

/** `fullstory_recording_geo_history`. */
export function historyName(endpoint: Endpoint): string {
  return recordingType({ kind: "history", endpoint });
}

export const SESSION_EVENTS = recordingType({ kind: "session-events" });

const readAt = computed("string", "Instant at which the request was sent, ISO 8601, UTC.");

const PATHS = ["list", "string"] as const;

/** The fields of a document, and what else its answer held. */
function settingsOf({ document }: Endpoint): Attributes {
  return {
    ...attributesOf(document),
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

function platformOf({ platforms }: Endpoint): Attributes {
  if (!platforms) return {};
  const platform = optional("string", '`"web"` or `"mobile"`. Left out, Fullstory answers for the web.');
  return { platform };
}

/** The settings document of an endpoint. */
export function documentSchema(endpoint: Endpoint): Schema {
  return {
    description: `${endpoint.doc} It reads them and judges nothing; \`fullstory_gate\` judges.`,
    attributes: { ...platformOf(endpoint), read_at: readAt, ...settingsOf(endpoint) },
  };
}

/** The versions of an endpoint's settings document. */
export function historySchema(endpoint: Endpoint): Schema {
  return {
    description: `Versions of the settings that \`${documentName(endpoint)}\` reads.`,
    attributes: {
      ...platformOf(endpoint),
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
      versions: computed(listOf(settingsOf(endpoint)), "The versions, the newest first."),
    },
  };
}

/** The events of one session. */
export function sessionEventsSchema(): Schema {
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
      events: sensitive(
        computed(
          listOf(attributesOf(sessionEventField)),
          "The events in order, with nothing masked; null without `include_events`.",
        ),
      ),
    },
  };
}
