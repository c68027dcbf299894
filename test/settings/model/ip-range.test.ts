import { canonicalizeIpRange, coversIpRange } from "../../../lib/settings/model/ip-range.js";
import { anyCharacter } from "../../characters.js";
import * as fc from "../../fast-check.js";

const bytes = fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 });
const groups = fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 });
const v4 = fc.tuple(bytes, fc.nat({ max: 32 })).map(([each, bits]) => `${each.join(".")}/${bits}`);
const v6 = fc
  .tuple(groups, fc.nat({ max: 128 }))
  .map(([each, bits]) => `${each.map((group) => group.toString(16)).join(":")}/${bits}`);
const ranges = fc.oneof(v4, v6);
const texts = fc.oneof(
  ranges,
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.stringMatching(/^[0-9a-fx.:*/%]{0,20}$/),
);

describe("The one text of a range", () => {
  it("stays what it is when it is read again, and is read without an error whatever it is", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = canonicalizeIpRange(text);
        expect(canonicalizeIpRange(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is one for two ranges exactly where each covers the other", () => {
    const near = fc
      .tuple(fc.constantFrom("10.0.0.", "10.0.1.", "2001:db8::"), fc.nat({ max: 3 }), fc.nat({ max: 34 }))
      .map(([start, end, bits]) => `${start}${end}/${bits}`);
    fc.assert(
      fc.property(fc.oneof(near, ranges), fc.oneof(near, ranges), (one, other) => {
        const both = coversIpRange(one, other) && coversIpRange(other, one);
        if (both) expect(canonicalizeIpRange(one)).toBe(canonicalizeIpRange(other));
        else if (canonicalizeIpRange(one) === canonicalizeIpRange(other)) expect(one).toBe(other);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["10.0.0.0/24", "10.0.0.*"],
    ["10.0.0.0/25", "10.0.0.0/25"],
    ["0.0.0.0/0", "*.*.*.*"],
    ["10.0.0.1/32", "10.0.0.1"],
    ["2001:DB8:0::1/128", "2001:db8::1"],
    ["::ffff:1.2.3.4", "::ffff:102:304"],
    ["010.0.0.1", "010.0.0.1"],
    ["fe80::1%eth0", "fe80::1%eth0"],
    ["1.2.3", "1.2.3"],
    ["10.*.0.*", "10.*.0.*"],
    ["10.0.0.*/24", "10.0.0.*/24"],
    ["::1/129", "::1/129"],
    ["10.0.0.0/40", "10.0.0.0/40"],
    ["10.0.0.0/24/24", "10.0.0.0/24/24"],
    ["10.0.0.7/24", "10.0.0.*"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["2001:db8:1::/32", "2001:db8::/32"],
    ["10.0.0.0/024", "10.0.0.0/024"],
    ["10.200.30.*", "10.200.30.*"],
    ["*.1.2.3", "*.1.2.3"],
    ["*", "*"],
    ["::ffff:10.20.30.40", "::ffff:a14:1e28"],
    ["::ffff:1.2.3.*", "::ffff:1.2.3.*"],
    ["", ""],
  ])("of %s is %s", (text, expected) => {
    expect(canonicalizeIpRange(text)).toBe(expected);
  });
});

it.each([
  ["10.0.0.*", "10.0.0.5", true],
  ["10.0.0.*", "10.0.0.0/24", true],
  ["10.0.0.0/24", "10.0.0.128/25", true],
  ["10.0.0.128/25", "10.0.0.0/24", false],
  ["10.0.0.*", "10.0.1.5", false],
  ["10.200.30.*", "10.200.30.7", true],
  ["*.1.2.3", "9.1.2.3", false],
  ["*.*.*.*", "1.2.3.4", true],
  ["*.*.*.*", "*.*.*.*", true],
  ["10.*.0.*", "10.1.0.1", false],
  ["10.0.0.1", "10.0.0.1", true],
  ["10.0.0.1", "10.0.0.2", false],
  ["::/0", "10.0.0.1", false],
  ["::/0", "2001:db8::1", true],
  ["x", "x", false],
  ["10.0.0.*", "x", false],
  ["x", "10.0.0.1", false],
])("%s covers %s: %p", (wider, narrower, covers) => {
  expect(coversIpRange(wider, narrower)).toBe(covers);
});
