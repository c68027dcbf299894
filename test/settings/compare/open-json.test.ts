import { Match } from "../../../lib/settings/declare/match.js";
import { problemsOf, verdict } from "../support.js";

const rules = (a: unknown) => ({ sessionTargetingRules: [{ a }] });

/** Title, declared, live that matches, live that differs. */
const cases: [string, unknown, unknown, unknown][] = [
  ["null in a list", [null, 1], [null, 1], [1]],
  ["null under a key", null, null, 0],
  ["arrayWith, which takes the first items", Match.arrayWith([1, 2]), [1, 2, 3], [2, 1, 3]],
  ["anyOrder", Match.anyOrder([1, 2]), [2, 1], [2, 1, 1]],
  ["arrayEquals", Match.arrayEquals([{ b: 1 }]), [{ b: 1 }], [{ b: 1, c: 2 }]],
  ["eachLike", Match.eachLike({ b: 1 }), [{ b: 1, c: 2 }, { b: 1 }], [{ b: 1 }, { b: 2 }]],
  ["lists in lists", Match.eachLike([1]), [[1], [1]], [[1], [1, 1]]],
  ["a pattern", Match.stringLikeRegexp("^a"), "ab", "ba"],
  ["what must not be a word", Match.not("a"), { b: 1 }, "a"],
  ["what must not be an object", Match.not({ b: 1 }), "a", { b: 1 }],
  ["what must not be a list", Match.not([1]), { b: 1 }, [1]],
];

it.each(cases)("Open JSON can be declared at every depth: %s", (_title, declared, same, other) => {
  expect(problemsOf("targeting", rules(declared))).toEqual([]);
  expect(verdict("targeting", rules(same), rules(declared))).toBe("matches");
  expect(verdict("targeting", rules(other), rules(declared))).toBe("differs");
});
