import type { Budget } from "../../lib/messages/index.js";
import type { Finding } from "../../lib/settings/compare/finding.js";
import { type FieldVerdict, listOpen, renderFieldTexts } from "../../lib/verdict/index.js";
import { evaluated } from "./support.js";

const [made] = evaluated({
  name: "geo",
  live: { recordGeoMode: "GEO_ALL" },
  declared: { recordGeoMode: "GEO_ALL" },
}).fields;

type Direction = NonNullable<Finding["direction"]>;

function field(
  name: string,
  directions: readonly Direction[],
  tolerated: readonly Direction[] = [],
): FieldVerdict {
  if (made === undefined) throw new Error("one field");
  const finding = (direction: Direction, index: number): Finding => ({
    path: `${name}[${index}]`,
    result: "differs",
    kind: "value",
    direction,
    observed: "",
    implied: false,
    dataClass: "setting",
  });
  return {
    ...made,
    comparison: { ...made.comparison, field: name },
    remaining: directions.map(finding),
    tolerated: tolerated.map((direction, index) => finding(direction, 100 + index)),
  };
}

/** The budgets that fields are given, where the shortest message of each has some lines. */
function budgets(fields: readonly FieldVerdict[], shortest: number | ((full: number) => number) = 10) {
  const told = (verdict: FieldVerdict, { full, lines, brief }: Budget) =>
    lines === 0
      ? Array.from({ length: typeof shortest === "number" ? shortest : shortest(full) }, () => "x").join("\n")
      : `${verdict.comparison.field} ${full} ${lines} ${brief}`;
  return renderFieldTexts(fields, told).map(({ text }) => text);
}

const many = (count: number, direction: Direction = "loosened") =>
  Array.from({ length: count }, () => direction);

test("Fields that match or are waived have no message; what is only tolerated has one.", () => {
  expect(budgets([field("a", [])])).toEqual([]);
  expect(budgets([field("a", [], ["tightened"]), field("b", [])])).toEqual(["a 1 10 false"]);
  expect(listOpen(field("a", ["loosened"], ["tightened"])).map(({ path }) => path)).toEqual([
    "a[0]",
    "a[100]",
  ]);
});

test("The worst field comes first, and only it says at length what can be done.", () => {
  const fields = [field("a", ["tightened"]), field("b", ["unclear"]), field("c", ["loosened"])];
  expect(budgets(fields)).toEqual(["c 1 10 false", "b 1 10 true", "a 1 10 true"]);
});

test("The three worst findings of all fields are shown in full.", () => {
  const fields = [field("a", ["loosened", "tightened"]), field("b", ["loosened", "loosened", "unclear"])];
  expect(budgets(fields, 5)).toEqual(["a 1 6 false", "b 2 6 true"]);
  expect(budgets([field("a", many(5))], 5)).toEqual(["a 3 7 false"]);
});

test("What room is left goes to one line for each further finding, the worst field first.", () => {
  expect(budgets([field("a", many(30)), field("b", many(40))], 20)).toEqual(["a 3 40 false", "b 0 20 true"]);
  expect(budgets([field("a", many(10)), field("b", many(40))], 20)).toEqual(["a 3 27 false", "b 0 33 true"]);
  expect(budgets([field("a", many(3)), field("b", many(1))], 20)).toEqual(["a 3 20 false", "b 0 20 true"]);
});

test("Where there is no room, a field of which nothing is shown in full has one line.", () => {
  const fields = [field("a", many(30)), field("b", many(40)), field("c", many(2))];
  expect(budgets(fields, 30)).toEqual(["a 3 57 false", "b 0 1 true", "c 0 1 true"]);
  expect(budgets([field("a", ["loosened"]), field("b", ["loosened"])], 31)).toEqual([
    "a 1 31 false",
    "b 1 31 true",
  ]);
  expect(budgets([field("a", many(30)), field("b", many(40))], 30)).toEqual(["a 3 30 false", "b 0 30 true"]);
  expect(budgets([field("a", many(4))], 70)).toEqual(["a 3 70 false"]);
});
