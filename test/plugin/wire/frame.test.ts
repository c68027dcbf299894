import { framePrefix, unframe } from "../../../src/plugin/wire/frame.js";
import { GrpcStatus } from "../../../src/plugin/wire/grpc-error.js";
import * as fc from "../../fast-check.js";

test("A framed message is read back however it was cut into chunks.", () => {
  const cuts = fc.array(fc.nat(600), { maxLength: 20 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), cuts, (message, at) => {
      const body = Buffer.concat([framePrefix(message.length), message]);
      const borders = [0, ...at.map((cut) => cut % (body.length + 1)).sort((a, b) => a - b), body.length];
      const chunks = borders.slice(1).map((border, index) => body.subarray(borders[index], border));
      expect(Buffer.from(unframe(chunks))).toEqual(Buffer.from(message));
    }),
  );
});

test("The prefix says not compressed, and the length with the highest byte first.", () => {
  expect([...framePrefix(0x01020304)]).toEqual([0, 1, 2, 3, 4]);
});

test("A body that is cut off, or holds more than one message, is refused.", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.uint8Array({ minLength: 1 }), (message, more) => {
      const body = Buffer.concat([framePrefix(message.length), message]);
      expect(() => unframe([body.subarray(0, -1)])).toThrow(/holds no message|announced/);
      expect(() => unframe([body, more])).toThrow(/announced/);
    }),
  );
});

test("A compressed message is refused as not implemented.", () => {
  expect(() => unframe([Buffer.from([1, 0, 0, 0, 0])])).toThrow(
    expect.objectContaining({ status: GrpcStatus.unimplemented }),
  );
});
