import { compareWithBaseline } from "../../src/gate/compare-baseline.js";
import { document, evidence, field, stackOf } from "../reports/gate-reports.js";

const web = evidence([document("geo", [field("recordGeoMode")])]);
const mobile = { ...web, stack: "mobile" };
const failed = { ...mobile, outcome: "error" as const };

const compare = (earlier: readonly (typeof web)[], now: readonly (typeof web)[], only?: string) =>
  compareWithBaseline(
    {
      earlier: [{ name: "a.json", evidence: earlier }],
      noWeaken: false,
      ...(only === undefined ? {} : { only }),
    },
    now.map((each) => stackOf(each)),
  );

test("stacks are compared by name, wherever they stand", () => {
  expect(compare([mobile, web], [web, mobile])).toEqual({
    baseline: "a.json",
    forbidden: false,
    items: [],
    stricter: [],
    unknownStacks: [],
  });
});

test("a stack that is gone is told, and so is one that is new", () => {
  expect(compare([web], [mobile])).toMatchObject({
    items: [{ kind: "no longer checked", stack: "web", what: "geo" }],
    unknownStacks: ["mobile"],
  });
  expect(compare([web, mobile], [mobile], "mobile").items).toEqual([]);
});

test("two of one stack are refused: one would hide what the other weakens", () => {
  expect(() => compare([web, web], [web])).toThrow("two baselines are of the stack web");
  expect(() => compare([web], [web, web])).toThrow("two files are of the stack web");
});

test("a baseline that failed is refused, also beside one that did not; and not where nobody asked for its stack", () => {
  expect(() => compare([web, failed], [web, mobile])).toThrow(/a synthesis of mobile that failed/);
  expect(compare([web, failed], [web], "web").items).toEqual([]);
});

test("a baseline that could not read something is refused, and names what", () => {
  const unread = evidence([document("geo", [], { status: "unreadable" })]);
  expect(() => compare([unread], [web])).toThrow(/could not read geo of web, so it proves nothing about it/);
});
