import * as v from "valibot";
import { JUDGING_ADDRESS } from "../terraform/addresses.js";
import { EVIDENCE_VERSION } from "./evidence.js";

/** Nothing that a message or a table row needs is longer; declarations and live values may be. */
const text = v.string();
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/));
const maxAge = v.union([count, v.literal("off")]);
const severity = v.picklist(["error", "warning"]);
const source = v.picklist(["live", "snapshot", "documents"]);

const error = v.strictObject({ code: text, message: text, hint: v.optional(text) });

const counts = v.strictObject({
  declared: count,
  matches: count,
  loosened: count,
  tightened: count,
  unclear: count,
  notChecked: count,
  waived: count,
});

const readAt = v.optional(v.literal("plan"));

const org = v.strictObject({
  construct: text,
  readAt,
  id: v.optional(text),
  role: v.optional(text),
  orgPinned: v.boolean(),
  source,
  host: v.optional(text),
  snapshotMaxAge: maxAge,
  vendorRules: v.picklist(["report", "exact"]),
  warningsAsErrors: v.boolean(),
});

const expectation = v.strictObject({
  construct: text,
  quantifier: v.picklist(["now", "always", "changed-only-by"]),
  declared: v.optional(v.unknown()),
  since: v.optional(instant),
  allowEmpty: v.optional(v.boolean()),
  actors: v.optional(v.array(text)),
  severity,
  onTightened: severity,
  reportsOnly: v.optional(v.boolean()),
  because: v.optional(text),
  location: v.optional(text),
  address: v.optional(v.pipe(v.string(), v.regex(JUDGING_ADDRESS))),
});

const field = v.strictObject({
  field: text,
  construct: text,
  result: v.picklist(["matches", "differs", "not-checked", "waived", "tolerated"]),
  severity,
  onTightened: severity,
  declared: v.optional(text),
  expected: digest,
  observed: digest,
  whole: v.optional(text),
  items: v.optional(v.strictObject({ declared: count, matching: count })),
  because: v.optional(text),
  location: v.optional(text),
});

const notice = v.strictObject({
  kind: v.picklist(["not_live", "host", "reserved", "selector", "waiver"]),
  severity,
  message: text,
});

const document = v.strictObject({
  construct: text,
  address: v.pipe(v.string(), v.regex(JUDGING_ADDRESS)),
  org: text,
  endpoint: text,
  platform: v.optional(text),
  status: v.picklist(["read", "unreadable", "planned"]),
  source,
  readAt,
  host: v.optional(text),
  snapshot: v.optional(text),
  verifiedAt: v.optional(text),
  fetchedAt: v.optional(instant),
  maxAge,
  attempts: v.optional(count),
  digest: v.optional(digest),
  error: v.optional(error),
  expectations: v.array(expectation),
  fields: v.array(field),
  unknownKeys: v.array(text),
  vendorRules: v.array(text),
  reservedInUse: v.array(text),
  notices: v.optional(v.array(notice)),
});

const finding = v.strictObject({
  construct: text,
  address: text,
  endpoint: text,
  platform: v.optional(text),
  field: text,
  path: text,
  result: v.picklist(["matches", "differs", "not-checked", "waived"]),
  kind: text,
  direction: v.optional(v.picklist(["loosened", "tightened", "unclear"])),
  severity,
  declared: v.optional(text),
  live: v.optional(text),
  observed: v.optional(text),
  implied: v.boolean(),
  note: v.optional(text),
  blame: v.optional(text),
  changed: v.optional(v.strictObject({ at: v.optional(text), by: text, was: text })),
  remedy: v.optional(text),
  correction: v.optional(text),
  whole: v.optional(v.boolean()),
  because: v.optional(text),
  location: v.optional(text),
});

const waiver = v.strictObject({
  construct: text,
  org: text,
  endpoint: text,
  platform: v.optional(text),
  path: text,
  observed: text,
  reason: text,
  expires: text,
  owner: v.optional(text),
  whole: v.boolean(),
  state: v.picklist(["in-force", "expired", "changed", "unused"]),
});

const guard = v.strictObject({
  construct: text,
  addresses: v.array(text),
  except: v.array(text),
  applyMaxAge: v.optional(count),
});

const gap = v.strictObject({
  kind: v.picklist(["document", "platform", "field", "unknown-key"]),
  endpoint: text,
  platform: v.optional(text),
  name: v.optional(text),
});

/** What an evidence file holds. Every key is checked, because the file may come from anybody. */
export const evidenceSchema = v.strictObject({
  schemaVersion: v.literal(EVIDENCE_VERSION),
  tool: v.strictObject({ name: v.literal("cdktf-fullstory"), version: text }),
  stack: text,
  outcome: v.picklist(["pass", "notice", "drift", "unreadable", "planned", "error"]),
  synthesizedAt: instant,
  language: v.optional(v.picklist(["typescript", "hcl"])),
  terraformJsonSha256: v.optional(digest),
  error: v.optional(error),
  counts,
  orgs: v.array(org),
  documents: v.array(document),
  findings: v.array(finding),
  waivers: v.array(waiver),
  guards: v.array(guard),
  warnings: v.array(text),
  gaps: v.array(gap),
});
