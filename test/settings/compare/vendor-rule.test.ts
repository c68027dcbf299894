import { elementBlockField, isVendorRule } from "../../../lib/settings/endpoints/element-block.js";
import type { Json } from "../../../lib/settings/model/json.js";
import { compared, resultOf } from "../support.js";

const kept = {
  selector: "input[type=password]",
  type: "BLOCK_EXCLUDE",
  scope: "ALL_SESSIONS",
  consent: false,
  editable: "EDITABLE_DESCRIPTION_ONLY",
};
const { consent: _consent, ...withoutConsent } = kept;
const { editable: _editable, ...withoutEditable } = kept;
const { scope: _scope, ...withoutScope } = kept;

/** Title, rule, whether it is kept by the vendor. */
const cases: [string, { [key: string]: Json }, boolean][] = [
  ["one that excludes", kept, true],
  ["one that masks, in the older word", { ...kept, type: "BLOCK_SCRUB" }, true],
  ["no consent", withoutConsent, true],
  ["consent", { ...kept, consent: true }, false],
  ["consent that is null", { ...kept, consent: null }, false],
  ["one that can be edited", { ...kept, editable: "EDITABLE_ANY" }, false],
  ["nothing said of who may edit it", withoutEditable, false],
  ["null said of who may edit it", { ...kept, editable: null }, false],
  ["one that unmasks", { ...kept, type: "BLOCK_UNMASK" }, false],
  ["no type", { ...kept, type: null }, false],
  ["a list of types", { ...kept, type: ["BLOCK_SCRUB"] }, false],
  ["live sessions only", { ...kept, scope: "LIVE_SESSIONS_ONLY" }, false],
];

it.each(cases)("Whether a rule is the vendor's own: %s", (_title, rule, expected) => {
  expect(isVendorRule(rule)).toBe(expected);
});

it.each([
  ["nothing said of who may edit it", withoutEditable, "differs", 0],
  ["null said of who may edit it", { ...kept, editable: null }, "differs", 0],
  ["a restriction", kept, "matches", 1],
  ["a restriction, without consent", withoutConsent, "matches", 1],
  ["a restriction, without scope", withoutScope, "matches", 1],
])("An undeclared rule passes only as the vendor's own: with %s", (_title, rule, result, seen) => {
  const comparison = compared("privacy", { elementBlocks: [rule] }, { elementBlocks: [] });
  expect(resultOf(comparison)).toBe(result);
  expect(comparison.vendorRules).toHaveLength(seen);
});

it.each([
  ["BLOCK_EXCLUDE", ["LIVE_SESSIONS_ONLY"]],
  ["BLOCK_SCRUB", ["LIVE_SESSIONS_ONLY"]],
  ["BLOCK_RECORD", []],
  ["BLOCK_OTHER", []],
  [null, []],
])("Live sessions are enough only for a rule that protects: %s", (type, expected) => {
  const scope = elementBlockField.implied?.find(({ field }) => field === "scope");
  expect(scope?.enough?.values(type)).toEqual(expected);
});
