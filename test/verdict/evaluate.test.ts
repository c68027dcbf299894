import type { Waiver } from "../../lib/expectations/waiver.js";
import { normalizeDeclaration } from "../../lib/settings/declare/declaration.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { digestValue } from "../../lib/snapshot/index.js";
import {
  type Evaluation,
  evaluate,
  hasDrift,
  listNeededWaivers,
  withoutNeededElsewhere,
} from "../../lib/verdict/index.js";
import { digestsOf, evaluated, evaluatedTogether, remainingIn, waiver } from "./support.js";

const live = { blockedIps: ["10.0.0.1"], blockedUas: ["a", "b"], blockedAppIds: ["user-1"] };
const uas = (declared: unknown, waivers: readonly Waiver[] = [], more: object = {}) =>
  evaluated({ name: "blocking", live, declared: { blockedUas: declared }, options: { waivers }, ...more });

test("Declared fields are counted, and those that match.", () => {
  const declared = { blockedIps: ["10.0.0.1"], blockedUas: ["a"], blockedAppIds: ["user-1"] };
  expect(evaluated({ name: "blocking", live, declared })).toMatchObject({ declared: 3, matching: 2 });
  const both = evaluatedTogether({ name: "blocking", live }, [{ declared }, { declared }]);
  expect(both).toMatchObject({ declared: 6, matching: 4, problems: [], unusedWaivers: [] });
});

test("There is drift where anything remains or is only tolerated, and none where all matches or is waived.", () => {
  const [more = ""] = digestsOf(uas(["a"]));
  expect(hasDrift(uas(["a", "b"]))).toBe(false);
  expect(hasDrift(uas(["a"], [waiver('blockedUas["b"]', more)]))).toBe(false);
  expect(hasDrift(uas(["a"]))).toBe(true);
  expect(hasDrift(uas(["a"], [], { rules: { onTightened: "warning" } }))).toBe(true);
  expect(
    hasDrift(
      evaluated({ name: "blocking", live, declared: { blockedIps: ["10.0.0.1"], blockedUas: ["a"] } }),
    ),
  ).toBe(true);
});

test("The org's policy is asked where an expectation says nothing.", () => {
  expect(uas(["a"]).fields[0]).toMatchObject({ severity: "error", onTightened: "error", tolerated: [] });
  const soft = { rules: { onTightened: "warning" } };
  expect(remainingIn(uas(["a"], [], soft))).toEqual([]);
  expect(uas(["a"], [], soft).fields[0]).toMatchObject({
    onTightened: "warning",
    tolerated: [{ kind: "extra" }],
  });
});

test("A whole list that differs has a digest of its own, and nothing else has one.", () => {
  const whole = (declared: unknown, values: object = live) =>
    evaluated({ name: "blocking", live: values, declared: { blockedUas: declared } }).fields[0]?.whole;
  const differs = whole(["a"]);
  expect(differs).toMatch(/^[0-9a-f]{32}$/);
  expect(whole(["a", "b"])).toBeUndefined();
  expect(whole(["b"])).not.toBe(differs);
  expect(whole(["a"], { blockedUas: ["a", "c"] })).not.toBe(differs);
  expect(whole(["a"], { blockedUas: ["b", "a"] })).toBe(differs);
  const geo = {
    name: "geo",
    live: { recordGeoMode: "GEO_ALL" },
    declared: { recordGeoMode: "GEO_BLOCK_LIST" },
  } as const;
  expect(evaluated(geo).fields[0]).not.toHaveProperty("whole");
});

test("A waiver of a whole list lets all its findings through, until anything in it changes.", () => {
  const whole = uas(["a", "c"]).fields[0]?.whole ?? "";
  const waivers = [waiver("blockedUas", whole, { whole: true })];
  expect(uas(["a", "c"], waivers)).toMatchObject({
    fields: [{ remaining: [], waived: [{}, {}] }],
    unusedWaivers: [],
  });
  const other = uas(["a", "d"], waivers);
  expect(other).toMatchObject({
    fields: [{ remaining: [{}, {}], waived: [] }],
    unusedWaivers: [{ outdated: true }],
  });
});

test("A finding about a list as a whole is waived by the digest of the whole list alone.", () => {
  const list = (declared: unknown, waivers: readonly Waiver[] = []) =>
    evaluated({ name: "blocking", live, declared: { blockedUas: declared }, options: { waivers } });
  const differing = list(Match.not(["a", "b"]));
  const { whole = "", comparison } = differing.fields[0] ?? {};
  expect(comparison?.findings.map(({ path, observed }) => [path, observed])).toEqual([["blockedUas", whole]]);
  expect(remainingIn(list(Match.not(["a", "b"]), [waiver("blockedUas", whole, { whole: true })]))).toEqual(
    [],
  );
});

test("A finding of one item is not waived by the digest of the list.", () => {
  const { fields } = uas(["a"]);
  expect(fields[0]?.comparison.findings[0]?.observed).not.toBe(fields[0]?.whole);
  const { fields: other } = evaluated({
    name: "geo",
    live: { recordGeoMode: "GEO_ALL" },
    declared: { recordGeoMode: "GEO_NEW" },
  });
  expect(other[0]?.comparison.findings[0]?.observed).toMatch(/^[0-9a-f]{32}$/);
});

test("A waiver for a path that matches is unused, and not outdated.", () => {
  expect(uas(["a", "b"], [waiver('blockedUas["c"]', "0".repeat(32))]).unusedWaivers).toMatchObject([
    { outdated: false },
  ]);
  const tolerated = uas(["a"], [waiver('blockedUas["b"]', "0".repeat(32))], {
    rules: { onTightened: "warning" },
  });
  expect(tolerated.unusedWaivers).toMatchObject([{ outdated: true }]);
});

test("An outdated waiver is one of any field of its expectation.", () => {
  const declared = { blockedIps: ["10.0.0.1"], blockedUas: ["a"] };
  const waivers = [waiver('blockedUas["b"]', "0".repeat(32))];
  expect(evaluated({ name: "blocking", live, declared, options: { waivers } }).unusedWaivers).toMatchObject([
    { outdated: true },
  ]);
});

test("The error for a waiver of eight digits prints the digest of each finding that it may have meant.", () => {
  const old = (path: string, more: Partial<Waiver> = {}) =>
    uas(["a", "c"], [waiver(path, "a3fc4673", more)]).problems.map(({ message }) => message);
  const [first = "", second = ""] = digestsOf(uas(["a", "c"]));
  const whole = uas(["a", "c"]).fields[0]?.whole ?? "";
  expect(old('blockedUas["b"]')).toEqual([expect.stringContaining(second)]);
  expect(old('blockedUas["c"]')).toEqual([expect.stringContaining(first)]);
  expect(old("blockedUas", { whole: true })).toEqual([expect.stringContaining(whole)]);
  expect(old('blockedUas["d"]')).toEqual([]);
  expect(uas(["a"], [waiver('blockedUas["b"]', "0".repeat(32))]).problems).toEqual([]);
  const soft = { rules: { onTightened: "warning" } };
  expect(uas(["a"], [waiver('blockedUas["b"]', "a3fc4673")], soft).problems).toHaveLength(1);
});

const rule = { selector: ".a", type: "BLOCK_MASK" };
const vendor = {
  ...rule,
  selector: "input",
  scope: "ALL_SESSIONS",
  consent: false,
  editable: "EDITABLE_DESCRIPTION_ONLY",
};
const reserved = {
  elementBlocks: [{ ...vendor, editable: "EDITABLE_ANY", groupId: 4 }],
  elementRuleGroups: { a: 1 },
};

test("Vendor rules and selectors that are none are told once, however many expectations see them.", () => {
  const odd = { elementBlocks: [{ ...rule, selector: "a[" }] };
  const made = evaluatedTogether({ name: "privacy", live: { elementBlocks: [vendor] } }, [
    { declared: odd },
    { declared: odd },
  ]);
  expect(made).toMatchObject({ vendorRules: ['elementBlocks["input"]'], comparedAsText: ["a["] });
});

test("A reserved field is in use where none of the expectations declares it.", () => {
  const flag = { discardIpAddresses: true };
  const inUse = (...declarations: readonly object[]) =>
    evaluatedTogether(
      { name: "privacy", live: reserved },
      declarations.map((declared) => ({ declared })),
    ).reservedInUse;
  expect(inUse(flag)).toEqual(['elementBlocks["input"].groupId', "elementRuleGroups"]);
  expect(inUse(flag, { elementRuleGroups: { a: 1 } })).toEqual(['elementBlocks["input"].groupId']);
  expect(inUse({ elementRuleGroups: { a: 1 } }, flag)).toEqual(['elementBlocks["input"].groupId']);
  expect(inUse()).toEqual([]);
});

test("The org's rules reach the comparison.", () => {
  const declared = { elementBlocks: [{ ...rule, selector: "b" }] };
  const found = (rules: object) =>
    evaluated({ name: "privacy", live: { elementBlocks: [vendor] }, declared, rules }).vendorRules;
  expect(found({ vendorRules: "report" })).toEqual(['elementBlocks["input"]']);
  expect(found({ vendorRules: "exact" })).toEqual([]);
});

test("An expectation that declares nothing that can be read adds nothing.", () => {
  const input = {
    schema: endpoints.geo,
    subject: { document: "geo" },
    loaded: {
      ok: true,
      document: { recordGeoMode: "GEO_ALL" },
      unknownKeys: [],
      fetchedAt: "2026-11-24T08:00:00Z",
      attempts: 1,
      source: { kind: "documents" },
    },
    rules: { onTightened: "error", warningsAsErrors: false },
  } as const;
  const nothing = {
    fields: [],
    unusedWaivers: [],
    vendorRules: [],
    comparedAsText: [],
    reservedInUse: [],
    problems: [],
    declared: 0,
    matching: 0,
  };
  const options = { waivers: [waiver("recordGeoMode", "0".repeat(32))] };
  const bad = { problems: [], options, constructPath: "web/gate" };
  expect(evaluate({ ...input, expectations: [bad] })).toEqual(nothing);
  // A statement about versions, beside a document that has none.
  const over = { kind: "always", since: "2026-01-01T00:00:00Z" } as const;
  expect(evaluate({ ...input, expectations: [{ ...bad, options: {}, over }] })).toEqual(nothing);
});

test("Problems of the comparison name their expectation.", () => {
  const token = "${TfToken[TOKEN.0]}";
  const { node } = normalizeDeclaration(
    endpoints.blocking.document,
    { blockedUas: [token] },
    { reference: (value) => (value === token ? "text" : undefined) },
  );
  const made = evaluatedTogether({ name: "blocking", live }, [{ node }]);
  expect(made.problems).toMatchObject([
    { path: "blockedUas[0]", expectation: { constructPath: "web/gate" } },
  ]);
});

describe("A gate hands one waiver to all its parts", () => {
  const fitting = waiver('blockedUas["b"]', digestsOf(uas(["a"]))[0] ?? "");
  const outdated = waiver('blockedUas["b"]', "1".repeat(32));
  const needing = uas(["a"], [fitting]);
  const idle = uas(["a", "b"], [fitting]);
  const left = (evaluation: Evaluation, needed: ReadonlySet<string>) =>
    withoutNeededElsewhere(evaluation, needed).unusedWaivers.map((each) => each.waiver);

  test("which is unused only where none of them needs it.", () => {
    expect(left(idle, listNeededWaivers([idle]))).toEqual([fitting]);
    expect(left(idle, listNeededWaivers([undefined, idle, needing]))).toEqual([]);
    expect(withoutNeededElsewhere(idle, listNeededWaivers([needing]))).toMatchObject({
      matching: 1,
      unusedWaivers: [],
    });
  });

  test("which is needed, too, where live has changed since; there it is told.", () => {
    const changed = uas(["a"], [outdated]);
    const elsewhere = uas(["a", "b"], [outdated]);
    expect(left(elsewhere, listNeededWaivers([elsewhere]))).toEqual([outdated]);
    expect(left(elsewhere, listNeededWaivers([elsewhere, changed]))).toEqual([]);
    expect(left(changed, listNeededWaivers([changed]))).toEqual([outdated]);
  });

  test("and is known by path, digest and construct.", () => {
    const others = [
      waiver('blockedUas["c"]', fitting.observed),
      waiver('blockedUas["b"]', "2".repeat(32)),
    ].map((each) => uas(["a", "b"], [each]));
    const needed = listNeededWaivers([needing]);
    for (const other of others) expect(left(other, needed)).toHaveLength(1);
    const elsewhere = {
      ...idle,
      unusedWaivers: idle.unusedWaivers.map((each) => ({
        ...each,
        expectation: { ...each.expectation, constructPath: "web/other" },
      })),
    };
    expect(left(elsewhere, needed)).toEqual([fitting]);
  });

  test("and none is none.", () => {
    const none = uas(["a"]);
    expect(withoutNeededElsewhere(none, listNeededWaivers([needing]))).toBe(none);
  });
});

const SNAPSHOT = { kind: "snapshot", path: "fullstory.json", verifiedAt: "2026-11-20" } as const;

describe("A snapshot holds digests", () => {
  const digest = (text: string) => digestValue(text);
  const stored = (document: object, declared: unknown, includesNotes = false) => {
    const { fields, problems } = evaluated({
      name: "blocking",
      document,
      declared,
      source: { ...SNAPSHOT, includesNotes },
    });
    return [...fields.map(({ comparison }) => comparison.result), ...problems.map(({ path }) => path)];
  };
  const ids = { blockedAppIds: [digest("user-1")] };

  test("of identifiers, with which declared ones are compared, written out or as digests.", () => {
    expect(stored(ids, { blockedAppIds: ["user-1"] })).toEqual(["matches"]);
    expect(stored(ids, { blockedAppIds: [digest("user-1")] })).toEqual(["matches"]);
    expect(stored(ids, { blockedAppIds: ["user-2"] })).toEqual(["differs"]);
  });

  test("of people.", () => {
    const people = { metadata: { createdBy: digest("dana") } };
    expect(stored(people, { metadata: { createdBy: "dana" } })).toEqual(["matches"]);
    expect(stored(people, { metadata: { createdBy: "eve" } })).toEqual(["differs"]);
    expect(stored(people, { metadata: { createdBy: null } })).toEqual(["differs"]);
  });

  test("on which no pattern can be tried, under not neither.", () => {
    const pattern = Match.stringLikeRegexp("user");
    expect(stored(ids, { blockedAppIds: Match.eachLike(pattern) }).slice(1)).toEqual(["blockedAppIds"]);
    expect(stored(ids, { blockedAppIds: [Match.not(pattern)] }).slice(1)).toEqual(["blockedAppIds[0]"]);
  });

  test("of addresses only where they were masked.", () => {
    const plain = { blockedIps: ["10.0.0.1"], blockedUas: ["a"] };
    const masked = { blockedIps: [digest("10.0.0.1"), "10.0.0.2"] };
    expect(stored(plain, { blockedIps: ["10.0.0.1"] })).toEqual(["matches"]);
    expect(stored(plain, { blockedIps: Match.eachLike(Match.stringLikeRegexp("10")) })).toEqual(["matches"]);
    expect(stored(masked, { blockedIps: Match.arrayWith(["10.0.0.1"]) })).toEqual(["matches"]);
    expect(stored(masked, { blockedIps: Match.eachLike(Match.stringLikeRegexp("10")) }).slice(1)).toEqual([
      "blockedIps",
    ]);
    expect(stored({ blockedUas: [] }, { blockedIps: ["10.0.0.1"] })).toEqual(["not-checked"]);
  });

  test("of nothing else.", () => {
    const plain = { blockedUas: ["a"], metadata: { created: "x" } };
    expect(stored(plain, { blockedUas: Match.eachLike(Match.stringLikeRegexp("a")) })).toEqual(["matches"]);
    expect(stored(plain, { blockedUas: ["a"], metadata: { created: "x" } })).toEqual(["matches", "matches"]);
    expect(stored(plain, { metadata: { created: "x", createdBy: Match.absent() } })).toEqual(["matches"]);
    expect(stored(plain, { metadata: { created: Match.absent() } }, true)).toEqual(["differs"]);
  });
});
