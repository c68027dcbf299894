import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import * as fc from "fast-check";
import { encodeMessage, type Field, Message } from "../../src/plugin/proto.js";

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
        const field = message.message(Number(number));
        expect(field.text(1)).toBe(name);
        expect(Buffer.from(field.bytes(2))).toEqual(Buffer.from(bytes));
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
  expect(new Message(encoded).text(4)).toBe("kept");
});

test("An absent field is empty, and of a repeated one the last counts.", () => {
  const message = new Message(
    encodeMessage([
      [1, "first"],
      [1, "last"],
    ]),
  );
  expect(message.text(1)).toBe("last");
  expect(message.bytes(2)).toHaveLength(0);
  expect(message.message(2).text(1)).toBe("");
});

test("A message that is cut off is refused.", () => {
  const encoded = encodeMessage([[1, "whole"]]);
  expect(() => new Message(encoded.subarray(0, -1))).toThrow();
});
