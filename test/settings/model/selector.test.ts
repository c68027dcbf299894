import { canonicalizeSelector, coversSelector, isSelector } from "../../../lib/settings/model/selector.js";
import { anyCharacter } from "../../characters.js";
import * as fc from "../../fast-check.js";

describe("Two spellings of one selector are one", () => {
  it.each([
    [".a", " .a\n"],
    [".a .b", ".a \t\n .b"],
    [".a>.b", ".a > .b"],
    [".a+.b~.c", ".a + .b ~ .c"],
    [".a.b", ".a/* comment */.b"],
    [".a .b", ".a /* comment */ .b"],
    [".a .b", ".a/* comment */ .b"],
    [".a, .b", ".b,.a"],
    [".a, .b, .a", ".b,.a"],
    [".abc", ".\\61 bc"],
    [".abc", ".\\000061bc"],
    ["#\\31 a", "#\\000031a"],
    ["input[type=password]", 'input[type="password"]'],
    ["input[type=password]", "input[ type = 'password' ]"],
    ['[data-x~="a"]', "[ data-x ~= a ]"],
    ['[a="b"i]', '[a="b" i]'],
    ['[a="b" i]', "[a=b i]"],
    [":not(.a)", ":not( .a )"],
    [":is(.a,.b)", ":is( .a , .b )"],
    ["li:nth-child(2n+1)", "li:nth-child( 2n + 1 )"],
    [":has(> .a)", ":has(>.a)"],
    ["a::before", "a::before /**/"],
    [":is(.a), .b", ".b,:is(.a)"],
    [":x((a)), .b", ".b,:x((a))"],
    ["[a], .b", ".b,[a]"],
    ["*", " * "],
    ["& > *", "&>*"],
    ["[a |= b]", "[a|=b]"],
    ["[a = b]", '[a="b"]'],
    [".\\31 a", ".\\000031a"],
    [".-\\31 a", ".\\2d\\31 a"],
    [".\\-", ".\\2d"],
    [".a\\.b1", ".a\\2e b1"],
  ])("%s and %s", (one, other) => {
    expect(isSelector(one)).toBe(true);
    expect(isSelector(other)).toBe(true);
    expect(canonicalizeSelector(one)).toBe(canonicalizeSelector(other));
    expect(canonicalizeSelector(one)).toBe(canonicalizeSelector(canonicalizeSelector(one)));
    expect(isSelector(canonicalizeSelector(one))).toBe(true);
  });
});

it.each([
  ["div  #a", "div #a"],
  ["a1  b-1", "a1 b-1"],
  ["a-  --b1", "a- --b1"],
  ['[a="b"i]', '[a="b" i]'],
  ['[a="b"=c]', '[a="b"="c"]'],
  ["[a b=c]", '[a b="c"]'],
  ["[a ~b]", "[a ~b]"],
  ["[a]/**/b", "[a]b"],
  [":nth-child(n/**/- 1)", ":nth-child(n/**/- 1)"],
  ["a  &", "a &"],
])("%s is written %s", (text, written) => {
  expect(isSelector(text)).toBe(true);
  expect(canonicalizeSelector(text)).toBe(written);
});

describe("Two selectors are two", () => {
  it.each([
    [".a .b", ".a.b"],
    [".a :hover", ".a:hover"],
    ["a [b]", "a[b]"],
    [":not(.a) .b", ":not(.a).b"],
    ["[a] .b", "[a].b"],
    [".a > .b", ".a .b"],
    [".A", ".a"],
    [".a", "#a"],
    ["#a", "#b"],
    ["[a b]", "[ab]"],
    [".a-b", ".a -b"],
    [".-1", ".-\\31 "],
    ["a", ".a"],
    ["ab", "a/**/b"],
    [".\\31 0", ".10"],
    [".a\\.b", ".a.b"],
    [".a\\ b", ".a b"],
    [".a\\,b", ".a,b"],
    ["[a='b c']", "[a='b  c']"],
    ["[a='/**/']", "[a='']"],
    ['[a="b"]', '[a="B"]'],
    ['[a="b"]', '[a="b" i]'],
    ["[a=b]", "[a~=b]"],
    ["[a|=b]", "[a| =b]"],
    ["[a|=b]", "[a | =b]"],
    ["a|b", "a | b"],
    [":is(.a, .b)", ":is(.a .b)"],
    [":nth-child(+5)", ":nth-child(+ 5)"],
    [":nth-child(2n+1)", ":nth-child(2n-1)"],
    [".a, .b", ".a"],
    [": hover", ":hover"],
    [". a", ".a"],
  ])("%s and %s", (one, other) => {
    expect(canonicalizeSelector(one)).not.toBe(canonicalizeSelector(other));
  });
});

it.each([
  "",
  " ",
  ",",
  ".a,",
  ", .a",
  ".a,,.b",
  ".a >",
  ".",
  ":",
  "[a",
  ":not(.a",
  ".a)",
  "[a)",
  ".a { }",
  "@media",
  ".a;",
  "'a'",
  "[a='b\n']",
  "url(x)",
  "12px",
  "a = b",
  ". a",
  ".#a",
  ".:a",
  ".[a]",
  ": a",
  ":#b",
  ":.a",
  "a:[b]",
  "(a)",
  "a (b)",
  `.a${" .a".repeat(4_000)}`,
])("What is no selector is compared letter by letter: %j", (text) => {
  expect(isSelector(text)).toBe(false);
  expect(canonicalizeSelector(text)).toBe(text);
  expect(canonicalizeSelector(`${text} `)).not.toBe(canonicalizeSelector(text));
});

describe("Whatever comes from outside", () => {
  const css = fc.array(
    fc.oneof(
      fc.constantFrom(
        ".a",
        "#b",
        "c",
        "*",
        ">",
        "+",
        "~",
        " ",
        ",",
        "(",
        ")",
        "[",
        "]",
        ":",
        ":not(",
        "/**/",
        "/*",
      ),
      fc.constantFrom(
        "=",
        "|",
        "'",
        '"',
        "\\",
        "\\61",
        "\n",
        "\0",
        "{",
        "}",
        "@",
        "1",
        "-",
        "--",
        "n",
        "url(",
        "<!--",
      ),
      fc.string({ unit: anyCharacter, maxLength: 2 }),
    ),
    { maxLength: 14 },
  );

  it("keeps an escaped letter that may not stand in a name by itself", () => {
    for (const text of ["\\\u0080", "a\\\u0080", "\\\u2003b"]) {
      expect([text, isSelector(text), isSelector(canonicalizeSelector(text))]).toEqual([text, true, true]);
    }
  });

  it("tells a letter past U+FFFF from one with something behind it, in strings as in names", () => {
    for (const text of ["[a=\u{10000}]", '[a="\u{10000}"]', '[a="\\\u{10000}"]', '[a="\\10000 "]'])
      expect(canonicalizeSelector(text)).toBe('[a="\u{10000}"]');
    expect(canonicalizeSelector('[a="\u{10000}\ufffd"]')).toBe('[a="\u{10000}\ufffd"]');
    expect(canonicalizeSelector('[a="\\\\\u{10000}"]')).toBe('[a="\\5c \u{10000}"]');
  });

  it("is read up to ten thousand letters", () => {
    const long = (length: number) => `b a${"a".repeat(length - 3)}`;
    expect([isSelector(long(10_000)), isSelector(long(10_001))]).toEqual([true, false]);
  });

  it("has one text that reads as itself, and never an error", () => {
    fc.assert(
      fc.property(css, (pieces) => {
        const text = pieces.join("");
        const once = canonicalizeSelector(text);
        expect(canonicalizeSelector(once)).toBe(once);
        expect(isSelector(once)).toBe(isSelector(text));
        expect(coversSelector(text, text)).toBe(isSelector(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["brackets", "[".repeat(9_000)],
    ["functions", ":not(".repeat(1_900)],
    ["comments", "/*".repeat(4_900)],
    ["escapes", "\\".repeat(9_999)],
    ["commas", ".a,".repeat(3_000)],
    ["very much", "a ".repeat(1_000_000)],
  ])("costs no more than its length: %s", (_title, text) => {
    expect(canonicalizeSelector(text)).toHaveLength(text.length);
  });
});

it("A list covers another one that has no part beside its own", () => {
  expect(coversSelector(".a, .b", ".b")).toBe(true);
  expect(coversSelector(".a, .b", " .b ,.a")).toBe(true);
  expect(coversSelector(".a", ".a, .b")).toBe(false);
  expect(coversSelector("{", "{")).toBe(false);
});
