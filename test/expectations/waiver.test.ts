import { findExpiry, findWaiverFaults, getTopField, type Waiver } from "../../lib/expectations/index.js";
import { describeUndeclared, isAbout, isOldForm } from "../../lib/expectations/waiver.js";
import type { Finding } from "../../lib/settings/compare/finding.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";

const { fields } = endpoints.privacy.document;
const declared = new Map(Object.entries(fields));
const now = new Date("2026-11-24T08:00:00Z");
const good: Waiver = {
  path: 'elementBlocks[".tax-id"].scope',
  observed: "0123456789abcdef0123456789abcdef",
  reason: "the page goes away",
  expires: "2026-12-20",
};

const faults = (waiver: unknown) => findWaiverFaults(waiver, declared, { maxDays: 90, now });

test.each<[string, object]>([
  ["of a leaf", {}],
  ["of eight digits, which the judge refuses with the new form", { observed: "0123abcd" }],
  ["with an owner", { owner: "dana" }],
  ["of a whole list that says so", { path: "elementBlocks", whole: true }],
  ["of a scalar field", { path: "discardIpAddresses" }],
  ["whose reason is not Latin", { reason: "古い" }],
  ["whose reason is a number", { reason: "4711" }],
  ["that ends on the last day that is allowed", { expires: "2027-02-22" }],
])("A waiver %s has no fault.", (_what, more) => expect(faults({ ...good, ...more })).toEqual([]));

test.each<[string, unknown, readonly unknown[]]>([
  ["a text", "elementBlocks", ["a waiver must be an object"]],
  ["null", null, ["a waiver must be an object"]],
  ["an unknown option", { ...good, until: 1 }, ['has no option "until"']],
  ["a long unknown option", { ...good, ["x".repeat(50)]: 1 }, [`has no option "${"x".repeat(40)}"`]],
  ["no path", { ...good, path: undefined }, ["needs a path"]],
  ["an empty path", { ...good, path: "" }, ["needs a path"]],
  [
    "a path that nothing declares",
    { ...good, path: "elementBlock[0]" },
    ['is for a path that is not declared here: "elementBlock[0]"; did you mean "elementBlocks"?'],
  ],
  [
    "a whole list that does not say so",
    { ...good, path: "elementBlocks" },
    [expect.stringContaining("whole: true")],
  ],
  [
    "a whole list that says no",
    { ...good, path: "elementBlocks", whole: false },
    [expect.stringContaining("whole: true")],
  ],
  ["no digest", { ...good, observed: undefined }, [expect.stringContaining("`observed`")]],
  ["a digest of 31 digits", { ...good, observed: "0".repeat(31) }, [expect.stringContaining("`observed`")]],
  ["a digest of 33 digits", { ...good, observed: "0".repeat(33) }, [expect.stringContaining("`observed`")]],
  ["nine digits", { ...good, observed: "0".repeat(9) }, [expect.stringContaining("`observed`")]],
  ["seven digits", { ...good, observed: "0".repeat(7) }, [expect.stringContaining("`observed`")]],
  ["no reason", { ...good, reason: undefined }, [expect.stringContaining("reason")]],
  ["the reason of the suggestion", { ...good, reason: "..." }, [expect.stringContaining("reason")]],
  ["an owner that is no text", { ...good, owner: 5 }, ["has an owner that is no text"]],
  ["no end", { ...good, expires: undefined }, [expect.stringContaining("`expires`")]],
  ["an end that is no date", { ...good, expires: "soon" }, [expect.stringContaining("`expires`")]],
  ["an end that is a number", { ...good, expires: 20261220 }, [expect.stringContaining("`expires`")]],
  [
    "an end too far ahead",
    { ...good, expires: "2027-02-23" },
    ["expires more than 90 days ahead (maxWaiverDays)"],
  ],
  [
    "everything wrong, all at once",
    { path: 1, observed: 2, reason: 3, expires: 4, owner: 5 },
    Array.from({ length: 5 }, () => expect.anything()),
  ],
])("A waiver with %s is refused.", (_what, waiver, expected) => expect(faults(waiver)).toEqual(expected));

test("A fault shows no more of a path than a hundred letters, and no name that is far from it.", () => {
  expect(describeUndeclared("x".repeat(100), ["geo"])).toMatch(/: "x{100}"$/);
  expect(describeUndeclared("x".repeat(101), ["geo"])).toMatch(/: "x{100}\.\.\."$/);
});

test("A date ends with its last second, an instant with itself, anything else has no end.", () => {
  expect(findExpiry("2026-12-20")).toBe("2026-12-20T23:59:59Z");
  expect(findExpiry("2026-12-20T10:00:00+02:00")).toBe("2026-12-20T08:00:00Z");
  expect(findExpiry("soon")).toBeUndefined();
});

test.each([
  ["recordGeoMode", "recordGeoMode"],
  ['blockedIps["10.0.0.1"]', "blockedIps"],
  ["domains[2].disabled", "domains"],
  ["a.b", "a"],
  ["rules#2", "rules"],
  ["[0]", "[0]"],
])("The field of %p is %p.", (path, field) => expect(getTopField(path)).toBe(field));

test.each<[string, Partial<Waiver>, Partial<Finding>, boolean]>([
  ["its own path", {}, {}, true],
  ["another path", {}, { path: 'elementBlocks[".x"].scope' }, false],
  ["what was not checked", {}, { result: "not-checked" }, false],
  ["a part, where it is for the field but not whole", { path: "elementBlocks" }, {}, false],
  ["a part of its whole list", { path: "elementBlocks", whole: true }, {}, true],
  ["a part of another list", { path: "ajaxWatches", whole: true }, {}, false],
])("A waiver is about %s: %p, %p, %p.", (_what, waiver, finding, about) => {
  const found = { path: good.path, result: "differs", ...finding } as Finding;
  expect(isAbout({ ...good, ...waiver }, found)).toBe(about);
});

test("Eight digits are the old form, 32 are not.", () => {
  expect(isOldForm(good)).toBe(false);
  expect(isOldForm({ ...good, observed: "0123abcd" })).toBe(true);
  expect(isOldForm({ ...good, observed: "0123abcde" })).toBe(false);
});

test("a path that names an identifier in clear is refused without quoting it", () => {
  const ids = new Map(Object.entries(endpoints.blocking.document.fields));
  const of = (path: string) => findWaiverFaults({ ...good, path }, ids, { maxDays: 90, now });
  expect(of('blockedAppIds["customer-000311"]')).toEqual([
    "names an identifier in clear, which no message does: copy the path as the message prints it",
  ]);
  expect(of('blockedAppIds["cust...11#0a1b2c3d"]')).toEqual([]);
  expect(of('blockedIps["10.0.0.1"]')).toEqual([]);
});
