import { compareSeverity } from "../../../lib/settings/compare/compare.js";
import type { Finding } from "../../../lib/settings/compare/finding.js";
import type { Direction } from "../../../lib/settings/model/field.js";
import { compared } from "../support.js";

function finding(path: string, direction?: Direction): Finding {
  const base = { path, kind: "value", observed: "", implied: false, dataClass: "setting" } as const;
  return direction === undefined
    ? { ...base, result: "not-checked" }
    : { ...base, result: "differs", direction };
}

/** What is read first, and what is read after it. */
const pairs: [string, Finding, Finding][] = [
  ["what is loosened, then what is unclear", finding("b", "loosened"), finding("a", "unclear")],
  ["what is unclear, then what is tightened", finding("b", "unclear"), finding("a", "tightened")],
  ["what is tightened, then what was not checked", finding("b", "tightened"), finding("a")],
  ["of one direction, by path", finding("a", "loosened"), finding("b", "loosened")],
  ["paths by code unit", finding("B"), finding("a")],
];

it.each(pairs)("Findings are read in this order: %s", (_title, first, second) => {
  expect(compareSeverity(first, second)).toBeLessThan(0);
  expect(compareSeverity(second, first)).toBeGreaterThan(0);
});

it("Findings of one path and direction stay in the order in which they were made", () => {
  expect(compareSeverity(finding("a", "unclear"), finding("a", "unclear"))).toBe(0);
});

it("The findings of a field are listed by severity, then by path", () => {
  const [field] = compared("blocking", { blockedIps: ["d", "b"] }, { blockedIps: ["c", "a"] }).fields;
  expect(field?.findings.map(({ direction, path }) => [direction, path])).toEqual([
    ["loosened", 'blockedIps["a"]'],
    ["loosened", 'blockedIps["c"]'],
    ["tightened", 'blockedIps["b"]'],
    ["tightened", 'blockedIps["d"]'],
  ]);
});
