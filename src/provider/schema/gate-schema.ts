import { type Endpoint, endpointNames, endpoints } from "../../../lib/settings/index.js";
import type { Attribute, Schema } from "../../plugin/index.js";
import { buildList, computed, optional, required } from "./attributes.js";

const waiver = buildList({
  path: required("string", "The path that the message prints."),
  observed: required("string", "The digest that the message prints. It fits this finding only."),
  reason: required("string", "Why it may pass."),
  expires: required("string", "A date (its last second, UTC) or an ISO 8601 instant."),
  owner: optional("string", "Who looks after it."),
  whole: optional("bool", "Whether the path is a whole list. Default false."),
  shared_by: optional(
    "number",
    "How many gates were given it, this one included: where none of them needs it, the last that is read says so. Default 1.",
  ),
});

const finding = buildList({
  document: computed("string", "The endpoint, for example `privacy`."),
  platform: computed("string", "`web` or `mobile`, where the endpoint has both."),
  path: computed("string", "Where in the document."),
  result: computed("string", "`differs`, `not-checked` or `waived`."),
  kind: computed("string", "What kind of difference it is."),
  direction: computed("string", "`loosened`, `tightened` or `unclear`."),
  declared: computed("string", "What is declared, as JSON text or a matcher; masked as messages are."),
  live: computed("string", "What is live, as JSON text; masked as messages are."),
  observed: computed("string", "The digest that a waiver quotes."),
  implied: computed("bool", "Whether the expectation was not written, but is part of what a rule means."),
  note: computed("string", "One more sentence."),
});

function buildDeclaration({ doc, platforms }: Endpoint): Attribute {
  const shape = platforms
    ? "`{ web = {...}, mobile = {...} }`, at least one of them."
    : "An object of the document's settings, or its JSON text.";
  return optional("dynamic", `What is expected of: ${doc} ${shape}`);
}

/** The attributes of `fullstory_gate`, as a data source and as an ephemeral resource. */
export const gateSchema: Schema = {
  description:
    "Compares the org's live recording settings with what is declared, and fails where they differ.",
  attributes: {
    ...Object.fromEntries(endpointNames.map((name) => [name, buildDeclaration(endpoints[name])])),
    require: optional(
      ["list", "string"],
      "Endpoints that must be declared here. A declaration that is null as a whole counts as left out.",
    ),
    because: optional("string", "Why it matters; messages say it."),
    severity: optional(
      "string",
      '`"error"`: differences fail the plan. `"warning"`: they are shown. Default `"error"`.',
    ),
    on_tightened: optional(
      "string",
      'What a difference does that is only stricter: `"error"` or `"warning"`. Default: the provider\'s.',
    ),
    on_drift: optional(
      "string",
      '`"error"`: differences are this read\'s own errors. `"report"`: they are in `findings` and `passed` only. Default `"error"`.',
    ),
    declared_at: optional(
      "string",
      '`file:line` of the code that this gate was generated from. Messages and findings then use the names of TypeScript. What only warns is told in `warnings` alone, and with `on_drift = "report"` what fails in `failures` alone.',
    ),
    waivers: optional(waiver, "Differences that are let through for a while."),
    passed: computed("bool", "Whether everything declared was read and matches, whatever the severity."),
    checked: computed("number", "How many declared fields were compared."),
    findings: computed(finding, "Every declared path that does not match."),
    failures: computed(
      ["list", "string"],
      "The message of everything that should fail a plan: differences of severity `error`, documents that could not be read, expired waivers.",
    ),
    warnings: computed(["list", "string"], "The message of every difference that is only to be shown."),
    org: computed("string", "The org that the key belongs to, where Fullstory said so."),
    read_at: computed("string", "Instant of the earliest request, ISO 8601, UTC."),
    record: computed(
      "string",
      "SHA-256 of what `cdktf-fullstory gate` wrote down of this read; null elsewhere.",
    ),
  },
};
