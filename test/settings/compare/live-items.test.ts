import {
  classesOf,
  distinct,
  isName,
  literalKey,
  liveItem,
} from "../../../lib/settings/compare/live-items.js";
import { sortedBy } from "../../../lib/settings/compare/sorted-by.js";
import type { DeclaredNode } from "../../../lib/settings/declare/declared-node.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import { type ListField, listFieldOf } from "../../../lib/settings/model/field.js";
import type { Json } from "../../../lib/settings/model/json.js";

function listField(name: keyof typeof endpoints, key: string): ListField {
  const field = endpoints[name].document.fields[key];
  if (field === undefined) throw new Error("no such field");
  return listFieldOf(field);
}

const rules = listField("privacy", "elementBlocks");
const ips = listField("blocking", "blockedIps");
const open = listField("targeting", "sessionTargetingRules");
const keyOf = (field: ListField, value: Json) => liveItem(field, value, 0).key;

describe("The key of a live item", () => {
  it.each<[string, ListField, Json, Json]>([
    ["two selectors", rules, { selector: "a" }, { selector: "b" }],
    ["a selector that is null and one that says so", rules, { selector: null }, { selector: "null" }],
    ["selectors that are no text", rules, { selector: { a: 1 } }, { selector: { a: 2 } }],
    ["a selector and none", rules, { selector: "a" }, { type: "BLOCK_MASK" }],
    ["two addresses", ips, "a", "b"],
    ["two numbers", open, 1, 2],
    ["a number and an object", open, 1, { a: 1 }],
  ])("tells apart %s", (_title, field, one, other) => {
    expect(keyOf(field, one)).not.toBe(keyOf(field, other));
  });

  it.each<[string, ListField, Json, Json]>([
    ["no selector", rules, { type: "BLOCK_MASK" }, { type: "BLOCK_EXCLUDE" }],
    ["the same selector", rules, { selector: "a", type: "BLOCK_MASK" }, { selector: "a" }],
    ["no field for a key, whatever their keys are", open, { undefined: "a" }, { undefined: "b" }],
  ])("is one for objects with %s", (_title, field, one, other) => {
    expect(keyOf(field, one)).toBe(keyOf(field, other));
  });

  it("is the one that a declared item writes as a literal", () => {
    expect(literalKey(ips, { kind: "value", value: "a" })).toBe(keyOf(ips, "a"));
    const selector: DeclaredNode = { kind: "value", value: "a" };
    const declared: DeclaredNode = {
      kind: "object",
      entries: new Map([["selector", selector]]),
      whole: false,
    };
    expect(literalKey(rules, declared)).toBe(keyOf(rules, { selector: "a" }));
  });

  it.each<[string, ListField, Json, boolean]>([
    ["a selector", rules, { selector: "a" }, true],
    ["no selector", rules, { type: "BLOCK_MASK" }, false],
    ["an address, which is all there is of it", ips, "a", false],
    ["open JSON", open, { a: 1 }, false],
  ])("is a name or not: %s", (_title, field, value, expected) => {
    expect(isName(field, keyOf(field, value))).toBe(expected);
  });
});

it("Items with the same text stay in the order in which they came", () => {
  const items = ["b1", "a1", "b2", "a2", "b3"];
  expect(sortedBy(items, (item) => item.slice(0, 1))).toEqual(["a1", "a2", "b1", "b2", "b3"]);
});

describe("Live items that count once", () => {
  const rule = { selector: ".a", type: "BLOCK_MASK", consent: false };
  const items = (...values: Json[]) => values.map((value, index) => liveItem(rules, value, index));
  const selector: DeclaredNode = { kind: "value", value: ".a" };
  const partial: DeclaredNode = { kind: "object", entries: new Map([["selector", selector]]), whole: false };
  const whole: DeclaredNode = { ...partial, whole: true };
  const members = (nodes: readonly DeclaredNode[], ...values: Json[]) =>
    classesOf(items(...values), nodes, rules).map((each) => [
      each.first.index,
      ...each.members.map(({ index }) => index),
    ]);

  it.each<[string, DeclaredNode]>([
    ["a partial rule", partial],
    ["not a partial rule", { kind: "not", inner: partial }],
    ["one of partial rules", { kind: "oneOf", alternatives: [partial, partial] }],
  ])("are those that differ in nothing that is compared by %s", (_title, node) => {
    expect(members([node], rule, { ...rule, consent: true }, { ...rule, selector: ".b" })).toEqual([
      [0, 0, 1],
      [2, 2],
    ]);
  });

  it.each<[string, readonly DeclaredNode[]]>([
    ["a whole rule", [whole]],
    ["not a whole rule", [{ kind: "not", inner: whole }]],
    ["a whole rule among others", [{ kind: "oneOf", alternatives: [partial, whole] }]],
    ["a partial rule and any value", [partial, { kind: "anyValue" }]],
    ["any value", [{ kind: "anyValue" }]],
  ])("are those that are equal in everything under %s", (_title, nodes) => {
    expect(members(nodes, rule, { ...rule, notes: "n" }, rule)).toEqual([
      [0, 0, 2],
      [1, 1],
    ]);
  });

  it("are those that mean the same where nothing is declared", () => {
    expect(members([], rule, { ...rule, consent: true }, { ...rule, notes: "n" })).toEqual([
      [0, 0, 2],
      [1, 1],
    ]);
  });

  it("are equal ones where items are open JSON", () => {
    const found = classesOf(
      [{ a: 1 }, { a: 1, b: 2 }, { a: 1 }].map((value, index) => liveItem(open, value, index)),
      [{ ...partial, entries: new Map([["a", { kind: "value", value: 1 }]]) }],
      open,
    );
    expect(found.map((each) => each.members.length)).toEqual([2, 1]);
  });

  it("are shown once where they are left over", () => {
    const left = (...values: Json[]) => distinct(rules, items(...values)).length;
    expect(left(rule)).toBe(1);
    expect(left(rule, { ...rule, notes: "n" })).toBe(1);
    expect(left(rule, { ...rule, consent: true })).toBe(2);
    expect(left(rule, { ...rule, consent: true }, { ...rule, notes: "n" })).toBe(2);
  });
});
