import { Match } from "../../../lib/settings/declare/match.js";
import { compared } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

const GROUP = 'elementBlocks[".tax-id"].groupId';
const grouped = { ...answered, groupId: 4 };
const rule = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };

const reserved = (live: object, declared: unknown) => compared("privacy", live, declared).reservedInUse;

/** Title, declared rules, whether the group that live has is said to be undeclared. */
const declarations: [string, unknown, boolean][] = [
  ["a rule that does not name it", [rule], true],
  ["a rule that names it", [{ ...rule, groupId: 4 }], false],
  ["a rule that names another one", [{ ...rule, groupId: 5 }], false],
  ["another rule that names it", [{ ...rule, selector: ".b", groupId: 4 }], true],
  ["one of two rules that name it", [Match.oneOf({ ...rule, groupId: 4 }, { ...rule, groupId: 5 })], false],
  ["one of two lists", Match.oneOf([rule], [{ ...rule, groupId: 4 }]), false],
  ["not a list that names it", Match.not([{ ...rule, groupId: 5 }]), false],
  [
    "a rule in another spelling of its selector that names it",
    [{ ...rule, selector: " .tax-id", groupId: 4 }],
    false,
  ],
  ["every rule", Match.eachLike({ groupId: 4 }), false],
  ["a rule of any selector", [Match.objectLike({ groupId: 4 })], false],
  [
    "a rule whose selector is a pattern",
    [{ ...rule, selector: Match.stringLikeRegexp("."), groupId: 4 }],
    false,
  ],
  [
    "a rule whose selector is a pattern, without it",
    [{ ...rule, selector: Match.stringLikeRegexp(".") }],
    true,
  ],
];

it.each(declarations)(
  "A reserved group in use is no news to whoever declares it: %s",
  (_title, elementBlocks, news) => {
    expect(reserved({ elementBlocks: [grouped] }, { elementBlocks })).toEqual(news ? [GROUP] : []);
  },
);

const declared = { discardIpAddresses: true };

it.each([
  ["null", null, false],
  ["an empty text", "", false],
  ["an empty list", [], false],
  ["an empty object", {}, false],
  ["a text", "x", true],
  ["a number", 7, true],
  ["a switch", true, true],
  ["a list", [0], true],
  ["an object", { a: null }, true],
])("A reserved field that holds %s is in use: %j, %s", (_title, elementRuleGroups, used) => {
  expect(reserved({ ...declared, elementRuleGroups }, declared)).toEqual(used ? ["elementRuleGroups"] : []);
});

it.each([
  ["without a selector by its position", { groupId: 4 }, "elementBlocks[1].groupId"],
  ["whose selector is null by its position", { selector: null, groupId: 4 }, "elementBlocks[1].groupId"],
  [
    "with a long selector by the beginning of it",
    { selector: "a".repeat(121), groupId: 4 },
    `elementBlocks["${"a".repeat(120)}"].groupId`,
  ],
])("A rule in a reserved group is named: %s", (_title, live, path) => {
  expect(reserved({ ...declared, elementBlocks: [answered, live] }, declared)).toEqual([path]);
});
