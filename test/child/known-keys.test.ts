import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEY_REPORT_VARIABLE, listFingerprints, readKeyReport, reportKey } from "../../lib/secrets/index.js";
import { KnownKeys } from "../../src/child/index.js";
import * as fc from "../fast-check.js";

const KEY = "abcdEFGH+/1234567890==";
const known = () => {
  const keys = new KnownKeys();
  keys.addFingerprints(listFingerprints(KEY));
  return keys;
};

test("law: a key that is known by its fingerprint only is blotted out wherever it stands, and nothing else is", () => {
  const key = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom("a", "b", "é", "=", "/", "1") });
  fc.assert(
    fc.property(key, fc.array(fc.string()), (secret, others) => {
      const keys = new KnownKeys();
      keys.addFingerprints(listFingerprints(secret));
      const plain = others.join(" ");
      fc.pre(!plain.includes(secret.slice(0, 8)));
      expect(keys.censor(plain)).toBe(plain);
      expect(keys.isIn(plain)).toBe(false);
      const text = `${plain}${secret}${plain}${secret}${secret}`;
      expect(keys.isIn(text)).toBe(true);
      expect(keys.censor(text)).not.toContain(secret);
      expect(keys.censor(text).replaceAll("[secret]", "").length).toBeLessThanOrEqual(2 * plain.length);
    }),
  );
});

test.each([
  ["as it is", KEY],
  ["in a URL", `https://user:${encodeURIComponent(KEY)}@proxy.example`],
  ["as a header", `Basic ${KEY}`],
  ["in JSON", JSON.stringify({ key: KEY })],
  ["in base64", Buffer.from(KEY).toString("base64")],
  ["as the user name of Basic credentials", Buffer.from(`${KEY}:`).toString("base64")],
])("A variable that holds a key is found, whatever its name: %s.", (_, value) => {
  expect(known().listHolders({ PATH: "/bin", X: value, Y: "abcdEFGH", Z: undefined })).toEqual(["X"]);
  expect(known().censor(value)).toContain("[secret]");
});

test("A key in the form that Fullstory gives out is blotted out even if nobody told of it.", () => {
  expect(new KnownKeys().censor("the key is na1.QWxhZGRpbjpvcGVu+/x== and no other")).toBe(
    "the key is [secret] and no other",
  );
  expect(new KnownKeys().isIn("see https://app.eu1.fullstory.com/ui and api.eu1.fullstory.com")).toBe(false);
});

test("A key of a few characters is found as a whole value, and blots out no words.", () => {
  const keys = new KnownKeys();
  keys.add(" Basic abc ");
  expect(keys.listHolders({ A: "abc", B: "abcd" })).toEqual(["A"]);
  expect(keys.censor("abc")).toBe("abc");
});

describe("the report of an app", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "key-report-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("holds fingerprints, never the key, and each key once", () => {
    const path = join(folder, "keys");
    writeFileSync(path, "");
    for (const key of [KEY, KEY, "another-key"]) reportKey(key, { [KEY_REPORT_VARIABLE]: path });
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain(KEY);
    expect(readKeyReport(text)).toEqual([...listFingerprints(KEY), ...listFingerprints("another-key")]);
  });

  test("is not written through a link, to a file that is not there, or to a folder", () => {
    writeFileSync(join(folder, "target"), "mine");
    symlinkSync(join(folder, "target"), join(folder, "link"));
    for (const name of ["link", "missing", "."])
      reportKey(KEY, { [KEY_REPORT_VARIABLE]: join(folder, name) });
    expect(readFileSync(join(folder, "target"), "utf8")).toBe("mine");
    expect(() => readFileSync(join(folder, "missing"))).toThrow("ENOENT");
  });

  test("that is garbage holds no key", () => {
    expect(readKeyReport("0 0 x\n8 1\n\n-1 5 abc\n")).toEqual([]);
  });
});
