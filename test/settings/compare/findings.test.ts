import type { CompareOptions } from "../../../lib/settings/compare/compare.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { spellLive } from "../../../lib/settings/model/live-value.js";
import { compared, decoded, resultOf, verdict } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

const vendor = { ...answered, selector: "i", editable: "EDITABLE_DESCRIPTION_ONLY" };
const { notes: _, ...withoutNotes } = answered;
const ssn = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };

function findings(name: EndpointName, live: unknown, declared: unknown, options?: CompareOptions) {
  return compared(name, live, declared, options).fields.flatMap((field) => field.findings);
}

describe("The digest of a live value, which a waiver quotes", () => {
  const digest = (change: object) =>
    findings(
      "privacy",
      { elementBlocks: [{ ...answered, ...change }] },
      { elementBlocks: [] },
      { vendorRules: "exact" },
    )[0]?.observed;

  it.each([
    { notes: "x" },
    { notes: null },
    { label: "x" },
    { lastUpdated: "x" },
    { groupId: 3 },
    { editable: "EDITABLE_X" },
  ])("outlives %j", (change) => {
    expect(digest(change)).toBe(digest({}));
  });

  it.each([{ exceptionSelectors: null }, { targetingConditions: [] }, { scope: undefined }])(
    "is the same for what means the same: %j",
    (change) => {
      const { scope, ...rest } = answered;
      const body = "scope" in change ? rest : { ...rest, scope, ...change };
      expect(findings("privacy", { elementBlocks: [body] }, { elementBlocks: [] })[0]?.observed).toBe(
        digest({}),
      );
    },
  );

  it.each([
    { scope: "NO_SESSIONS" },
    { consent: true },
    { type: "BLOCK_SCRUB" },
    { exceptionSelectors: ["x"] },
    { targetingConditions: [{}] },
    { selector: "x" },
  ])("changes with %j", (change) => {
    expect(digest(change)).not.toBe(digest({}));
  });

  it("is the same in every release, since waivers quote it", () => {
    const of = (live: unknown, declared: unknown) =>
      findings("blocking", { blockedIps: live }, { blockedIps: declared })[0]?.observed;
    expect(of([], ["192.0.2.1"])).toBe("1be3dea98e619975f8b975e801fed84a");
    expect(of(["192.0.2.1"], [])).toBe("cfe51c8d08d51cddae3f3c420856b843");
  });

  it("of an item without a name changes with the item around it", () => {
    const of = (domain: string) =>
      findings(
        "domain",
        { onlyRecordKnownDomains: true, domains: [{ domain, disabled: false }] },
        { onlyRecordKnownDomains: true, domains: Match.eachLike({ disabled: true }) },
      )[0]?.observed;
    expect(of("a.example")).not.toBe(of("b.example"));
  });

  it("of a whole list does not depend on the order of what has none", () => {
    const field = endpoints.privacy.document.fields["elementBlocks"];
    if (field === undefined) throw new Error("no such field");
    const text = (...blocks: unknown[]) =>
      spellLive(
        field,
        (decoded("privacy", { elementBlocks: blocks }) as { elementBlocks: never }).elementBlocks,
      );
    expect(text(answered, vendor)).toBe(text(vendor, { ...answered, notes: "x" }));
  });
});

describe("Personal data in a finding", () => {
  const metadata = { lastUpdatedBy: "jane@example.com" };

  it.each<[string, EndpointName, unknown, unknown]>([
    ["a person", "geo", { metadata }, { metadata: { lastUpdatedBy: "secret@example.com" } }],
    [
      "a person where there is no metadata",
      "geo",
      { metadata: null },
      { metadata: { lastUpdatedBy: "secret@example.com" } },
    ],
    [
      "one of two persons",
      "geo",
      { metadata: { lastUpdatedBy: "secret@example.com" } },
      { metadata: Match.oneOf({ lastUpdatedBy: "a" }, { lastUpdatedBy: "b" }) },
    ],
    [
      "not a person",
      "geo",
      { metadata: { lastUpdatedBy: "secret@example.com" } },
      { metadata: Match.not({ lastUpdatedBy: "secret@example.com" }) },
    ],
    ["an unknown key", "geo", { metadata, who: "secret@example.com" }, Match.exact({ metadata })],
    [
      "an unknown key of the metadata",
      "geo",
      { metadata: { ...metadata, who: "secret@example.com" } },
      { metadata: Match.exact(metadata) },
    ],
    ["a user id", "blocking", { blockedAppIds: ["secret@example.com"] }, { blockedAppIds: [] }],
    ["a declared user id", "blocking", { blockedAppIds: [] }, { blockedAppIds: ["secret@example.com"] }],
    [
      "a pattern of user ids",
      "blocking",
      { blockedAppIds: ["secret@example.com"] },
      { blockedAppIds: [Match.stringLikeRegexp("secret@example.com$x")] },
    ],
    [
      "user ids, not this list",
      "blocking",
      { blockedAppIds: ["secret@example.com"] },
      { blockedAppIds: Match.not(["secret@example.com"]) },
    ],
    [
      "notes that nobody declared",
      "privacy",
      { elementBlocks: [{ ...answered, notes: "secret@example.com" }] },
      { elementBlocks: [Match.exact(withoutNotes)] },
    ],
    [
      "notes of a rule that nobody declared",
      "privacy",
      { elementBlocks: [{ ...answered, notes: "secret@example.com" }] },
      { elementBlocks: [] },
    ],
  ])("is masked: %s", (_title, name, live, declared) => {
    const { fields } = compared(name, live, declared);
    const shown = fields.flatMap((field) => field.findings);
    expect(shown.length).toBeGreaterThan(0);
    expect(JSON.stringify(shown)).not.toMatch(/ecret@example/);
  });

  it("makes a secret of the whole metadata, whose text would carry persons", () => {
    expect(compared("geo", { metadata }, { metadata }).fields[0]?.dataClass).toBe("person");
  });

  it("shows notes that are declared", () => {
    const shown = findings(
      "privacy",
      { elementBlocks: [{ ...answered, notes: "live" }] },
      { elementBlocks: [{ ...ssn, notes: "declared" }] },
    );
    expect(shown).toMatchObject([{ declared: '"declared"', live: '"live"' }]);
  });

  it("masks addresses only on demand", () => {
    const at = (maskAddresses: boolean) =>
      JSON.stringify(
        findings("blocking", { blockedIps: ["203.0.113.250"] }, { blockedIps: [] }, { maskAddresses }),
      );
    expect(at(false)).toContain("203.0.113.250");
    expect(at(true)).not.toContain("203.0.113.250");
  });
});

describe("What a rule implies", () => {
  it("is said to be implied, and what is written is not", () => {
    const weak = { ...answered, scope: "NO_SESSIONS", consent: true, exceptionSelectors: ["x"] };
    const shown = findings(
      "privacy",
      { elementBlocks: [weak] },
      { elementBlocks: [{ ...ssn, consent: false }] },
    );
    expect(Object.fromEntries(shown.map((finding) => [finding.path, finding.implied]))).toEqual({
      'elementBlocks[".tax-id"].scope': true,
      'elementBlocks[".tax-id"].consent': false,
      'elementBlocks[".tax-id"].exceptionSelectors["x"]': true,
    });
  });
});

describe("What a rule implies and live does not say", () => {
  it("is said to be implied where the answer has no such key, and where it holds something else", () => {
    const { consent: _consent, ...silent } = answered;
    const shown = findings(
      "privacy",
      { elementBlocks: [{ ...silent, targetingConditions: { operator: "EQ" } }] },
      { elementBlocks: [ssn] },
    );
    expect(shown.map(({ path, kind, implied }) => [path, kind, implied])).toEqual([
      ['elementBlocks[".tax-id"].targetingConditions', "value", true],
      ['elementBlocks[".tax-id"].consent', "unknown", true],
    ]);
  });
});

describe("The live item that a missing one was most likely meant to be", () => {
  it("is named, and is not where the item is masked", () => {
    const near = (key: "blockedUas" | "blockedAppIds", live: string) =>
      findings("blocking", { [key]: [live] }, { [key]: ["PingProbe"] }).find(
        ({ kind }) => kind === "missing",
      );
    expect(near("blockedUas", "PingProbes")).toHaveProperty("near", "PingProbes");
    expect(near("blockedUas", "Other")).not.toHaveProperty("near");
    expect(near("blockedAppIds", "PingProbes")).not.toHaveProperty("near");
  });
});

describe("Declared texts that are no selectors", () => {
  it("are named once each, wherever they are declared as literals", () => {
    const { comparedAsText } = compared(
      "privacy",
      { elementBlocks: [answered], defaultPrivacyMode: "PRIVACY_MODE_OFF" },
      {
        defaultPrivacyMode: "PRIVACY_MODE_OFF",
        elementBlocks: [
          { ...ssn, selector: "[[", notes: "[[[" },
          { ...ssn, selector: "[[", consent: true },
          { ...ssn, exceptionSelectors: [">>", ".a"] },
          { ...ssn, selector: Match.stringLikeRegexp("]]") },
          Match.objectLike({ selector: null }),
        ],
      },
    );
    expect(comparedAsText).toEqual(["[[", ">>"]);
  });
});

describe("Rules that the vendor keeps", () => {
  it("are reported by path, in an order of their own", () => {
    const other = { ...vendor, selector: "a" };
    for (const elementBlocks of [
      [vendor, answered, other],
      [other, vendor, answered],
    ]) {
      const comparison = compared("privacy", { elementBlocks }, { elementBlocks: [ssn] });
      expect(resultOf(comparison)).toBe("matches");
      expect(comparison.vendorRules).toEqual(['elementBlocks["a"]', 'elementBlocks["i"]']);
    }
  });

  it("count as undeclared on demand", () => {
    expect(
      verdict("privacy", { elementBlocks: [vendor] }, { elementBlocks: [] }, { vendorRules: "exact" }),
    ).toBe("differs");
  });

  it("are not reported from an alternative that does not hold, nor from under not", () => {
    const live = { elementBlocks: [answered, vendor] };
    const other = { ...ssn, selector: "x" };
    expect(compared("privacy", live, { elementBlocks: Match.oneOf([other], [ssn]) }).vendorRules).toEqual([
      'elementBlocks["i"]',
    ]);
    expect(compared("privacy", live, { elementBlocks: Match.not([other]) }).vendorRules).toEqual([]);
  });
});

describe("Reserved fields that are in use", () => {
  const live = { elementBlocks: [{ ...answered, groupId: 4 }], elementRuleGroups: { a: 1 } };

  it("are reported where they are not declared", () => {
    expect(compared("privacy", live, { elementBlocks: [ssn] }).reservedInUse).toEqual([
      'elementBlocks[".tax-id"].groupId',
      "elementRuleGroups",
    ]);
  });

  it("are not reported where they are declared", () => {
    const declared = {
      elementBlocks: Match.arrayWith([{ ...ssn, groupId: 4 }]),
      elementRuleGroups: { a: 1 },
    };
    expect(compared("privacy", live, declared).reservedInUse).toEqual([]);
  });

  it("are reported for the rule that does not declare them, beside one that does", () => {
    const two = { elementBlocks: [...live.elementBlocks, { ...answered, selector: ".b", groupId: 5 }] };
    const declared = {
      elementBlocks: [
        { ...ssn, groupId: 4 },
        { ...ssn, selector: ".b" },
      ],
    };
    expect(compared("privacy", two, declared).reservedInUse).toEqual(['elementBlocks[".b"].groupId']);
  });

  it.each([{ elementBlocks: [answered], elementRuleGroups: {} }, { elementRuleGroups: null }, {}])(
    "are none in %j",
    (body) => {
      expect(
        compared("privacy", { ...body, discardIpAddresses: true }, { discardIpAddresses: true })
          .reservedInUse,
      ).toEqual([]);
    },
  );
});

describe("The order in which an unordered list arrives", () => {
  const blocks = [
    answered,
    { ...answered, type: "BLOCK_SCRUB" },
    { ...answered, type: "BLOCK_RECORD", notes: "a" },
    { ...answered, type: "BLOCK_RECORD", consent: true },
    { ...answered, scope: "NO_SESSIONS" },
    vendor,
    { ...vendor, editable: "EDITABLE_ANY" },
  ];
  const strip = (elementBlocks: unknown, declared: unknown) => {
    const { fields, vendorRules } = compared("privacy", { elementBlocks }, { elementBlocks: declared });
    return { fields, vendorRules };
  };

  it.each<[string, unknown]>([
    ["rules", [ssn, { ...ssn, type: "BLOCK_UNMASK" }]],
    ["nothing", []],
    ["a partial rule", [Match.objectLike({ consent: false })]],
    ["arrayWith", Match.arrayWith([ssn, { ...ssn, type: "BLOCK_MASK", scope: "NO_SESSIONS" }])],
    ["every rule", Match.eachLike({ scope: "ALL_SESSIONS", type: "BLOCK_EXCLUDE" })],
    ["patterns", [{ selector: Match.stringLikeRegexp("s"), type: "BLOCK_MASK" }]],
  ])("changes neither verdict nor texts nor paths against %s", (_title, declared) => {
    const first = strip(blocks, declared);
    for (let turn = 1; turn < blocks.length; turn++) {
      expect(strip([...blocks.slice(turn), ...blocks.slice(0, turn)], declared)).toEqual(first);
      expect(strip([...blocks.slice(turn), ...blocks.slice(0, turn)].reverse(), declared)).toEqual(first);
    }
  });
});

describe("Very many items that cannot be told apart", () => {
  const many = Array.from({ length: 1_001 }, (_, index) => `10.${index}`);

  it("are an error, and never a match, beyond a thousand", () => {
    const elementBlocks = many.map((selector) => ({ ...answered, selector }));
    const declared = {
      elementBlocks: Match.arrayWith([{ selector: Match.stringLikeRegexp("."), type: "BLOCK_EXCLUDE" }]),
    };
    const comparison = compared("privacy", { elementBlocks }, declared);
    expect(comparison.problems).toMatchObject([{ path: "elementBlocks" }]);
    expect(resultOf(comparison)).toBe("not-checked");
    expect(verdict("privacy", { elementBlocks }, { elementBlocks: Match.not(declared.elementBlocks) })).toBe(
      "not-checked",
    );
    expect(verdict("privacy", { elementBlocks: elementBlocks.slice(1) }, declared)).toBe("matches");
  });
});

test("Of what an undocumented key holds, not a letter is shown.", () => {
  const { fields } = compared(
    "geo",
    { recordGeoMode: "GEO_ALL", newKey: "planted-value", deep: { a: ["planted-value"] } },
    Match.exact({ recordGeoMode: "GEO_ALL" }),
  );
  const shown = fields.flatMap(({ findings }) => findings.map(({ path, live }) => [path, live]));
  expect(shown).toEqual([
    ["newKey", '"..."'],
    ["deep", '"..."'],
  ]);
});
