import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

const digest = expect.stringMatching(/^[0-9a-f]{32}$/);

function findings(name: EndpointName, live: unknown, declared: unknown) {
  return compared(name, live, declared).fields.flatMap((field) => field.findings);
}

describe("A finding says what it knows and has no other keys", () => {
  it("about a value that is another one", () => {
    expect(findings("features", { enabled: true }, { enabled: false })).toStrictEqual([
      {
        path: "enabled",
        result: "differs",
        kind: "value",
        direction: "loosened",
        declared: "false",
        live: "true",
        observed: digest,
        implied: false,
        dataClass: "setting",
      },
    ]);
  });

  it("about a live item that is not declared", () => {
    expect(findings("blocking", { blockedIps: ["192.0.2.1"] }, { blockedIps: [] })).toStrictEqual([
      {
        path: 'blockedIps["192.0.2.1"]',
        result: "differs",
        kind: "extra",
        direction: "tightened",
        live: '"192.0.2.1"',
        observed: digest,
        implied: false,
        dataClass: "address",
      },
    ]);
  });

  it("about a declared item that is not live", () => {
    expect(findings("blocking", { blockedIps: [] }, { blockedIps: ["192.0.2.1"] })).toStrictEqual([
      {
        path: 'blockedIps["192.0.2.1"]',
        result: "differs",
        kind: "missing",
        direction: "loosened",
        declared: '"192.0.2.1"',
        observed: digest,
        implied: false,
        dataClass: "address",
      },
    ]);
  });

  it("about what could not be decided, which has no direction", () => {
    expect(findings("features", { consoleWatcher: true }, { enabled: false })).toStrictEqual([
      {
        path: "enabled",
        result: "not-checked",
        kind: "unknown",
        declared: "false",
        observed: digest,
        implied: false,
        dataClass: "setting",
        note: "the answer has no such key",
      },
    ]);
  });
});

it.each([
  ["any value", Match.anyValue()],
  ["a pattern", Match.stringLikeRegexp("a")],
  ["one of two", Match.oneOf("a", "b")],
])("What is declared as %s and could not be decided is not said to be implied", (_title, createdBy) => {
  const found = findings("geo", { metadata: { created: "x" } }, { metadata: { createdBy } });
  expect(found).toMatchObject([{ result: "not-checked", implied: false }]);
});

it.each([
  ["a list", []],
  ["some of a list", Match.arrayWith(["192.0.2.1"])],
  ["each of a list", Match.eachLike("192.0.2.1")],
])("What is declared as %s and has no list beside it is not said to be implied", (_title, blockedIps) => {
  const absent = findings("blocking", { blockedUas: [] }, { blockedIps });
  expect(absent).toMatchObject([{ result: "not-checked", implied: false }]);
  const isNull = findings("blocking", { blockedIps: null }, { blockedIps });
  expect(isNull).toMatchObject([{ result: "differs", implied: false }]);
});

const person = (lastUpdatedBy: string) => ({ metadata: { lastUpdatedBy } });
const ids = { blockedAppIds: ["customer-0011", "customer-0012"] };
const rule = { selector: ".a", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS" };

/** Title, endpoint, live, declaration, what the only finding shows of both sides. */
const shown: [string, EndpointName, unknown, unknown, { declared?: string; live?: string }][] = [
  [
    "a person on either side",
    "geo",
    person("jane@example.com"),
    person("Bob (bob@example.com)"),
    { declared: '"B*** (b***@example.com)"', live: '"j***@example.com"' },
  ],
  [
    "an identifier that is not declared",
    "blocking",
    { blockedAppIds: ["customer-0011"] },
    { blockedAppIds: [] },
    { live: '"cust...11"' },
  ],
  [
    "an identifier that is not live",
    "blocking",
    { blockedAppIds: [] },
    { blockedAppIds: ["customer-0011"] },
    { declared: '"cust...11"' },
  ],
  [
    "many identifiers, as their number",
    "blocking",
    ids,
    { blockedAppIds: null },
    { declared: '"..."', live: '"2 items"' },
  ],
  [
    "a matcher that may quote identifiers",
    "blocking",
    ids,
    { blockedAppIds: Match.not(ids.blockedAppIds) },
    { declared: '"..."', live: '"2 items"' },
  ],
  [
    "an object that holds persons",
    "geo",
    person("jane@example.com"),
    { metadata: Match.oneOf({ lastUpdatedBy: "a" }, { lastUpdatedBy: "b" }) },
    { declared: '"..."', live: '"..."' },
  ],
  [
    "a key that nobody documents",
    "geo",
    { recordGeoMode: "GEO_ALL", who: { name: "jane" } },
    Match.exact({ recordGeoMode: "GEO_ALL" }),
    { live: '"..."' },
  ],
  [
    "notes that nobody declared, of which not even the beginning is shown",
    "privacy",
    { elementBlocks: [{ ...rule, notes: "customer-0011" }] },
    { elementBlocks: [Match.exact(rule)] },
    { live: '"..."' },
  ],
];

it.each(shown)("A finding masks %s", (_title, name, live, declared, { declared: ours, live: theirs }) => {
  const found = findings(name, live, declared);
  expect(found.map((finding) => [finding.declared, finding.live])).toEqual([[ours, theirs]]);
});

test("The digest of a weaker twin, and of another order, is bound to what is declared beside it.", () => {
  const twin = { ...answered, type: "BLOCK_MASK", scope: "NO_SESSIONS" };
  const exclude = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };
  const digestOf = (live: object, declared: unknown) =>
    compared("privacy", live, declared).fields.flatMap(({ findings }) =>
      findings.map(({ kind, observed }) => `${kind} ${observed}`),
    );
  const beside = (more: object) =>
    digestOf(
      { elementBlocks: [answered, twin] },
      { elementBlocks: Match.arrayWith([{ ...exclude, ...more }]) },
    );
  expect(beside({})).toEqual([expect.stringMatching(/^weaker-twin /)]);
  expect(beside({ notes: "" })).not.toEqual(beside({}));
  const rules = (conditions: unknown) =>
    digestOf(
      { elementBlocks: [{ ...answered, targetingConditions: [{ a: 1 }, { a: 2 }, { a: 3 }] }] },
      { elementBlocks: [{ ...exclude, targetingConditions: conditions }] },
    );
  const [first, second] = [rules([{ a: 3 }, { a: 2 }, { a: 1 }]), rules([{ a: 2 }, { a: 1 }, { a: 3 }])];
  expect(first).toEqual([expect.stringMatching(/^order /)]);
  expect(first).not.toEqual(second);
});

test("The digest of what is in an item without a name is bound to that item, and to what the difference means.", () => {
  const digests = (rule: object, declared: object) =>
    findings(
      "domain",
      { onlyRecordKnownDomains: true, domains: [rule] },
      { onlyRecordKnownDomains: true, domains: [declared] },
    ).map(({ path, observed }) => `${path} ${observed}`);
  const open = { domain: Match.stringLikeRegexp("example"), disabled: true };
  const [one, other] = ["a.example", "b.example"].map((domain) => digests({ domain, disabled: false }, open));
  expect(one).toEqual([expect.stringMatching(/^domains\[0\]\.disabled /)]);
  expect(one).not.toEqual(other);
  // The same value is looser in a rule that protects, and unclear in one that does not protect any more.
  const consent = (type: string) =>
    findings(
      "privacy",
      { elementBlocks: [{ ...answered, type, consent: true }] },
      { elementBlocks: [{ selector: ".tax-id", type: Match.anyValue() }] },
    ).map(({ path, direction, observed }) => [path, direction, observed]);
  const [masking, unmasking] = [consent("BLOCK_MASK"), consent("BLOCK_UNMASK")];
  expect([masking[0]?.[1], unmasking[0]?.[1]]).toEqual(["loosened", "unclear"]);
  expect(masking[0]?.[2]).not.toBe(unmasking[0]?.[2]);
});
