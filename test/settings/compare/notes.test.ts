import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";

const domains = (...of: unknown[]) => ({ domains: of });
const first = { domain: "a.example" };
const second = { domain: "b.example" };
const anyway = { onlyRecordKnownDomains: Match.anyValue() };

const NEW_WORD = "live has an undocumented word, which says nothing about other words";
const watch = (urlRegex: string) => ({ urlRegex, recordReq: "ELIDE", recordRsp: "ELIDE" });
const mask = { selector: ".a", type: "BLOCK_MASK", scope: "ALL_SESSIONS", consent: false };

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
    "an undocumented word is not what a pattern is for",
    "geo",
    { recordGeoMode: "GEO_NEW" },
    { recordGeoMode: Match.not(Match.stringLikeRegexp("ALL")) },
    "not-checked",
    NEW_WORD,
  ],
  [
    "an undocumented word may be what must not be in a list",
    "privacy",
    { elementBlocks: [{ selector: ".a", type: "BLOCK_NEW" }] },
    { elementBlocks: Match.not(Match.arrayWith([{ selector: ".a", type: "BLOCK_MASK" }])) },
    "not-checked",
    NEW_WORD,
  ],
  [
    "an undocumented word is the reason beside another difference",
    "privacy",
    { ajaxWatches: [watch("/c"), { ...watch("/b"), recordReq: "HASH" }, watch("/a")] },
    { ajaxWatches: Match.not(Match.arrayWith([watch("/a"), watch("/b")])) },
    "not-checked",
    NEW_WORD,
  ],
  [
    "one of several may be what is not in the answer",
    "features",
    { consoleWatcher: true },
    { enabled: Match.not(Match.oneOf(true, false)) },
    "not-checked",
    "no alternative holds, and one could not be decided",
  ],
  [
    "a rule that unmasks stands beside a declared part",
    "privacy",
    { elementBlocks: [mask, { ...mask, selector: ".b", type: "BLOCK_UNMASK" }] },
    { elementBlocks: Match.arrayWith([{ selector: ".a", type: "BLOCK_MASK" }]) },
    "differs",
    "an undeclared live rule unmasks, and nobody can tell which elements it reaches; declare it, or write Match.arrayWith(rules, { allowUnmask: true })",
  ],
  [
    "a rule of a new type stands beside a declared part",
    "privacy",
    { elementBlocks: [mask, { ...mask, selector: ".b", type: "BLOCK_NEW" }] },
    { elementBlocks: Match.arrayWith([{ selector: ".a", type: "BLOCK_MASK" }]) },
    "differs",
    "an undeclared live rule has a type that nobody documents, so it may unmask; declare it, or write Match.arrayWith(rules, { allowUnmask: true })",
  ],
  [
    "a wider live range is the only finding",
    "blocking",
    { blockedIps: ["10.0.0.*"] },
    { blockedIps: ["10.0.0.1"] },
    "differs",
    "a wider live entry covers the declared one",
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

it("A wider range is said to cover a declared one beside it, where it is declared itself or stands for a pattern", () => {
  const found = (live: unknown, blockedIps: unknown) =>
    compared("blocking", { blockedIps: live }, { blockedIps }).fields.flatMap(({ findings }) =>
      findings.map(({ path, direction, note }) => [path, direction, note]),
    );
  const note = "a wider live entry covers the declared one";
  expect(found(["10.0.0.*"], ["10.0.0.1", "10.0.0.*"])).toEqual([
    ['blockedIps["10.0.0.1"]', "tightened", note],
  ]);
  expect(found(["10.0.0.*"], [Match.stringLikeRegexp("[*]"), "10.0.0.1"])).toEqual([
    ['blockedIps["10.0.0.1"]', "tightened", note],
  ]);
});

it("A longer list of selectors covers a declared exception only by leaving more alone, which is no wider protection", () => {
  const live = { elementBlocks: [{ ...mask, exceptionSelectors: [".x, .y"] }] };
  const declared = [{ selector: ".a", type: "BLOCK_MASK", exceptionSelectors: [".x"] }];
  const { fields } = compared("privacy", live, { elementBlocks: declared });
  expect(
    fields.flatMap(({ findings }) => findings.map(({ kind, direction, note }) => [kind, direction, note])),
  ).toEqual([
    ["extra", "loosened", undefined],
    ["missing", "tightened", undefined],
  ]);
});
