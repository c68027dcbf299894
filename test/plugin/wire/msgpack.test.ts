import { decode, ExtData, encode } from "@msgpack/msgpack";
import { MsgpackReader } from "../../../src/plugin/wire/read-msgpack.js";
import { MsgpackWriter } from "../../../src/plugin/wire/write-msgpack.js";
import * as fc from "../../fast-check.js";

/** Text of each length whose head differs: 31, 32, 255, 256, 65,535 and 65,536 bytes. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(31, 32, 255, 256, 65_535, 65_536).map((length) => "x".repeat(length)),
);
const extension = fc
  .tuple(fc.constantFrom(0, 12), fc.uint8Array({ minLength: 1, maxLength: 70_000, size: "large" }))
  .map(([type, data]) => new ExtData(type, data));

type Plain = null | boolean | number | string | Uint8Array | ExtData | Plain[] | { [key: string]: Plain };

const value = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }),
    text,
    fc.uint8Array({ maxLength: 300 }),
    extension,
    fc.array(tie("value"), { maxLength: 20 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 20 },
    ),
  ),
})).value;

function read(reader: MsgpackReader): Plain | bigint {
  switch (reader.kind) {
    case "array":
      return Array.from({ length: reader.arraySize() }, () => read(reader) as Plain);
    case "map": {
      const pairs = Array.from({ length: reader.mapSize() }, () => [reader.string(), read(reader)] as const);
      return Object.fromEntries(pairs) as Record<string, Plain>;
    }
    case "extension": {
      const { type, data } = reader.extension();
      return new ExtData(type, Uint8Array.from(data));
    }
    case "bytes":
      return Uint8Array.from(reader.bytes());
    default:
      return reader[reader.kind]() as Plain;
  }
}

function write(writer: MsgpackWriter, plain: Plain): void {
  if (plain === null) writer.nil();
  else if (typeof plain === "boolean") writer.bool(plain);
  else if (typeof plain === "string") writer.string(plain);
  else if (typeof plain === "number") {
    if (Number.isSafeInteger(plain)) writer.int(plain);
    else writer.float(plain);
  } else if (plain instanceof Uint8Array) writer.bytes(plain);
  else if (plain instanceof ExtData && plain.data instanceof Uint8Array)
    writer.extension({ type: plain.type, data: plain.data });
  else if (Array.isArray(plain)) {
    writer.arraySize(plain.length);
    for (const element of plain) write(writer, element);
  } else {
    const pairs = Object.entries(plain as Record<string, Plain>);
    writer.mapSize(pairs.length);
    for (const [key, element] of pairs) {
      writer.string(key);
      write(writer, element);
    }
  }
}

test("What another writer of msgpack wrote is read, every kind of value.", () => {
  fc.assert(
    fc.property(value, (plain) => {
      const encoded = encode(plain);
      const reader = new MsgpackReader(encoded);
      expect(read(reader)).toEqual(decode(encoded));
      expect(reader.atEnd).toBe(true);
    }),
  );
});

test("What is written is read by another reader of msgpack.", () => {
  fc.assert(
    fc.property(value, (plain) => {
      const writer = new MsgpackWriter();
      write(writer, plain);
      expect(decode(writer.finish())).toEqual(decode(encode(plain)));
    }),
  );
});

test("Integers of 64 bits keep their last digit.", () => {
  expect(new MsgpackReader(Buffer.from("cf0020000000000001", "hex")).int()).toBe(9_007_199_254_740_993n);
  expect(new MsgpackReader(Buffer.from("d38000000000000000", "hex")).int()).toBe(-(2n ** 63n));
  expect(new MsgpackReader(Buffer.from("d3ffffffffffffffff", "hex")).int()).toBe(-1);
  expect(new MsgpackReader(Buffer.from("d0e0", "hex")).int()).toBe(-32);
});

test("An integer that a JavaScript number cannot hold is not written.", () => {
  expect(() => new MsgpackWriter().int(2 ** 53)).toThrow(RangeError);
  expect(() => new MsgpackWriter().int(0.5)).toThrow(RangeError);
});

test("Bytes that are cut off anywhere, or are of another kind, are refused.", () => {
  fc.assert(
    fc.property(value, fc.nat(), (plain, cut) => {
      const encoded = encode(plain);
      expect(() => read(new MsgpackReader(encoded.subarray(0, cut % encoded.length)))).toThrow(RangeError);
    }),
  );
  expect(() => new MsgpackReader(encode("text")).int()).toThrow("expected msgpack int, found string");
  expect(() => read(new MsgpackReader(Buffer.of(0xc1)))).toThrow("0xc1 begins no msgpack value");
});

test("A size that the bytes cannot hold reserves no memory.", () => {
  expect(() => new MsgpackReader(Buffer.from("ddffffffff", "hex")).arraySize()).toThrow("cut off");
  expect(() => new MsgpackReader(Buffer.from("dfffffffff00", "hex")).mapSize()).toThrow("cut off");
});
