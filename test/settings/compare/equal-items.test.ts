import { Match } from "../../../lib/settings/declare/match.js";
import { compared, verdict } from "../support.js";

const ssn = { selector: ".ssn", type: "BLOCK_MASK" };
const live = { ...ssn, scope: "ALL_SESSIONS", consent: false };
const like = (exceptionSelectors: unknown) => Match.objectLike({ exceptionSelectors });
const scope = (value: unknown) => Match.objectLike({ scope: value });

const blocks = (rules: readonly unknown[], declared: readonly unknown[]) =>
  verdict("privacy", { elementBlocks: rules }, { elementBlocks: declared });

describe("Declared rules that say the same count once", () => {
  it.each<[string, unknown, unknown]>([
    ["in another order of keys", ssn, { type: "BLOCK_MASK", selector: ".ssn" }],
    ["in another spelling", ssn, { ...ssn, type: "BLOCK_SCRUB" }],
    ["with what is implied written out", ssn, { ...ssn, scope: "ALL_SESSIONS", consent: false }],
    ["by equal matchers", scope(Match.not("NO_SESSIONS")), scope(Match.not("NO_SESSIONS"))],
  ])("%s", (_title, one, other) => {
    expect(blocks([live], [one, other])).toBe("matches");
  });

  it.each<[string, readonly unknown[], string, string]>([
    ["two that allow live sessions only", [ssn, ssn], "LIVE_SESSIONS_ONLY", "matches"],
    ["the one that allows less, before the other", [live, ssn], "LIVE_SESSIONS_ONLY", "differs"],
    ["the one that allows less, behind the other", [ssn, live], "LIVE_SESSIONS_ONLY", "differs"],
    ["the one that allows less, where live has it", [ssn, live, live], "ALL_SESSIONS", "matches"],
  ])("and the one that allows less decides: %s", (_title, declared, found, expected) => {
    expect(blocks([{ ...live, scope: found }], declared)).toBe(expected);
  });
});

/** Were two of them taken for one, the single live rule would satisfy both. */
describe("Declared rules that say something else each want a live rule of their own", () => {
  const excepting = { ...live, exceptionSelectors: ["a"] };

  it.each<[string, unknown, unknown, object]>([
    ["other keys", ssn, Match.objectLike(ssn), live],
    ["a part and the whole", Match.objectLike(ssn), Match.objectEquals(ssn), ssn],
    ["other items of a list", like(["a"]), like(["b"]), excepting],
    ["a list and a part of one", like(["a"]), like(Match.arrayWith(["a"])), excepting],
    ["parts of lists", like(Match.arrayWith(["a"])), like(Match.arrayWith(["b"])), excepting],
    ["a part of a list and each of it", like(Match.arrayWith(["a"])), like(Match.eachLike("a")), excepting],
    ["each of a list", like(Match.eachLike("a")), like(Match.eachLike("b")), excepting],
    [
      "a list that may be empty",
      like(Match.eachLike("a")),
      like(Match.eachLike("a", { allowEmpty: true })),
      excepting,
    ],
    ["each and not", like(Match.eachLike("a")), like(Match.not(["a"])), excepting],
    ["what must not be", scope(Match.not("NO_SESSIONS")), scope(Match.not("LIVE_SESSIONS_ONLY")), live],
    ["what must and must not be", scope("ALL_SESSIONS"), scope(Match.not("ALL_SESSIONS")), live],
    [
      "alternatives",
      scope(Match.oneOf("ALL_SESSIONS", "NO_SESSIONS")),
      scope(Match.oneOf("ALL_SESSIONS", "LIVE_SESSIONS_ONLY")),
      live,
    ],
    ["patterns", scope(Match.stringLikeRegexp("ALL")), scope(Match.stringLikeRegexp("SESS")), live],
    ["presence and absence", scope(Match.anyValue()), scope(Match.absent()), live],
    ["presence and a word", scope(Match.anyValue()), scope("ALL_SESSIONS"), live],
  ])("%s", (_title, one, other, rule) => {
    expect(blocks([rule], [one])).toBe("matches");
    expect(blocks([rule], [one, other])).toBe("differs");
    expect(blocks([rule], [other, one])).toBe("differs");
  });
});

describe("Live rules count once", () => {
  const consenting = { ...live, consent: true };
  const noted = { ...live, notes: "n" };
  const partial = Match.objectLike({ selector: ".ssn" });
  const whole = Match.objectEquals(live);

  it.each<[string, unknown, unknown[], string]>([
    ["where they differ in nothing that a part of a rule says", partial, [live, consenting], "matches"],
    ["but not where one has another selector", partial, [live, { ...live, selector: ".b" }], "differs"],
    ["where they are equal in everything and a whole rule is declared", whole, [live, live], "matches"],
    ["but not where a whole rule is declared and one has notes", whole, [live, noted], "differs"],
    ["where a rule or its whole is declared", Match.oneOf(partial, whole), [live, live], "matches"],
    [
      "but not where a rule or its whole is declared and one has notes",
      Match.oneOf(partial, whole),
      [live, noted],
      "differs",
    ],
    [
      "where they differ in nothing that they must not say",
      Match.not(Match.objectLike({ selector: ".b" })),
      [live, consenting],
      "matches",
    ],
    ["but not where they must not be one whole rule", Match.not(Match.exact(ssn)), [live, noted], "differs"],
    ["but not where any rule is declared", Match.anyValue(), [live, consenting], "differs"],
  ])("%s", (_title, declared, rules, expected) => {
    expect(blocks(rules, [declared])).toBe(expected);
  });

  it("in what is shown as not declared, where they mean the same", () => {
    const shown = (elementBlocks: unknown) =>
      compared("privacy", { elementBlocks }, { elementBlocks: [] }).fields.flatMap(
        ({ findings }) => findings,
      );
    expect(shown([live, noted])).toHaveLength(1);
    expect(shown([live, consenting, noted])).toHaveLength(2);
  });
});

it.each<[string, object]>([
  ["null", { selector: null }],
  ["absent", {}],
])(
  "A live rule whose selector is %s is not the declared rule with that word as its selector",
  (word, named) => {
    const { selector: _, ...rule } = live;
    expect(blocks([{ ...rule, ...named }], [{ ...ssn, selector: word }])).not.toBe("matches");
  },
);

it("A rule without a selector is none that takes in another one, under a negation either", () => {
  const of = (rules: readonly unknown[], item: object) =>
    verdict("privacy", { elementBlocks: rules }, { elementBlocks: Match.not(Match.arrayWith([item])) });
  expect(of([{ ...live, selector: null }], ssn)).toBe("matches");
  expect(of([live], { ...ssn, selector: null })).toBe("matches");
  expect(of([{ ...live, selector: ".ssn, .a" }], ssn)).toBe("differs");
});

describe("Declared patterns of texts that say the same count once", () => {
  const pattern = Match.stringLikeRegexp("^z");

  it("and the first of them is the one that is missing", () => {
    const { fields } = compared("blocking", { blockedUas: [] }, { blockedUas: ["a", pattern, pattern] });
    expect(fields.flatMap(({ findings }) => findings.map(({ path }) => path))).toEqual([
      'blockedUas["a"]',
      "blockedUas[1]",
    ]);
  });
});

it("Of declared texts that mean the same, the first is shown; and so it is of live ones", () => {
  const same = ["10.0.0.*", "10.0.0.0/24"];
  const paths = (live: unknown, declared: unknown) =>
    compared("blocking", { blockedIps: live }, { blockedIps: declared }).fields.flatMap(({ findings }) =>
      findings.map(({ path }) => path),
    );
  expect(paths([], same)).toEqual(['blockedIps["10.0.0.*"]']);
  expect(paths(same, [])).toEqual(['blockedIps["10.0.0.*"]']);
});

describe("In a list whose order is set aside, what is declared twice is live twice", () => {
  const watch = { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" };
  const pattern = { ...watch, urlRegex: Match.stringLikeRegexp("a") };

  it.each<[string, unknown[]]>([
    ["watches", [watch, watch]],
    ["patterns of watches", [pattern, pattern]],
  ])("%s", (_title, declared) => {
    const at = (...ajaxWatches: unknown[]) =>
      verdict("privacy", { ajaxWatches }, { ajaxWatches: Match.anyOrder(declared) });
    expect(at(watch, watch)).toBe("matches");
    expect(at(watch)).toBe("differs");
  });
});
