import { crc32, inflateRawSync } from "node:zlib";
import { packZip, type ZipEntry } from "../../src/provider-package/index.js";
import * as fc from "../fast-check.js";

/** Reads a zip file as its directory, at the end, says. */
function unzip(file: Buffer): unknown[] {
  const end = file.length - 22;
  expect(file.readUInt32LE(end)).toBe(0x06054b50);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    expect(file.readUInt32LE(at)).toBe(0x02014b50);
    const [checksum, packed, size] = [16, 20, 24].map((field) => file.readUInt32LE(at + field));
    const nameLength = file.readUInt16LE(at + 28);
    const mode = file.readUInt16LE(at + 40);
    const local = file.readUInt32LE(at + 42);
    const name = file.toString("utf8", at + 46, at + 46 + nameLength);
    at += 46 + nameLength;
    expect(file.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + nameLength;
    const content = inflateRawSync(file.subarray(start, start + (packed ?? 0)));
    expect([crc32(content), content.length]).toEqual([checksum, size]);
    return { name, content: Uint8Array.from(content), isExecutable: (mode & 0o111) !== 0 };
  });
}

const entries: fc.Arbitrary<ZipEntry[]> = fc.uniqueArray(
  fc.record({
    name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    content: fc.uint8Array({ maxLength: 2_000, size: "large" }),
    isExecutable: fc.boolean(),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

test("What is zipped is unzipped: names, contents and whether it can be executed.", () => {
  fc.assert(fc.property(entries, (given) => expect(unzip(packZip(given))).toEqual(given)));
});

test("The same entries give the same bytes.", () => {
  fc.assert(fc.property(entries, (given) => expect(packZip(given).equals(packZip(given))).toBe(true)));
});
