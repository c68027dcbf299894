import { sanitize } from "../../lib/messages/index.js";
import { anyCharacter } from "../characters.js";
import * as fc from "../fast-check.js";

describe("printable text", () => {
  test("keeps ASCII, and letters and digits of common scripts", () => {
    for (const text of [
      "a Z 0 ~ # $ % `",
      "Zürich",
      "Ελλάδα",
      "Москва",
      "日本語",
      "한국어",
      "ไทย".slice(0, 1),
    ]) {
      expect(sanitize(text)).toBe(text);
    }
  });

  test.each([
    ["\u001b[31m", "\\u001b[31m"],
    ["a\nb\r\tc", "a\\u000ab\\u000d\\u0009c"],
    ["\u202eabc\u2066", "\\u202eabc\\u2066"],
    ["\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad"],
    ["\u3164\u115f\uffa0", "\\u3164\\u115f\\uffa0"],
    ["\u2028\u2029\u0085\u009b", "\\u2028\\u2029\\u0085\\u009b"],
    ["שלום", "\\u05e9\\u05dc\\u05d5\\u05dd"],
    ["e\u0301", "e\\u0301"],
    ["😀", "\\ud83d\\ude00"],
    ["\ud800", "\\ud800"],
    ["x\u{e0041}", "x\\udb40\\udc41"],
  ])("writes %j as %s", (text, expected) => expect(sanitize(text)).toBe(expected));

  test.each([
    ["::error::x", ": :error: :x"],
    [":::", ": : :"],
    ["a::b", "a: :b"],
    ["##[group]", "## [group]"],
    ["x##vso[task]##VSO[y]", "x##vso [task]##VSO [y]"],
    ["###[x]", "### [x]"],
  ])("breaks up %j as %s", (text, expected) => expect(sanitize(text)).toBe(expected));

  test("holds no marker and no other letter for any text, and stays what it is when written twice", () => {
    const parts = fc.array(
      fc.oneof(
        fc.string({ unit: anyCharacter }),
        fc.constantFrom(":", "#", "[", "##vso", "\u200b", "\\u003a"),
      ),
    );
    fc.assert(
      fc.property(parts, (words) => {
        const text = sanitize(words.join(""));
        expect(text).not.toMatch(/::|##\[|##vso\[|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{M}/iu);
        expect(sanitize(text)).toBe(text);
      }),
    );
  });
});
