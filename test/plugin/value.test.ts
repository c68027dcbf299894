import { decode, ExtData, encode } from "@msgpack/msgpack";
import * as fc from "fast-check";
import {
  isNull,
  isUnknown,
  joinObject,
  NULL,
  type RawValue,
  splitObject,
  text,
  UNKNOWN,
} from "../../src/plugin/value.js";

/** `82 01 c2 02 a4 "pre-"`: not null, and beginning with "pre-". */
const refinement = Buffer.from("8201c202a47072652d", "hex");

const extension = fc
  .tuple(fc.constantFrom(0, 12), fc.uint8Array({ minLength: 1, maxLength: 70_000, size: "large" }))
  .map(([type, data]) => new ExtData(type, data));

/** Values of every msgpack family that Terraform sends, unknowns among them. */
const terraformValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({ minLength: 200, maxLength: 70_000, size: "large" }),
    fc.uint8Array({ maxLength: 300 }),
    extension,
    fc.constant(new ExtData(12, refinement)),
    fc.array(tie("value"), { maxLength: 20 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 20 },
    ),
  ),
})).value;

const attributes = fc.dictionary(
  fc.string({ maxLength: 40 }).filter((key) => key !== "__proto__"),
  terraformValue,
  { maxKeys: 20 },
);

test("An object is split into its attributes' own bytes, unknowns and refinements included.", () => {
  fc.assert(
    fc.property(attributes, (object) => {
      const split = splitObject(encode(object));
      expect([...split.keys()]).toEqual(Object.keys(object));
      for (const [name, value] of Object.entries(object)) {
        expect(Buffer.compare(split.get(name) ?? NULL, encode(value))).toBe(0);
      }
    }),
  );
});

test("An object that was split and joined holds what it held.", () => {
  fc.assert(
    fc.property(attributes, (object) => {
      expect(decode(joinObject(splitObject(encode(object))))).toEqual(decode(encode(object)));
    }),
  );
});

test("A map of any size is stepped over: 16 and 70,000 elements have heads of other lengths.", () => {
  for (const count of [0, 15, 16, 70_000]) {
    const list = Array.from({ length: count }, (_, index) => index);
    const object = { list, map: Object.fromEntries(list.map((index) => [`k${index}`, null])), last: "seen" };
    expect(splitObject(encode(object)).get("last")).toEqual(text("seen"));
  }
});

test("Integers beyond 2^53 keep their last digit.", () => {
  const number = Buffer.from("cf0020000000000001", "hex");
  const object = joinObject(new Map<string, RawValue>([["n", number]]));
  expect(Buffer.from(splitObject(object).get("n") ?? [])).toEqual(number);
});

test("A key called __proto__ is data, also inside a map.", () => {
  const inner = joinObject(new Map([["__proto__", text("inner")]]));
  const split = splitObject(joinObject(new Map([["__proto__", inner]])));
  expect(splitObject(split.get("__proto__") ?? NULL).get("__proto__")).toEqual(text("inner"));
});

test("Values nested a hundred thousand deep are stepped over.", () => {
  const deep = Buffer.concat([Buffer.alloc(100_000, 0x91), Buffer.from([0xc0])]);
  expect(splitObject(joinObject(new Map([["deep", deep]]))).get("deep")).toHaveLength(deep.length);
});

test("Unknown is written as Terraform writes it, and told from everything that is known.", () => {
  expect(Buffer.from(UNKNOWN).toString("hex")).toBe("d40000");
  expect(isUnknown(UNKNOWN)).toBe(true);
  fc.assert(fc.property(terraformValue, (value) => isUnknown(encode(value)) === value instanceof ExtData));
});

test("Null is nil, or no bytes at all.", () => {
  expect([NULL, Buffer.alloc(0)].map(isNull)).toEqual([true, true]);
  expect([UNKNOWN, text(""), encode(0), encode(false), encode({})].map(isNull)).toEqual(Array(5).fill(false));
});

test("A value that is cut off, followed by more, or no object is refused.", () => {
  fc.assert(
    fc.property(attributes, (object) => {
      const encoded = encode(object);
      expect(() => splitObject(encoded.subarray(0, -1))).toThrow(RangeError);
      expect(() => splitObject(Buffer.concat([encoded, NULL]))).toThrow("left over");
    }),
  );
  expect(() => splitObject(text("no object"))).toThrow("expected an object");
  expect(() => splitObject(encode({ a: 1 }).fill(0xc1, 3))).toThrow("begins no msgpack value");
  expect(() => splitObject(Buffer.from([0x81, 0x01, 0x01]))).toThrow("name is not text");
});
