import type { EndpointName } from "../../lib/settings/model/endpoint";
import { renderDeclaration } from "../../src/reports/declaration/declaration";
import * as fc from "../fast-check.js";
import { document, safeJson } from "../snapshot/documents";
import { declaredBy } from "./declared-by";

const options = { includeIdentifiers: true, includePeople: true, includeNotes: true };

function textFor(name: EndpointName, body: object, more: object = {}): string {
  const documents = { [name]: document(name, body) };
  return renderDeclaration({
    org: "o-1",
    host: "h",
    day: "2026-11-20",
    documents,
    skipped: [],
    ...options,
    ...more,
  });
}

async function differencesFor(name: EndpointName, body: object): Promise<readonly string[]> {
  return (await declaredBy(textFor(name, body), async () => body)).differences;
}

describe("a generated declaration", () => {
  test.each<[string, EndpointName, object]>([
    [
      "null and absent modifiers",
      "privacy",
      {
        elementBlocks: [
          { selector: ".a", type: "BLOCK_MASK", consent: null },
          { selector: ".b", type: "BLOCK_EXCLUDE" },
        ],
      },
    ],
    [
      "a rule with an unknown key and no scope",
      "privacy",
      { elementBlocks: [{ selector: ".a", type: "BLOCK_MASK", odd: 1 }] },
    ],
    [
      "items that are no whole rule",
      "privacy",
      { elementBlocks: [{ selector: ".a" }, {}], ajaxWatches: [{ urlRegex: "x" }, {}] },
    ],
    [
      "a WHITELIST without its list",
      "privacy",
      { ajaxWatches: [{ urlRegex: "x", recordReq: "WHITELIST", recordRsp: "ELIDE" }] },
    ],
    [
      "vendor rules, alone and beside an own rule of the same selector",
      "privacy",
      {
        elementBlocks: [
          { selector: ".a", type: "BLOCK_MASK", editable: "EDITABLE_NONE" },
          { selector: ".b", type: "BLOCK_MASK", editable: "EDITABLE_NONE" },
          { selector: ".b", type: "BLOCK_EXCLUDE", scope: "LIVE_SESSIONS", consent: true },
        ],
      },
    ],
    [
      "the same rule twice",
      "privacy",
      {
        elementBlocks: [
          { selector: ".a", type: "BLOCK_SCRUB" },
          { selector: ".a", type: "BLOCK_MASK" },
        ],
      },
    ],
    [
      "the same exceptions in another order",
      "privacy",
      {
        elementBlocks: [
          { selector: ".a", type: "BLOCK_MASK", exceptionSelectors: ["p", "q"] },
          { selector: ".a", type: "BLOCK_MASK", exceptionSelectors: ["q", "p", "p"] },
        ],
      },
    ],
    ["zones without a mode", "geo", { recordGeoZones: ["DE"] }],
    ["zones without a mode beside an unknown key", "geo", { recordGeoZones: ["DE"], odd: 1 }],
    ["null lists", "blocking", { blockedIps: null, blockedUas: [], blockedAppIds: ["a", "a"] }],
    [
      "domains without their switch, and empty ones",
      "domain",
      { domains: [{}, { domain: null }, { domain: "a", disabled: true }] },
    ],
    [
      "rules of open JSON",
      "targeting",
      {
        sessionTargetingRules: [
          {},
          { a: {}, b: [], c: [[{}]], d: null, e: 1.5 },
          JSON.parse('{"__proto__": {"x": 1}}'),
        ],
      },
    ],
    [
      "reserved fields in use",
      "privacy",
      { elementRuleGroups: { a: {} }, discardIpAddresses: null, defaultPrivacyMode: "PRIVACY_MODE_NEW" },
    ],
  ])("passes for %s", async (_, name, body) => expect(await differencesFor(name, body)).toEqual([]));

  test("fails once live is another one", async () => {
    const text = textFor("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] });
    const live = async () => ({ recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "FR"] });
    expect((await declaredBy(text, live)).differences).toHaveLength(1);
  });

  const hostile = 'Match.x("`${1}*/\n//\u2028\u202e::error::##[x]\\';

  test("holds nothing from outside but JSON literals in ASCII", async () => {
    const body = {
      elementBlocks: [
        {
          selector: hostile,
          type: hostile,
          scope: hostile,
          notes: hostile,
          exceptionSelectors: [hostile],
          targetingConditions: [{ [hostile]: hostile }],
        },
        { selector: `${hostile}2`, type: "BLOCK_MASK", editable: "EDITABLE_NONE" },
      ],
      metadata: { lastUpdated: hostile, lastUpdatedBy: hostile },
    };
    const text = textFor("privacy", body);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).not.toMatch(/::|##\[/);
    expect(await differencesFor("privacy", body)).toEqual([]);
  });

  test("declares nothing rather than an empty part", () => {
    const text = textFor("blocking", { blockedAppIds: ["a"] }, { includeIdentifiers: false });
    expect(text).toContain("// blocking: nothing else to declare.");
    expect(text).not.toContain("blocking: {");
    expect(text).not.toContain("Match");
  });

  test("passes for any settings that an org may have", async () => {
    const word = fc.oneof(fc.string(), fc.constantFrom(".a", ".b", "__proto__", hostile));
    const json = fc.dictionary(word, safeJson(2), { maxKeys: 3 });
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const rule = fc.record(
      {
        selector: maybe(word),
        type: maybe(
          fc.constantFrom("BLOCK_MASK", "BLOCK_SCRUB", "BLOCK_EXCLUDE", "BLOCK_RECORD", "BLOCK_NEW"),
        ),
        scope: maybe(fc.constantFrom("ALL_SESSIONS", "LIVE_SESSIONS", "NO_SESSIONS", "NEW")),
        consent: maybe(fc.boolean()),
        exceptionSelectors: maybe(fc.array(word, { maxLength: 2 })),
        targetingConditions: maybe(fc.oneof(fc.array(json, { maxLength: 2 }), json)),
        editable: maybe(fc.constantFrom("EDITABLE_ANY", "EDITABLE_DESCRIPTION_ONLY")),
        notes: maybe(word),
        groupId: maybe(fc.nat(2)),
        brandNew: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const watch = fc.record(
      {
        urlRegex: maybe(word),
        recordReq: maybe(fc.constantFrom("ELIDE", "WHITELIST", "RECORD", "NEW")),
        recordRsp: maybe(fc.constantFrom("ELIDE", "WHITELIST", "RECORD", "NEW")),
        whitelistReq: maybe(word),
      },
      { requiredKeys: [] },
    );
    const privacy = fc.record(
      {
        elementBlocks: maybe(fc.array(rule, { maxLength: 4 })),
        ajaxWatches: maybe(fc.array(watch, { maxLength: 3 })),
        discardIpAddresses: maybe(fc.boolean()),
        elementRuleGroups: maybe(json),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(privacy, async (body) => {
        expect(await differencesFor("privacy", body)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
