import { Match } from "../../../lib/settings/declare/match.js";
import { problemsOf, verdict } from "../support.js";

const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = "x";
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
};

/** A rule is two levels deep: below the document and its list. */
const ABOVE = 2;
const rules = (value: unknown) => ({ sessionTargetingRules: [value] });

it("A declaration may be 128 levels deep and no deeper", () => {
  const objects = (levels: number) => rules(nested(levels - ABOVE, (a) => ({ a })));
  expect(problemsOf("targeting", objects(128))).toEqual([]);
  expect(problemsOf("targeting", objects(129))).toEqual([
    { path: `sessionTargetingRules[0]${".a".repeat(127)}`, message: "nested deeper than 128 levels" },
  ]);
});

const wraps: [string, (inner: unknown) => unknown][] = [
  ["lists", (inner) => [inner]],
  ["objects", (a) => ({ a })],
  ["exact", (inner) => Match.exact(inner)],
  ["not", (inner) => Match.not(inner)],
  ["oneOf", (inner) => Match.oneOf(inner)],
  ["eachLike", (inner) => Match.eachLike(inner)],
  ["arrayWith", (inner) => Match.arrayWith([inner])],
  ["anyOrder", (inner) => Match.anyOrder([inner])],
];

it.each(wraps)(
  "A declaration is refused when it is nested too deeply in %s, however it is nested",
  (_title, wrap) => {
    expect(problemsOf("targeting", rules({ a: nested(20, wrap) }))).toEqual([]);
    const problems = problemsOf("targeting", rules({ a: nested(1_000, wrap) }));
    expect(problems.map(({ message }) => message)).toEqual(["nested deeper than 128 levels"]);
  },
);

it("Whatever an answer may hold can be declared", () => {
  const live = rules(nested(64, (a) => ({ a })));
  expect(verdict("targeting", live, live)).toBe("matches");
});
