import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared, resultOf } from "../support.js";

const rule = { scope: "ALL_SESSIONS", consent: false, editable: "EDITABLE_ANY" };
const watch = (urlRegex: string, body = "ELIDE") => ({ urlRegex, recordReq: body, recordRsp: body });
const IMPLIED = '"consent":false,"exceptionSelectors":[],"scope":"ALL_SESSIONS"';
const text = (selector: string, type: string) =>
  `{${IMPLIED},"selector":"${selector}","targetingConditions":[],"type":"${type}"}`;

function found(name: EndpointName, live: unknown, declared: unknown) {
  const { fields } = compared(name, live, declared);
  return fields.flatMap((field) => field.findings.map(({ kind, path }) => [kind, path]));
}

describe("Watches that differ in place", () => {
  it.each<[string, unknown[], [string, string][]]>([
    [
      "the first of two",
      [{ ...watch("/a"), recordReq: "RECORD" }, watch("/b")],
      [["value", 'ajaxWatches["/a"].recordReq']],
    ],
    [
      "the first of two in another order",
      [watch("/b"), { ...watch("/a"), recordReq: "RECORD" }],
      [
        ["value", 'ajaxWatches["/a"].recordReq'],
        ["order", "ajaxWatches"],
      ],
    ],
    [
      "one of three, between which another one stands",
      [watch("/a"), watch("/c"), { ...watch("/b"), recordRsp: "RECORD" }],
      [
        ["value", 'ajaxWatches["/b"].recordRsp'],
        ["extra", 'ajaxWatches["/c"]'],
      ],
    ],
  ])("are said to stand in another order only where they do: %s", (_title, ajaxWatches, expected) => {
    const declared = { ajaxWatches: [watch("/a"), watch("/b")] };
    expect(found("privacy", { ajaxWatches }, declared).sort()).toEqual([...expected].sort());
  });
});

describe("What is live in a list of rules that differs", () => {
  const live = {
    elementBlocks: [
      { ...rule, selector: ".b", type: "BLOCK_RECORD" },
      { ...rule, selector: ".a", type: "BLOCK_EXCLUDE" },
    ],
  };
  const declared = [
    { selector: ".a", type: "BLOCK_EXCLUDE" },
    { selector: ".b", type: "BLOCK_MASK" },
  ];
  const observed = `[${text(".a", "BLOCK_EXCLUDE")},${text(".b", "BLOCK_UNMASK")}]`;

  it.each<[string, unknown, string]>([
    ["the whole list", declared, observed],
    ["a part of it", Match.arrayWith(declared), `arrayWith(${observed})`],
  ])("is told with the rules that match and those that do not: %s", (_title, elementBlocks, expected) => {
    expect(compared("privacy", live, { elementBlocks }).fields.map((field) => field.observed)).toEqual([
      expected,
    ]);
  });
});

it("A declared rule with a selector stays with the live rule that has it, beside a pattern that would fit better", () => {
  const elementBlocks = [{ ...rule, selector: ".a", type: "BLOCK_EXCLUDE" }];
  const declared = [
    { selector: ".a", type: "BLOCK_MASK" },
    { selector: Match.stringLikeRegexp("a"), type: "BLOCK_EXCLUDE" },
  ];
  const comparison = compared("privacy", { elementBlocks }, { elementBlocks: declared });
  expect(comparison.fields.map(({ items }) => items)).toEqual([{ declared: 2, matching: 0 }]);
  expect(found("privacy", { elementBlocks }, { elementBlocks: declared })).toContainEqual([
    "value",
    'elementBlocks[".a"].type',
  ]);
});

describe("More than a thousand rules of one selector", () => {
  const many = Array.from({ length: 1_001 }, (_, index) => ({
    selector: ".a",
    type: "BLOCK_MASK",
    exceptionSelectors: [`.e${index}`],
  }));
  const live = many.map((each) => ({ ...rule, ...each }));

  it.each<[string, unknown[], unknown[]]>([
    ["live has them, and none is declared", live, []],
    ["they are declared, and live has none", [], many],
  ])("are certainly a difference where nothing is to be paired: %s", (_title, elementBlocks, declared) => {
    const comparison = compared("privacy", { elementBlocks }, { elementBlocks: declared });
    expect(comparison.problems).toEqual([]);
    expect(resultOf(comparison)).toBe("differs");
  });

  it("are paired beside a pattern while each selector has as many on either side", () => {
    const apart = many.map((each, index) => ({ ...each, selector: `.s${index}` }));
    const pattern = { ...many[0], selector: Match.stringLikeRegexp("^x") };
    const comparison = compared(
      "privacy",
      { elementBlocks: [...apart, { ...many[0], selector: "x" }].map((each) => ({ ...rule, ...each })) },
      { elementBlocks: [...apart, pattern] },
    );
    expect(comparison.problems).toEqual([]);
    expect(resultOf(comparison)).toBe("matches");
  });
});

const like = (selector: string, type: string, more: object = {}) => ({ ...rule, selector, type, ...more });
const vendors = (selector: string, more: object = {}) =>
  like(selector, "BLOCK_EXCLUDE", { editable: "EDITABLE_DESCRIPTION_ONLY", ...more });
const anySelector = { selector: Match.stringLikeRegexp("."), type: "BLOCK_EXCLUDE" };
const anyType = { ...anySelector, type: Match.anyValue() };
const anyConsent = { ...anySelector, consent: Match.anyValue() };
const consenting = like(".b", "BLOCK_EXCLUDE", { consent: true });
const { consent: _, ...withoutConsent } = like(".m", "BLOCK_EXCLUDE");
const rules = (live: unknown[], declared: unknown) =>
  compared("privacy", { elementBlocks: live }, { elementBlocks: declared });
const shown = (comparison: ReturnType<typeof compared>) =>
  comparison.fields.flatMap(({ findings }) => findings.map(({ kind, path }) => `${kind} ${path}`));

describe("A rule whose selector is a pattern leaves over what may be left over", () => {
  it.each<[string, unknown[], unknown, string]>([
    [
      "the vendor's rule, which comes first",
      [vendors(".a"), like(".b", "BLOCK_EXCLUDE")],
      [anySelector],
      "matches",
    ],
    [
      "the vendor's rule, which comes last",
      [vendors(".c"), like(".b", "BLOCK_EXCLUDE")],
      [anySelector],
      "matches",
    ],
    [
      "one of two of our own",
      [like(".a", "BLOCK_EXCLUDE"), like(".b", "BLOCK_EXCLUDE")],
      [anySelector],
      "differs",
    ],
    [
      "the vendor's rule, before ours that the vendor has as well",
      [vendors(".a"), vendors(".b"), like(".b", "BLOCK_EXCLUDE")],
      [anySelector],
      "matches",
    ],
    [
      "the vendor's rule of a selector that is declared",
      [vendors(".a"), vendors(".a", { exceptionSelectors: [".x"] })],
      [{ selector: ".a", type: "BLOCK_EXCLUDE" }, anySelector],
      "differs",
    ],
    ["any rule beside a part", [vendors(".a"), withoutConsent], Match.arrayWith([anySelector]), "matches"],
    [
      "a rule of the vendor's without a selector, beside one of ours without",
      [like("", "BLOCK_MASK"), vendors("")].map(({ selector: __, ...each }) => each),
      [Match.objectLike({ type: "BLOCK_MASK" })],
      "matches",
    ],
  ])("%s", (_title, live, declared, expected) => {
    expect(resultOf(rules(live, declared))).toBe(expected);
  });

  it.each<[string, unknown[], unknown[], string]>([
    ["the vendor's rule, which sorts first", [vendors(".a"), consenting], [anyConsent], "matches"],
    ["nothing while ours is undecided", [vendors(".a"), withoutConsent], [anySelector], "not-checked"],
    [
      "nothing while ours is undecided, beside another one of ours",
      [like(".a", "BLOCK_EXCLUDE"), vendors(".b"), withoutConsent],
      [anySelector, anyType],
      "not-checked",
    ],
    [
      "nothing where only the vendor's undecided rule is left for a declared one",
      [like(".a", "BLOCK_EXCLUDE"), { ...withoutConsent, editable: "EDITABLE_DESCRIPTION_ONLY" }],
      [anySelector, anyType],
      "not-checked",
    ],
  ])("and in a whole list %s", (_title, live, declared, expected) => {
    expect(resultOf(rules(live, declared))).toBe(expected);
  });

  it("and all that is live goes with some rule where the vendor's own are counted", () => {
    const live = { elementBlocks: [vendors(".a"), withoutConsent] };
    const { fields } = compared("privacy", live, { elementBlocks: [anySelector] }, { vendorRules: "exact" });
    expect(fields.flatMap(({ findings }) => findings.map(({ path }) => path))).toEqual([
      'elementBlocks[".m"]',
    ]);
  });
});

describe("Where nobody can tell whether a rule fits", () => {
  const certain = like(".a", "BLOCK_EXCLUDE");

  it.each<[string, unknown[], unknown, string]>([
    ["one that fits is taken instead", [withoutConsent, certain], Match.arrayWith([anySelector]), "matches"],
    [
      "it is taken where all others are",
      [withoutConsent, certain],
      [anySelector, { ...anySelector, type: Match.anyValue() }],
      "not-checked",
    ],
    ["the list differs where another one is left over", [withoutConsent, certain], [anySelector], "differs"],
    [
      "the list differs where a declared rule has none",
      [withoutConsent],
      [anySelector, { ...anySelector, type: "BLOCK_MASK" }],
      "differs",
    ],
  ])("%s", (_title, live, declared, expected) => {
    expect(resultOf(rules(live, declared))).toBe(expected);
  });

  it("one that fits is taken instead, which sorts behind it", () => {
    const { scope: _scope, ...undecided } = like(".a", "BLOCK_EXCLUDE", { priority: 1 });
    expect(resultOf(rules([undecided, consenting], Match.arrayWith([anyConsent])))).toBe("matches");
  });

  it("an undocumented type is another one", () => {
    const comparison = rules([like(".a", "BLOCK_NEW")], [{ ...anySelector, type: "BLOCK_MASK" }]);
    expect(shown(comparison)).toEqual(["missing elementBlocks[0]", 'extra elementBlocks[".a"]']);
  });

  it("a wider selector is another one", () => {
    const selector = Match.oneOf(".a", ".c");
    const comparison = rules([like(".a, .b", "BLOCK_EXCLUDE")], [{ selector, type: "BLOCK_EXCLUDE" }]);
    expect(shown(comparison)).toEqual(["missing elementBlocks[0]", 'extra elementBlocks[".a, .b"]']);
  });
});

describe("Of several live rules with a declared selector", () => {
  const far = like(".a", "BLOCK_EXCLUDE", { consent: true, scope: "NO_SESSIONS" });
  const near = like(".a", "BLOCK_MASK", { consent: true });
  const nearToo = like(".a", "BLOCK_MASK", { scope: "NO_SESSIONS" });
  const declared = { selector: ".a", type: "BLOCK_MASK" };

  it("the one that differs least is shown beside it, wherever it stands in the order of their contents", () => {
    const first = like(".a", "BLOCK_EXCLUDE", { scope: "NO_SESSIONS" });
    expect(shown(rules([first, near], [declared]))).toEqual([
      'extra elementBlocks[".a"]#2',
      'value elementBlocks[".a"].consent',
    ]);
    expect(shown(rules([far, near], Match.arrayWith([declared])))).toContain(
      'value elementBlocks[".a"].consent',
    );
    expect(
      shown(rules([far, near, like(".a", "BLOCK_UNMASK", { scope: "NO_SESSIONS" })], [declared])),
    ).toEqual([
      'extra elementBlocks[".a"]#2',
      'extra elementBlocks[".a"]#3',
      'value elementBlocks[".a"].consent',
    ]);
  });

  it("the first in the order of their contents is shown where two differ as much", () => {
    for (const live of [
      [near, nearToo],
      [nearToo, near],
    ])
      expect(shown(rules(live, [declared]))).toEqual([
        'extra elementBlocks[".a"]#2',
        'value elementBlocks[".a"].scope',
      ]);
  });

  it("each is shown beside one declared rule, in whatever order they are declared", () => {
    const both = [declared, { selector: ".a", type: "BLOCK_UNMASK", consent: true }];
    const first = compared("privacy", { elementBlocks: [far, nearToo] }, { elementBlocks: both });
    expect(shown(first)).toHaveLength(3);
    const turned = compared(
      "privacy",
      { elementBlocks: [far, nearToo] },
      { elementBlocks: both.toReversed() },
    );
    expect(turned).toEqual(first);
  });
});

describe("A thousand rules of one selector are tried with each other, and one more is not", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_each, index) => ({
      selector: ".a",
      type: "BLOCK_MASK",
      exceptionSelectors: [`.e${index}`],
    }));
  const live = (count: number) => many(count).map((each) => ({ ...rule, ...each }));

  const of = (elementBlocks: unknown, declared: unknown) =>
    resultOf(compared("privacy", { elementBlocks }, { elementBlocks: declared }));
  const another = { ...many(1)[0], consent: true };

  it.each<[string, unknown[], unknown[], string]>([
    ["a thousand declared ones", live(1), many(1_000), "differs"],
    ["a thousand live ones", live(1_000), many(1), "differs"],
    ["one more declared", live(1), many(1_001), "not-checked"],
    ["one more live", live(1_001), many(1), "not-checked"],
  ])("%s", (_title, elementBlocks, declared, expected) => {
    expect(of(elementBlocks, Match.not(Match.not(declared)))).toBe(expected);
  });

  it.each<[string, unknown]>([
    ["with their selector", Match.arrayWith([another])],
    ["of whatever selector", Match.arrayWith([Match.objectLike({ type: "BLOCK_UNMASK" })])],
  ])("nor where one must not be there %s", (_title, declared) => {
    expect(of(live(1_000), Match.not(declared))).toBe("matches");
    expect(of(live(1_001), Match.not(declared))).toBe("not-checked");
  });

  it("and one that is there is found beyond its selector, but not where it has none", () => {
    expect(of(live(1_001), Match.not(Match.arrayWith(many(1))))).toBe("differs");
    const anyMask = Match.objectLike({ type: "BLOCK_MASK" });
    expect(of(live(1_001), Match.not(Match.arrayWith([anyMask])))).toBe("not-checked");
  });

  it("while rules of other selectors are as many as may be", () => {
    const apart = live(1_001).map((each, index) => ({ ...each, selector: `.s${index}` }));
    const two = [like(".a", "BLOCK_MASK"), like(".a", "BLOCK_EXCLUDE")];
    const declared = Match.arrayWith([{ selector: ".a", type: "BLOCK_MASK" }]);
    expect(of(apart, Match.not(declared))).toBe("matches");
    expect(of([...two, ...apart], Match.not(Match.not(declared)))).toBe("matches");
  });

  it("and of watches in any order, of which none is declared, all are certainly too many", () => {
    const ajaxWatches = Array.from({ length: 1_001 }, () => watch("/a"));
    const declared = { ajaxWatches: Match.not(Match.not(Match.anyOrder([]))) };
    expect(resultOf(compared("privacy", { ajaxWatches }, declared))).toBe("differs");
  });

  it("but texts are told apart by themselves, however many there are beside a pattern", () => {
    const texts = Array.from({ length: 1_001 }, (_each, index) => `a${index}`);
    const declared = { blockedUas: [...texts, Match.stringLikeRegexp("^x")] };
    expect(resultOf(compared("blocking", { blockedUas: ["x", ...texts] }, declared))).toBe("matches");
  });
});
