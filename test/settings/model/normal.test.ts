import { elementBlockField } from "../../../lib/settings/endpoints/element-block.js";
import type { EnumField, Field, ListField, TextField } from "../../../lib/settings/model/field.js";
import type { Json } from "../../../lib/settings/model/json.js";
import {
  completeObject,
  identifyItem,
  isEmpty,
  resolveLive,
  spellFields,
  spellLive,
  spellScalar,
} from "../../../lib/settings/model/live-value.js";

const text: TextField = { kind: "text", doc: "A text." };
const open: Field = { kind: "json", doc: "Anything." };
const ordered: ListField = { kind: "list", order: "ordered", doc: "Texts.", item: text };
const unordered: ListField = { ...ordered, order: "unordered" };
const rule = { selector: ".a", type: "BLOCK_SCRUB", notes: "n", lastUpdated: "2021-05-30T20:05:30Z" };

describe("Canonical text of what is live", () => {
  it.each<[string, Field, Json | undefined, string]>([
    ["says that nothing is there", text, undefined, "absent"],
    ["keeps the order of a list whose order has meaning", ordered, ["b", "a", "b"], '["b","a","b"]'],
    ["sorts a list whose order has none, each item once", unordered, ["b", "a", "b"], '["a","b"]'],
    ["holds what is no text beside texts", unordered, [null, "a"], '["a",null]'],
    ["holds what is no text alone", unordered, [null], "[null]"],
  ])("%s", (_title, field, live, expected) => {
    expect(spellLive(field, live)).toBe(expected);
  });

  it("of a rule leaves out who may edit it, what is written about it and when", () => {
    const answered = { ...rule, label: "l", groupId: 3, editable: "EDITABLE_ANY", consent: false };
    expect(spellLive({ ...elementBlockField }, answered)).toBe(
      '{"consent":false,"exceptionSelectors":[],"scope":"ALL_SESSIONS","selector":".a","targetingConditions":[],"type":"BLOCK_MASK"}',
    );
  });
});

describe("A word that has an older spelling", () => {
  const words: EnumField = {
    kind: "enum",
    doc: "A word.",
    values: ["ALL"],
    aliases: { EVERY: "ALL", null: "ALL" },
  };

  it.each([
    ["EVERY", "ALL"],
    ["ALL", "ALL"],
    ["OTHER", "OTHER"],
    [null, null],
  ])("is one value in both, and what is no word is itself: %j", (value, expected) => {
    expect(spellScalar(words, value)).toBe(expected);
  });
});

it("An absent key means nothing where there is no object that could hold it", () => {
  const scope = elementBlockField.fields["scope"];
  if (scope === undefined) throw new Error("no such field");
  expect(resolveLive(scope, undefined, undefined)).toBeUndefined();
  expect(resolveLive(scope, undefined, { selector: ".a" })).toBe("ALL_SESSIONS");
});

describe("What tells two live items apart", () => {
  const identity = (change: object, named: readonly string[] = []) =>
    identifyItem(elementBlockField, { ...rule, ...change }, new Set(named));

  it.each([{ notes: "x" }, { consent: true }, { groupId: 3 }, { editable: "EDITABLE_ANY" }])(
    "is any field: %j",
    (change) => {
      expect(identity(change)).not.toBe(identity({}));
    },
  );

  it("is bookkeeping only where it is declared", () => {
    expect(identity({ lastUpdated: "x" })).toBe(identity({}));
    expect(identity({ lastUpdated: "x" }, ["lastUpdated"])).not.toBe(identity({}, ["lastUpdated"]));
    expect(identity({ notes: "x" }, ["lastUpdated"])).not.toBe(identity({}, ["lastUpdated"]));
  });

  it.each<[string, Field, Json, string]>([
    ["of open JSON", open, { b: 1, a: 2 }, '{"a":2,"b":1}'],
    ["of a text", text, "a", '"a"'],
    ["of what is no rule", elementBlockField, "a", '"a"'],
  ])("is the whole value %s", (_title, field, live, expected) => {
    expect(identifyItem(field, live, new Set())).toBe(expected);
  });
});

it("A part of a live object is written with its field's own rules, and names no field that nobody knows", () => {
  expect(spellFields(elementBlockField, rule, ["type", "selector", "scope", "consent", "other"])).toBe(
    '{"consent":absent,"scope":"ALL_SESSIONS","selector":".a","type":"BLOCK_MASK"}',
  );
});

describe("A live object completed", () => {
  it("holds what its absent keys mean, and no other key", () => {
    const complete = completeObject(elementBlockField, { selector: ".a" });
    expect(Object.entries(complete).sort()).toEqual([
      ["exceptionSelectors", []],
      ["label", ""],
      ["notes", ""],
      ["scope", "ALL_SESSIONS"],
      ["selector", ".a"],
      ["targetingConditions", []],
    ]);
  });

  it("is itself where it is open JSON", () => {
    expect(completeObject(open, { a: 1 })).toEqual({ a: 1 });
  });
});

it.each<[Json | undefined, boolean]>([
  [undefined, true],
  [null, true],
  ["", true],
  [[], true],
  ["a", false],
  [["a"], false],
  [{}, false],
  [0, false],
  [false, false],
])("Whether %j is empty: %s", (value, expected) => {
  expect(isEmpty(value)).toBe(expected);
});
