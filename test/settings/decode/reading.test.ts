import {
  decodeObject,
  getUnknownValues,
  listUnknownKeys,
} from "../../../lib/settings/decode/decode-document.js";
import { createReading, readObject } from "../../../lib/settings/decode/reading.js";
import type { Field, ListField, ObjectField } from "../../../lib/settings/model/field.js";

const text = (): Field => ({ kind: "text", doc: "A text." });
const word = (): Field => ({ kind: "enum", doc: "A word.", values: ["A", "B"] });
const boolean = (): Field => ({ kind: "boolean", doc: "Yes or no." });
const integer = (): Field => ({ kind: "integer", doc: "A number." });
const json = (): Field => ({ kind: "json", doc: "Anything." });
const object = (): Field => ({ kind: "object", doc: "An object.", fields: { a: text() } });
const list = (item: Field = text()): ListField => ({ kind: "list", order: "ordered", doc: "A list.", item });

const documentOf = (fields: Record<string, Field>): ObjectField => ({
  kind: "object",
  doc: "A document.",
  fields,
});

/** What is read from a body with one field, which is called `field`. */
function readingOf(field: Field, value: unknown) {
  const reading = createReading();
  const read = readObject(reading, documentOf({ field }), { field: value });
  return { fits: reading.fits, faults: reading.faults, steps: reading.steps, read: read["field"] };
}

const faultsOf = (field: Field, value: unknown) => {
  const result = decodeObject(documentOf({ field }), { field: value });
  return result.ok ? [] : result.faults;
};

describe("A value of its field's kind", () => {
  it.each<[string, () => Field, unknown]>([
    ["a text", text, "x"],
    ["an empty text", text, ""],
    ["a text that looks like a number", text, "1"],
    ["a documented word", word, "A"],
    ["an undocumented word", word, "C"],
    ["true", boolean, true],
    ["false", boolean, false],
    ["0", integer, 0],
    ["a negative number", integer, -7],
    ["the largest exact number", integer, 9007199254740991],
    ["the smallest exact number", integer, -9007199254740991],
    ["a scalar as open JSON", json, 1.5],
    ["a list as open JSON", json, ["x", 1, null]],
    ["an empty list", list, []],
    ["a list of texts", list, ["b", "a"]],
    ["a list of words", () => list(word()), ["B", "C"]],
    ["a list of booleans", () => list(boolean()), [true, false]],
    ["a list of numbers", () => list(integer()), [0, 1]],
    ["a list of objects", () => list(object()), [{ a: "x" }, { a: null }]],
    ["a list of open objects", () => list(json()), [{ b: [1] }, {}]],
    ["an object", object, { a: "x" }],
    ["null as a text", text, null],
    ["null as a word", word, null],
    ["null as a boolean", boolean, null],
    ["null as a number", integer, null],
    ["null as open JSON", json, null],
    ["null as a list", list, null],
    ["null as an object", object, null],
  ])("is read as it is, without asking the schema: %s", (_, field, value) => {
    expect(readingOf(field(), value)).toEqual({ fits: true, faults: [], steps: [], read: value });
  });
});

/** The only thing that is wrong in the body, so that nothing else refuses it. */
const wrong: readonly [string, () => Field, string, readonly [unknown, string][]][] = [
  [
    "a text",
    text,
    "a string",
    [
      [true, "a boolean"],
      [false, "a boolean"],
      [0, "a number"],
      [1.5, "a number"],
      [["x"], "an array"],
      [{ x: "x" }, "an object"],
    ],
  ],
  [
    "a word",
    word,
    "a string",
    [
      [true, "a boolean"],
      [false, "a boolean"],
      [1, "a number"],
      [["A"], "an array"],
      [{}, "an object"],
    ],
  ],
  [
    "a boolean",
    boolean,
    "a boolean",
    [
      ["true", "a string"],
      ["", "a string"],
      [0, "a number"],
      [1, "a number"],
      [[], "an array"],
      [{}, "an object"],
    ],
  ],
  [
    "a whole number",
    integer,
    "a number",
    [
      ["1", "a string"],
      ["x", "a string"],
      [true, "a boolean"],
      [false, "a boolean"],
      [[1], "an array"],
      [{ a: 1 }, "an object"],
    ],
  ],
  [
    "a list",
    list,
    "an array",
    [
      ["x", "a string"],
      [1, "a number"],
      [true, "a boolean"],
      [{ 0: "x", length: 1 }, "an object"],
    ],
  ],
  [
    "an object",
    object,
    "an object",
    [
      ["x", "a string"],
      [1, "a number"],
      [false, "a boolean"],
      [[{ a: "x" }], "an array"],
    ],
  ],
];

describe.each(wrong)("What stands for %s", (_, field, expected, values) => {
  it.each(values)("is refused if it is %j", (value, found) => {
    expect(faultsOf(field(), value)).toEqual([`$.field: expected ${expected}, found ${found}`]);
    expect(readingOf(field(), value)).toMatchObject({ fits: false, faults: [], steps: [] });
  });

  it.each(values)("is refused as an item of a list if it is %j", (value, found) => {
    expect(faultsOf(list(field()), [value])).toEqual([`$.field[0]: expected ${expected}, found ${found}`]);
  });
});

describe("What stands for a whole number", () => {
  it.each([0.5, -1.5, 1e-7])("is refused if it is the fraction %d", (value) => {
    expect(faultsOf(integer(), value)).toEqual(["$.field: expected a whole number, found a number"]);
    expect(readingOf(integer(), value).fits).toBe(false);
  });

  it.each([2 ** 53, -(2 ** 53), 1e21])("is refused if it is %d, too large to be exact", (value) => {
    expect(faultsOf(integer(), value)).toEqual(["$.field: the number is too large to be read exactly"]);
    expect(readingOf(integer(), value).fits).toBe(false);
  });
});

describe("An item of a list", () => {
  it.each<[string, () => Field, string]>([
    ["texts", text, "a string"],
    ["words", word, "a string"],
    ["booleans", boolean, "a boolean"],
    ["numbers", integer, "a number"],
    ["objects", object, "an object"],
    ["open objects", json, "an object"],
  ])("is never null in a list of %s", (_, field, expected) => {
    expect(faultsOf(list(field()), [null])).toEqual([`$.field[0]: expected ${expected}, found null`]);
    expect(readingOf(list(field()), [null]).fits).toBe(false);
  });

  it("that is wrong is found behind items that are right", () => {
    expect(faultsOf(list(), ["a", "b", 1, "c"])).toEqual(["$.field[2]: expected a string, found a number"]);
  });
});

describe("Items of one list that have other keys than the item before", () => {
  const read = (...items: readonly object[]) => {
    const item = documentOf({ scope: text(), groupId: integer() });
    const result = decodeObject(documentOf({ items: list(item) }), { items });
    if (!result.ok) throw new Error(result.faults.join("\n"));
    return result;
  };

  it.each<[string, readonly object[], readonly object[]]>([
    [
      "one key more",
      [{ scope: "a" }, { scope: "b", groupId: 1 }],
      [{ scope: "a" }, { scope: "b", groupId: 1 }],
    ],
    [
      "one key fewer",
      [{ scope: "a", groupId: 1 }, { scope: "b" }],
      [{ scope: "a", groupId: 1 }, { scope: "b" }],
    ],
    ["as many, but another", [{ scope: "a" }, { groupId: 2 }], [{ scope: "a" }, { groupId: 2 }]],
    ["none", [{ scope: "a" }, {}], [{ scope: "a" }, {}]],
    ["some after none", [{}, { scope: "a" }], [{}, { scope: "a" }]],
    ["another spelling", [{ groupId: 1 }, { group_id: 2 }], [{ groupId: 1 }, { groupId: 2 }]],
    [
      "another order",
      [
        { scope: "a", groupId: 1 },
        { groupId: 2, scope: "b" },
      ],
      [
        { scope: "a", groupId: 1 },
        { scope: "b", groupId: 2 },
      ],
    ],
  ])("are read by their own: %s", (_, items, expected) => {
    expect(read(...items).value).toEqual({ items: expected });
  });

  it("have unknown keys of their own", () => {
    const { value, unknownKeys } = read({ scope: "a", x: 1 }, { scope: "b", y: 2 }, { scope: "c" }, { y: 3 });
    const { items } = value as { items: readonly object[] };
    expect(unknownKeys).toEqual(["$.items[0].x", "$.items[1].y", "$.items[3].y"]);
    expect(items.map(getUnknownValues)).toEqual([{ x: 1 }, { y: 2 }, {}, { y: 3 }]);
    expect(items.map(listUnknownKeys)).toEqual([["x"], ["y"], [], ["y"]]);
  });

  it("are refused by their own spellings", () => {
    const item = documentOf({ groupId: integer() });
    const items = [{ groupId: 1 }, { groupId: 1, group_id: 2 }, { groupId: 1, group_id: 1 }];
    expect(decodeObject(documentOf({ items: list(item) }), { items })).toEqual({
      ok: false,
      faults: ['$.items[1]: "groupId" and "group_id" are two spellings of one key with different values'],
    });
  });
});

describe("The layout of an object", () => {
  it("is made once for as long as the keys stay the same, and anew when they change", () => {
    const field = documentOf({ a: text(), b: text() });
    const reading = createReading();
    readObject(reading, field, { a: "1", b: "2" });
    const first = reading.layouts.get(field);
    readObject(reading, field, { a: "3", b: "4" });
    expect(reading.layouts.get(field)).toBe(first);
    readObject(reading, field, { b: "6", a: "5" });
    expect(reading.layouts.get(field)).not.toBe(first);
    expect(reading.layouts.get(field)?.keys).toEqual(["b", "a"]);
  });
});

it.each([
  ["null and a number that is too large", { groupId: null, group_id: 2 ** 53 }],
  ["a number that is too large, twice", { groupId: 2 ** 53, group_id: 2 ** 53 }],
])("A second spelling of a key that cannot be read is a fault, never null: %s", (_title, body) => {
  const result = decodeObject(documentOf({ groupId: integer() }), body);
  expect(result).toMatchObject({
    ok: false,
    faults: expect.arrayContaining([
      '$: "groupId" and "group_id" are two spellings of one key, and one cannot be read',
    ]),
  });
});
