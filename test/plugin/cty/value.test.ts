import { decode, encode } from "@msgpack/msgpack";
import { decodeValue } from "../../../src/plugin/cty/decode-value.js";
import { encodeValue } from "../../../src/plugin/cty/encode-value.js";
import { toExactDouble } from "../../../src/plugin/cty/number.js";
import { type CtyType, type CtyValue, ExactNumber, Typed, Unknown } from "../../../src/plugin/index.js";
import * as fc from "../../fast-check.js";

const name = fc.oneof(fc.string({ maxLength: 12 }), fc.constant("__proto__"), fc.constant("constructor"));

const type = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<CtyType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list", "set", "map"), tie("type")).map((pair): CtyType => pair),
    fc
      .tuple(fc.constant("tuple"), fc.array(tie("type"), { maxLength: 4 }))
      .map(([, types]): CtyType => ["tuple", types]),
    fc
      .array(fc.tuple(name, tie("type")), { maxLength: 4 })
      .map((pairs): CtyType => ["object", Object.fromEntries(pairs)]),
  ),
})).type;

const number = fc.oneof(
  fc.maxSafeInteger().map((integer) => integer || 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => double || 0),
  fc
    .bigInt()
    .map((integer) => `${integer}.00000000000000000000000001`)
    .map((text) => new ExactNumber(text)),
);

const unknown = fc
  .tuple(fc.constantFrom(0, 12), fc.uint8Array({ minLength: 1, maxLength: 40 }))
  .map(([code, data]) => new Unknown({ type: code, data: Buffer.from(data) }));

function known(of: CtyType): fc.Arbitrary<CtyValue> {
  if (typeof of === "string") {
    switch (of) {
      case "string":
        return fc.string({ unit: "grapheme" });
      case "number":
        return number;
      case "bool":
        return fc.boolean();
      case "dynamic":
        return type
          .filter((own) => own !== "dynamic")
          .chain((own) => anyOf(own).map((value) => new Typed(own, value)));
    }
  }
  switch (of[0]) {
    case "list":
    case "set":
      return fc.array(anyOf(of[1]), { maxLength: 5 });
    case "map":
      return fc.array(fc.tuple(name, anyOf(of[1])), { maxLength: 5 }).map((pairs) => new Map(pairs));
    case "tuple":
      return fc.tuple(...of[1].map(anyOf));
    case "object":
      return fc
        .tuple(
          ...Object.entries(of[1]).map(([key, each]) => anyOf(each).map((value) => [key, value] as const)),
        )
        .map((pairs) => new Map(pairs));
  }
}

function anyOf(of: CtyType): fc.Arbitrary<CtyValue> {
  return fc.oneof(
    { weight: 6, arbitrary: known(of) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: unknown },
  );
}

const typed = type.chain((of) => fc.tuple(fc.constant(of), anyOf(of)));

test("A value is read back as it was written: types, nulls, unknowns, refinements and numbers.", () => {
  fc.assert(
    fc.property(typed, ([of, value]) => {
      expect(decodeValue(encodeValue(value, of), of)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("A value that is cut off, or followed by more, is refused.", () => {
  fc.assert(
    fc.property(typed, fc.nat(), ([of, value], cut) => {
      const encoded = encodeValue(value, of);
      expect(() => decodeValue(encoded.subarray(0, cut % encoded.length), of)).toThrow();
      expect(() => decodeValue(Buffer.concat([encoded, Buffer.of(0xc0)]), of)).toThrow("left over");
    }),
  );
});

test("Bytes of no kind are read as a value or refused, never anything else.", () => {
  fc.assert(
    fc.property(type, fc.uint8Array({ maxLength: 40 }), (of, bytes) => {
      try {
        decodeValue(bytes, of);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(String(error)).not.toMatch(/stack|memory|undefined/i);
      }
    }),
  );
});

test("Unknown is written as Terraform writes it, and a refined one is handed back as it came.", () => {
  expect(Buffer.from(encodeValue(new Unknown(), "string")).toString("hex")).toBe("d40000");
  const refined = "c7090c8201c202a47072652d";
  const value = decodeValue(Buffer.from(refined, "hex"), "string");
  expect(value).toBeInstanceOf(Unknown);
  expect(Buffer.from(encodeValue(value, "string")).toString("hex")).toBe(refined);
});

test("Numbers keep every digit, whatever form Terraform chose for them.", () => {
  const read = (bytes: Uint8Array): CtyValue => decodeValue(bytes, "number");
  expect(read(encode(2.5))).toBe(2.5);
  expect(read(encode("0.1"))).toBe(0.1);
  expect(read(encode("1e300"))).toBe(1e300);
  expect(read(encode(`1${"0".repeat(300)}`))).toBe(1e300);
  expect(read(encode("9007199254740993"))).toEqual(new ExactNumber("9007199254740993"));
  expect(read(Buffer.from("cf0020000000000001", "hex"))).toEqual(new ExactNumber("9007199254740993"));
  expect(read(encode("1e400"))).toEqual(new ExactNumber("1e400"));
  // The double that is nearest to 0.1 is another number than 0.1.
  expect(read(encode(0.1))).toEqual(
    new ExactNumber("1000000000000000055511151231257827021181583404541015625e-55"),
  );
  expect(() => read(encode("ten"))).toThrow("not a decimal number");
});

test("A fraction is written as decimal text, for a binary one would be another number.", () => {
  expect(decode(encodeValue(0.1, "number"))).toBe("0.1");
  expect(decode(encodeValue(-7, "number"))).toBe(-7);
  expect(decode(encodeValue(2 ** 60, "number"))).toBe(String(2 ** 60));
  expect(() => encodeValue(Number.NaN, "number")).toThrow("NaN");
});

test("Every double is read as the number that it is.", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const exact = toExactDouble(double);
      expect(Number(exact instanceof ExactNumber ? exact.text : exact)).toBe(double);
      // A power of two below 2^53 has few digits: no exact form beside the number itself.
      if (Number.isInteger(double * 1024) && Math.abs(double) < 2 ** 40) expect(exact).toBe(double);
    }),
  );
});

test("A value nested deeper than the bound is refused, not read until the stack ends.", () => {
  let deep: Buffer = Buffer.of(0xc0);
  const tuple = (json: string): string => `["tuple",[${json}]]`;
  let json = '"string"';
  for (let level = 0; level < 600; level++) {
    json = tuple(json);
    deep = Buffer.concat([Buffer.of(0x91), deep]);
  }
  const dynamic = Buffer.concat([Buffer.of(0x92), encode(Buffer.from(json)), deep]);
  expect(() => decodeValue(dynamic, "dynamic")).toThrow("nested deeper than 500 levels");
  let chain = encode("end");
  for (let level = 0; level < 600; level++) {
    chain = Buffer.concat([Buffer.of(0x92), encode(Buffer.from('"dynamic"')), chain]);
  }
  expect(() => decodeValue(chain, "dynamic")).toThrow("nested deeper than 500 levels");
});

test("A type that is none is refused.", () => {
  for (const json of [
    "null",
    '"text"',
    "{}",
    "[]",
    '["list"]',
    '["tuple",{}]',
    '["object",null]',
    "broken",
  ]) {
    const dynamic = Buffer.concat([Buffer.of(0x92), encode(Buffer.from(json)), Buffer.of(0xc0)]);
    expect(() => decodeValue(dynamic, "dynamic")).toThrow();
  }
});

test("An object of Terraform has every attribute of its type and no other one.", () => {
  const of: CtyType = ["object", { a: "string" }];
  expect(() => decodeValue(encode({}), of)).toThrow('an object has no attribute "a"');
  expect(() => decodeValue(encode({ a: null, b: null }), of)).toThrow('an object has the attribute "b"');
  expect(() => decodeValue(encode([1]), ["tuple", []])).toThrow("a tuple of 0 has 1 elements");
});

test("An attribute that a provider leaves out is null, and a wrong one is named without its value.", () => {
  const of: CtyType = ["object", { outer: ["object", { a: "string", b: "bool" }] }];
  const write = (inner: CtyValue): Uint8Array => encodeValue(new Map([["outer", inner]]), of);
  expect(decode(write(new Map([["b", true]])))).toEqual({ outer: { a: null, b: true } });
  expect(() => write(new Map([["a", 7]]))).toThrow(/^outer: a: expected string, found number$/);
  expect(() => write(new Map([["c", "secret"]]))).toThrow(/^outer: an object has the attribute "c"$/);
  expect(() => write(["secret"])).toThrow(/^outer: expected object, found an array$/);
  expect(() => encodeValue("secret", "dynamic")).toThrow(/^expected dynamic, found string$/);
  expect(() => encodeValue(["secret"], ["tuple", []])).toThrow("a tuple of 0 has 1 elements");
});
