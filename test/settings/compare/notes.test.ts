import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";

const domains = (...of: unknown[]) => ({ domains: of });
const first = { domain: "a.example" };
const second = { domain: "b.example" };
const anyway = { onlyRecordKnownDomains: Match.anyValue() };

/** Title, endpoint, live, declaration, result and note of the only finding. */
const cases: [string, EndpointName, object, object, string, string][] = [
  [
    "what must be absent is there",
    "geo",
    { metadata: { created: "x" } },
    { metadata: Match.absent() },
    "differs",
    "declared absent",
  ],
  [
    "null is no value",
    "features",
    { enabled: null },
    { enabled: Match.anyValue() },
    "differs",
    "anyValue does not accept null",
  ],
  [
    "a pattern is for text",
    "geo",
    { recordGeoMode: null },
    { recordGeoMode: Match.stringLikeRegexp("GEO") },
    "differs",
    "live is no text",
  ],
  [
    "a pattern is not found",
    "geo",
    { recordGeoMode: "GEO_ALL" },
    { recordGeoMode: Match.stringLikeRegexp("LIST") },
    "differs",
    "the pattern is not found in the live value",
  ],
  [
    "a pattern has nothing to search",
    "geo",
    { metadata: { created: "x" } },
    { metadata: { createdBy: Match.stringLikeRegexp("x") } },
    "not-checked",
    "the answer has no such key",
  ],
  [
    "live is what is excluded",
    "geo",
    { recordGeoMode: "GEO_ALL" },
    { recordGeoMode: Match.not("GEO_ALL") },
    "differs",
    "live is what must not be",
  ],
  [
    "what is excluded is not in the answer",
    "features",
    { consoleWatcher: true },
    { enabled: Match.not(true) },
    "not-checked",
    "the answer has no such key",
  ],
  [
    "a documented field is not declared",
    "geo",
    { recordGeoMode: "GEO_ALL", recordGeoZones: [] },
    Match.exact({ recordGeoMode: "GEO_ALL" }),
    "differs",
    "live has a field that is not declared",
  ],
  [
    "a field is not even documented",
    "geo",
    { recordGeoMode: "GEO_ALL", who: 1 },
    Match.exact({ recordGeoMode: "GEO_ALL" }),
    "differs",
    "live has a field that nobody documents",
  ],
  [
    "only the order differs",
    "domain",
    { onlyRecordKnownDomains: true, ...domains(second, first) },
    { ...anyway, ...domains(first, second) },
    "differs",
    "order has meaning here, and live has another one",
  ],
];

it.each(cases)("A finding says why a value fails: %s", (_title, name, live, declared, result, note) => {
  const found = compared(name, live, declared).fields.flatMap((field) => field.findings);
  expect(found.map((finding) => [finding.result, finding.note])).toEqual([[result, note]]);
});

it.each([
  ["BLOCK_UNMASK", "loosened"],
  ["BLOCK_NEW", "unclear"],
])(
  "An undeclared %s is %s by itself, and not because a declared rule has its selector",
  (type, direction) => {
    const mask = { selector: ".a", type: "BLOCK_MASK", scope: "ALL_SESSIONS", consent: false };
    const [field] = compared(
      "privacy",
      { elementBlocks: [mask, { ...mask, type }] },
      { elementBlocks: [{ selector: ".a", type: "BLOCK_MASK" }] },
    ).fields;
    expect(field?.findings.map((finding) => [finding.direction, finding.note])).toEqual([
      [direction, undefined],
    ]);
  },
);
