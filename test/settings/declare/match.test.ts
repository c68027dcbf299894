import { Match } from "../../../lib/settings/declare/match.js";
import { problemsOf, verdict } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

const watch = { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" };
const other = { ...watch, urlRegex: "/b" };

it("A matcher cannot be changed after it was made", () => {
  expect(Object.isFrozen(Match.not("a"))).toBe(true);
  expect(Object.isFrozen(Match)).toBe(true);
});

it.each([
  ["by default", undefined, "not-checked"],
  ["with allowEmpty false", { allowEmpty: false }, "not-checked"],
  ["with an allowEmpty that is no boolean", { allowEmpty: "yes" as never }, "not-checked"],
  ["with allowEmpty", { allowEmpty: true }, "matches"],
] as const)("A statement about every item of an empty list, %s: %s", (_title, options, result) => {
  const declared = { blockedIps: Match.eachLike("192.0.2.1", options) };
  expect(verdict("blocking", { blockedIps: [] }, declared)).toBe(result);
  expect(verdict("blocking", { blockedIps: ["192.0.2.1"] }, declared)).toBe("matches");
  expect(verdict("blocking", { blockedIps: ["192.0.2.2"] }, declared)).toBe("differs");
});

it.each([
  ["a setting that is not declared", { ...watch, whitelistReq: "a" }, "differs"],
  ["a key that nobody documents", { ...watch, x: 1 }, "differs"],
  ["nothing else", watch, "matches"],
])("anyOrder inside exact compares its items whole: live has %s", (_title, live, result) => {
  const declared = { ajaxWatches: Match.exact(Match.anyOrder([other, watch])) };
  expect(verdict("privacy", { ajaxWatches: [live, other] }, declared)).toBe(result);
  const plain = { ajaxWatches: Match.anyOrder([other, watch]) };
  expect(verdict("privacy", { ajaxWatches: [live, other] }, plain)).toBe("matches");
});

it("oneOf takes a list of alternatives only where it is given nothing beside it", () => {
  expect(problemsOf("geo", { recordGeoMode: Match.oneOf(["GEO_ALL", "GEO_BLOCK_LIST"]) })).toEqual([]);
  expect(problemsOf("geo", { recordGeoMode: Match.oneOf(["GEO_ALL"], "GEO_BLOCK_LIST") })).toEqual([
    { path: "recordGeoMode", message: "expected a string, found a list" },
  ]);
});

it("An alternative that cannot be compared is one problem, also as the type of a rule", () => {
  const type = Match.oneOf("BLOCK_MASK", undefined);
  expect(problemsOf("privacy", { elementBlocks: [{ selector: ".a", type }] })).toEqual([
    { path: "elementBlocks[0].type", message: "undefined cannot be compared with a setting" },
  ]);
});

it("An alternative that cannot be compared is one problem, also in place of a declaration", () => {
  expect(problemsOf("geo", Match.oneOf({ recordGeoMode: Number.NaN }, { recordGeoMode: "GEO_ALL" }))).toEqual(
    [{ path: "recordGeoMode", message: "NaN cannot be compared with a setting" }],
  );
});

it("A rule declared once with an empty list and once with null is one rule", () => {
  const rule = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };
  const declared = [
    { ...rule, exceptionSelectors: [] },
    { ...rule, exceptionSelectors: null },
  ];
  expect(verdict("privacy", { elementBlocks: [answered] }, { elementBlocks: declared })).toBe("matches");
});

it("The problem of an unknown key quotes the key as it was written", () => {
  expect(problemsOf("geo", { "a.b": 1 }).map(({ path }) => path)).toEqual(['["a.b"]']);
});
