import type { Schema } from "../../plugin/index.js";
import { markSensitive, optional } from "./attributes.js";

/** The configuration of the provider. Each is read when a data source is, never before. */
export const providerSchema: Schema = {
  description: "Reads the recording settings of one Fullstory org. It changes nothing.",
  attributes: {
    api_key: markSensitive(
      optional(
        "string",
        "The API key as Fullstory shows it. Default: environment FULLSTORY_API_KEY. A key given as an ordinary variable stands in the plan file; an ephemeral variable or the environment keeps it out.",
      ),
    ),
    base_url: optional(
      "string",
      "`https://api.fullstory.com`, `https://api.eu1.fullstory.com`, a literal loopback address, or a host that `allow_host` names. Default: environment FULLSTORY_BASE_URL, else `https://api.fullstory.com`.",
    ),
    allow_host: optional(
      ["list", "string"],
      "Other hosts that may be given the key, each exactly `host` or `host:port`.",
    ),
    expect_org: optional("string", "The org that the key must belong to. Anything else fails every read."),
    snapshot: optional(
      "string",
      'Path of a snapshot file to read in place of live settings, or `"live"`. Default: environment FULLSTORY_SETTINGS_SOURCE, else live.',
    ),
    max_age: optional(
      "string",
      'How long ago a snapshot may have been verified: a length like `"12h"` or `"14d"`, or `"off"`. Default `"14d"`.',
    ),
    timeout: optional("string", 'How long one attempt may take, for example `"10s"`. Default `"10s"`.'),
    deadline: optional("string", 'How long a read may take, retries and waits included. Default `"60s"`.'),
    attempts: optional("number", "Attempts in all, the first included. Default 4."),
    on_tightened: optional(
      "string",
      'What a difference does that is only stricter: `"error"` or `"warning"`. Default `"error"`.',
    ),
    vendor_rules: optional(
      "string",
      '`"report"`: rules that Fullstory keeps and nobody declared are no difference. `"exact"`: they are. Default `"report"`.',
    ),
    warnings_as_errors: optional("bool", "Whether every warning fails the plan. Default false."),
    show_actors: optional("bool", "Whether messages name people in full. Default false."),
    expose_identifiers: optional(
      "bool",
      "Whether data sources hold people, user ids and free text as they are; state and plan file then hold them too. Default false: masked.",
    ),
    mask_addresses: optional("bool", "Whether IP addresses are masked. Default false."),
    max_waiver_days: optional("number", "How many days ahead a waiver may expire. Default 90."),
  },
};
