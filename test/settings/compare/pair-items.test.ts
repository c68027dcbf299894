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
