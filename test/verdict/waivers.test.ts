import { digestFinding, type FindingSubject } from "../../lib/verdict/finding-digest.js";
import * as fc from "../fast-check.js";
import { digestsOf, evaluated, remainingIn, waiver } from "./support.js";

const declared = { recordGeoMode: "GEO_ALL" };
const live = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA"] };
const org = "o-WAIVE1-na1";

function digestOf(subject: object): string {
  const [digest = ""] = digestsOf(evaluated({ name: "geo", live, declared, subject }));
  return digest;
}

test("A waiver lets its finding through, and its digest has 128 bits.", () => {
  const observed = digestOf({ org });
  expect(observed).toMatch(/^[0-9a-f]{32}$/);
  const waivers = [waiver("recordGeoMode", observed)];
  expect(
    remainingIn(evaluated({ name: "geo", live, declared, subject: { org }, options: { waivers } })),
  ).toEqual([]);
});

test.each([
  ["another org", { org: "o-WAIVE2-na1" }],
  ["an org that is not known", {}],
  ["another platform", { org, platform: "mobile" as const }],
  ["another document", { org, document: "features" }],
])("A waiver does not cover the same finding of %s.", (_what, subject) => {
  const waivers = [waiver("recordGeoMode", digestOf({ org }))];
  const evaluation = evaluated({ name: "geo", live, declared, subject, options: { waivers } });
  expect(remainingIn(evaluation)).toEqual(["recordGeoMode"]);
  expect(evaluation.unusedWaivers).toMatchObject([{ outdated: true }]);
});

test("Web and mobile have digests of their own.", () => {
  expect(digestOf({ platform: "web" })).not.toBe(digestOf({ platform: "mobile" }));
});

test("A waiver of a missing rule does not cover another missing rule with the same selector.", () => {
  const rule = (type: string) => ({ elementBlocks: [{ selector: ".pin", type }] });
  const missing = (type: string, waivers: readonly ReturnType<typeof waiver>[] = []) =>
    evaluated({ name: "privacy", live: { elementBlocks: [] }, declared: rule(type), options: { waivers } });
  const [observed = ""] = digestsOf(missing("BLOCK_MASK"));
  const waivers = [waiver('elementBlocks[".pin"]', observed)];
  expect(remainingIn(missing("BLOCK_MASK", waivers))).toEqual([]);
  expect(remainingIn(missing("BLOCK_EXCLUDE", waivers))).toEqual(['elementBlocks[".pin"]']);
});

test("An expired waiver that stands first does not hide one that is in force.", () => {
  const observed = digestOf({});
  const waivers = [
    waiver("recordGeoMode", observed, { expires: "2026-01-01" }),
    waiver("recordGeoMode", observed, { expires: "2026-12-20" }),
    waiver("recordGeoMode", observed, { expires: "2026-02-01" }),
  ];
  const { fields, unusedWaivers } = evaluated({ name: "geo", live, declared, options: { waivers } });
  expect(fields[0]?.waived.map(({ until }) => until)).toEqual(["2026-12-20T23:59:59Z"]);
  expect(unusedWaivers.map(({ waiver: { expires }, outdated }) => [expires, outdated])).toEqual([
    ["2026-01-01", false],
    ["2026-02-01", false],
  ]);
});

test("A waiver whose value has changed is not told to be not needed.", () => {
  const waivers = [waiver("recordGeoMode", digestOf({}))];
  const changed = { ...live, recordGeoMode: "GEO_BLOCK_LIST" };
  const { unusedWaivers } = evaluated({ name: "geo", live: changed, declared, options: { waivers } });
  expect(unusedWaivers).toMatchObject([{ outdated: true }]);
});

test("An old waiver of eight digits lets nothing through, and the error prints the new form.", () => {
  const waivers = [waiver("recordGeoMode", "a3fc4673")];
  const evaluation = evaluated({ name: "geo", live, declared, options: { waivers } });
  expect(remainingIn(evaluation)).toEqual(["recordGeoMode"]);
  expect(evaluation.problems.map(({ path }) => path)).toEqual(["recordGeoMode"]);
  expect(evaluation.problems[0]?.message).toContain(`write observed: "${digestOf({})}"`);
});

test("A digest is the same for the same finding alone.", () => {
  const text = fc.oneof(fc.constantFrom("", "a", "b", '"', "[", ","), fc.string({ maxLength: 6 }));
  const optional = fc.option(text, { nil: undefined });
  const platform = fc.constantFrom(undefined, "web" as const, "mobile" as const);
  const one = fc.record({ document: text, platform, org: optional, path: text, observed: text });
  const digest = ({ path, observed, ...subject }: FindingSubject & { path: string; observed: string }) =>
    digestFinding(subject, { path, observed });
  fc.assert(
    fc.property(one, one, (a, b) => {
      const same = JSON.stringify(Object.values(a)) === JSON.stringify(Object.values(b));
      expect(digest(a) === digest(b)).toBe(same);
      expect(digest({ ...a })).toBe(digest(a));
    }),
  );
});

test("A waiver of a whole list is bound to what the differences mean, which a field beside it may change.", () => {
  const wholeOf = (recordGeoMode: string) =>
    evaluated({
      name: "geo",
      live: { recordGeoMode, recordGeoZones: ["US", "CA"] },
      declared: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US"] },
    }).fields.find(({ comparison }) => comparison.field === "recordGeoZones")?.whole;
  expect(wholeOf("GEO_ALLOW_LIST")).toMatch(/^[0-9a-f]{32}$/);
  expect(wholeOf("GEO_BLOCK_LIST")).not.toBe(wholeOf("GEO_ALLOW_LIST"));
});
