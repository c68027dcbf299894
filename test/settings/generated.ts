import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { anyCharacter } from "../characters.js";
import * as fc from "../fast-check.js";

type Body = Record<string, unknown>;

/** Texts that Terraform, CDKTF, JSON or a careless comparer may take for each other. */
export const tricky = fc.constantFrom(
  "",
  "a",
  "A",
  "true",
  "null",
  "0",
  "\u00e9",
  "e\u0301",
  "K",
  "\u212a",
  "\ud800",
  "\udfff",
  "\ufffd",
  "\ufeffa",
  '${file("/etc/passwd")}',
  "%{if true}",
  "#{TfToken[TOKEN.0]}",
  "${TfToken[TOKEN.0]}",
  "&{x}",
  "-8.10956221259138e+298",
  "__proto__",
  "constructor",
  "absent()",
  'not("a")',
  "[]",
  "{}",
  '"',
  "\\",
  "\n",
  "a.b[0]",
);
const text = fc.oneof(tricky, fc.string({ unit: anyCharacter, maxLength: 4 }), fc.constant("x".repeat(300)));
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(".a", ".b", ".c") },
  { weight: 1, arbitrary: text },
);
const texts = fc.array(text, { maxLength: 4 });

/** Open JSON, never empty where it stands as an object. */
const open = fc.letrec<{ value: unknown; object: Body }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom("a", "b", "operator", "children", "__proto__", "x y"), tie("value"), {
    minKeys: 1,
    maxKeys: 3,
  }),
})).object;

const block = fc.record({
  selector: name,
  type: fc.constantFrom(
    "BLOCK_EXCLUDE",
    "BLOCK_SCRUB",
    "BLOCK_MASK",
    "BLOCK_RECORD",
    "BLOCK_UNMASK",
    "BLOCK_NEW",
  ),
  scope: fc.constantFrom(
    "ALL_SESSIONS",
    "LIVE_SESSIONS",
    "LIVE_SESSIONS_ONLY",
    "PREVIEW_SESSIONS",
    "NO_SESSIONS",
    "NEW_SESSIONS",
  ),
  consent: fc.boolean(),
  exceptionSelectors: fc.oneof(texts, fc.constant(null)),
  targetingConditions: fc.oneof(fc.array(open, { maxLength: 2 }), open, fc.constantFrom(null, {})),
  notes: fc.oneof(text, fc.constant(null)),
  label: fc.constantFrom("", null, "l"),
  editable: fc.constantFrom("EDITABLE_ANY", "EDITABLE_DESCRIPTION_ONLY"),
  groupId: fc.integer({ min: 0, max: 2 }),
  lastUpdated: fc.constantFrom("0001-01-01T00:00:00Z", "2021-05-30T20:05:30.032Z"),
});
const mode = fc.constantFrom("ELIDE", "WHITELIST", "RECORD", "HASH");
const watch = fc.record({
  urlRegex: name,
  recordReq: mode,
  recordRsp: mode,
  whitelistReq: text,
  whitelistRsp: text,
});

/** Bodies as the six endpoints answer them, all fields present. */
export const bodies: Readonly<Record<EndpointName, fc.Arbitrary<Body>>> = {
  blocking: fc.record({ blockedIps: texts, blockedUas: texts, blockedAppIds: texts }),
  domain: fc.record({
    onlyRecordKnownDomains: fc.boolean(),
    domains: fc.array(fc.record({ domain: name, disabled: fc.boolean() }), { maxLength: 4 }),
  }),
  geo: fc.record({
    recordGeoMode: fc.constantFrom("GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST", "GEO_NEW"),
    recordGeoZones: fc.array(fc.constantFrom("US", "CA", "DE", "us"), { maxLength: 4 }),
  }),
  privacy: fc.record({
    elementBlocks: fc.array(block, { maxLength: 5 }),
    ajaxWatches: fc.array(watch, { maxLength: 4 }),
    discardIpAddresses: fc.boolean(),
    defaultPrivacyMode: fc.constantFrom(
      "PRIVACY_MODE_OFF",
      "PRIVACY_MODE_MASK_BODY",
      "PRIVACY_MODE_MASK_DEFAULT",
      "NEW",
    ),
  }),
  features: fc.record({
    enabled: fc.boolean(),
    consoleWatcher: fc.boolean(),
    ajaxWatcher: fc.boolean(),
    resourceUploading: fc.boolean(),
    recordingShutoff: fc.boolean(),
    clientSideRageClick: fc.boolean(),
  }),
  targeting: fc.record({ sessionTargetingRules: fc.array(open, { maxLength: 4 }) }),
};

/** An endpoint with a body. */
export const answers: fc.Arbitrary<readonly [EndpointName, Body]> = fc.oneof(
  ...(Object.keys(bodies) as EndpointName[]).map((endpoint) =>
    bodies[endpoint].map((body) => [endpoint, body] as const),
  ),
);

export const blocks = fc.array(block, { maxLength: 5 });

/** Whether a value holds an empty object, which no plain declaration may. */
export function holdsEmptyObject(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsEmptyObject);
  if (typeof value !== "object" || value === null) return false;
  const values = Object.values(value);
  return values.length === 0 || values.some(holdsEmptyObject);
}
