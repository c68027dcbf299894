import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { encodeMessage, type Field, Message } from "../../../src/plugin/wire/message.js";
import * as fc from "../../fast-check.js";

test("Bytes and texts are read back from the fields that they were written to.", () => {
  const fieldNumber = fc.integer({ min: 1, max: 2 ** 29 - 1 });
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.dictionary(fieldNumber.map(String), fc.tuple(text, fc.uint8Array())), (fields) => {
      const written = Object.entries(fields).map(([number, [name, bytes]]): Field => {
        return [
          Number(number),
          encodeMessage([
            [1, name],
            [2, bytes],
          ]),
        ];
      });
      const message = new Message(encodeMessage(written));
      for (const [number, [name, bytes]] of Object.entries(fields)) {
        const field = message.getMessage(Number(number));
        expect(field.getText(1)).toBe(name);
        expect(Buffer.from(field.getBytes(2))).toEqual(Buffer.from(bytes));
      }
    }),
  );
});

test("Fields of other kinds are stepped over.", () => {
  const encoded = new BinaryWriter()
    .tag(1, WireType.Varint)
    .uint64("18446744073709551615")
    .tag(2, WireType.Bit64)
    .double(1.5)
    .tag(3, WireType.Bit32)
    .fixed32(7)
    .tag(4, WireType.LengthDelimited)
    .string("kept")
    .finish();
  expect(new Message(encoded).getText(4)).toBe("kept");
});

test("An absent field is empty, and of a repeated one the last counts.", () => {
  const message = new Message(
    encodeMessage([
      [1, "first"],
      [1, "last"],
    ]),
  );
  expect(message.getText(1)).toBe("last");
  expect(message.getBytes(2)).toHaveLength(0);
  expect(message.getMessage(2).getText(1)).toBe("");
});

test("A message that is cut off is refused.", () => {
  const encoded = encodeMessage([[1, "whole"]]);
  expect(() => new Message(encoded.subarray(0, -1))).toThrow();
});

test("Numbers are written and read as the protobuf package does.", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.boolean(), (number, flag) => {
      const encoded = encodeMessage([
        [1, number],
        [2, flag],
      ]);
      const expected = new BinaryWriter()
        .tag(1, WireType.Varint)
        .int64(number)
        .tag(2, WireType.Varint)
        .bool(flag)
        .finish();
      expect(Buffer.from(encoded)).toEqual(Buffer.from(expected));
      expect(new Message(encoded).getNumber(1)).toBe(number);
    }),
  );
  expect(() => encodeMessage([[1, -1]])).toThrow("-1 is no unsigned integer");
});

test("A repeated field is read in its order.", () => {
  const parts = ["a", "b", "c"].map((text) => encodeMessage([[1, text]]));
  const message = new Message(encodeMessage(parts.map((part): Field => [3, part])));
  expect(message.getMessages(3).map((part) => part.getText(1))).toEqual(["a", "b", "c"]);
  expect(message.getMessages(4)).toEqual([]);
});

test("Bytes that are no message are refused, never read beyond their end.", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      try {
        new Message(bytes);
      } catch (error) {
        expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
      }
    }),
  );
  expect(() => new Message(Buffer.alloc(11, 0xff))).toThrow("longer than ten bytes");
  expect(() => new Message(Buffer.of(0x0b))).toThrow("unknown wire type 3");
});
