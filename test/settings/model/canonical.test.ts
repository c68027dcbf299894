import {
  canonicalize,
  canonicalizeObject,
  canonicalizeSet,
  canonicalizeString,
  toCarried,
  toShortDigest,
} from "../../../lib/settings/model/canonical.js";
import type { Field } from "../../../lib/settings/model/field.js";
import { spellLive } from "../../../lib/settings/model/live-value.js";
import { maskIdentifier, maskPerson } from "../../../lib/settings/model/mask.js";
import { quote, toItemStep, toKeyStep } from "../../../lib/settings/model/path.js";
import { compilePattern } from "../../../lib/settings/model/pattern.js";

describe("Canonical text", () => {
  it("sorts keys by code unit, not by locale", () => {
    expect(canonicalize({ b: 1, a: 2, B: 3, é: 4, Z: 5 })).toBe('{"B":3,"Z":5,"a":2,"b":1,"\\u00e9":4}');
  });

  it("sorts the keys of an object whose values are written already, by code unit too", () => {
    const entries = [
      ["c", "3"],
      ["é", "5"],
      ["a", "1"],
      ["b", "2"],
      ["Z", "0"],
    ] as const;
    expect(canonicalizeObject(entries)).toBe('{"Z":0,"a":1,"b":2,"c":3,"\\u00e9":5}');
    expect(canonicalizeObject([])).toBe("{}");
  });

  it("leaves out keys without a value", () => {
    expect(canonicalize({ a: undefined, b: null })).toBe('{"b":null}');
  });

  it.each([
    ["${x}%{y}#{z}&{w}", '"\\u0024{x}\\u0025{y}\\u0023{z}\\u0026{w}"'],
    ["é\u212a\u0000\u007f", '"\\u00e9\\u212a\\u0000\\u007f"'],
    ["😀", '"\\ud83d\\ude00"'],
    ["\ud800", '"\\ud800"'],
    ['"\\\n', '"\\"\\\\\\n"'],
  ])("writes %j as printable ASCII without what Terraform or CDKTF interpret", (text, canonical) => {
    expect(canonicalize(text)).toBe(canonical);
  });

  it("tells texts apart that Terraform calls equal", () => {
    const texts = ["\u00e9", "e\u0301", "K", "\u212a", "\ud800", "\ud801", "\ufffd", "\ufeffa", "a"];
    expect(new Set(texts.map((text) => canonicalize(text))).size).toBe(texts.length);
  });

  it.each(["-", "0", "1.", "|", "+-"])("breaks a run of %j so that no piece is longer than 256", (unit) => {
    const text = unit.repeat(2_000);
    const canonical = canonicalize(text);
    expect(JSON.parse(canonical)).toBe(text);
    for (const run of canonical.match(/[0-9.+\-|]+/g) ?? []) expect(run.length).toBeLessThanOrEqual(256);
  });

  it("escapes one letter behind 250 of a run", () => {
    expect(canonicalize("-".repeat(257))).toBe(`"${"-".repeat(250)}\\u002d------"`);
  });

  it("keeps every letter of a run that it breaks", () => {
    const text = "0123456789".repeat(60);
    expect(JSON.parse(canonicalize(text))).toBe(text);
  });

  it("counts the digits of an escape before a run", () => {
    const canonical = canonicalize(`$${"1".repeat(256)}`);
    for (const run of canonical.match(/[0-9.+\-|]+/g) ?? []) expect(run.length).toBeLessThanOrEqual(256);
  });

  it("breaks up the text of a number token", () => {
    const canonical = canonicalize("x-8.10956221259138e+298y");
    expect(canonical).toBe('"x-8.10956221259138e\\u002b298y"');
    expect(JSON.parse(canonical)).toBe("x-8.10956221259138e+298y");
  });

  it.each([253, 254, 255, 256, 257, 258])("breaks a run of %d dashes only where it is too long", (length) => {
    const canonical = canonicalize("-".repeat(length));
    expect(JSON.parse(canonical)).toHaveLength(length);
    expect(canonical.includes("\\u")).toBe(length > 256);
  });

  it("sorts a set of texts as they are written, with their quotes", () => {
    const written = (texts: readonly string[]) => canonicalizeSet(texts.map(canonicalizeString));
    expect(written(["a", "a!", "a b", "b", "a"])).toBe('["a b","a!","a","b"]');
    expect(written(["a", "a'", "b", "a"])).toBe('["a","a\'","b"]');
    expect(written([])).toBe("[]");
  });

  it("writes a megabyte of dashes without delay", () => {
    expect(JSON.parse(canonicalize("-".repeat(1_000_000)))).toHaveLength(1_000_000);
  });

  it("knows one zero", () => {
    expect(canonicalize(-0)).toBe("0");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %p", (value) => {
    expect(() => canonicalize(value)).toThrow(TypeError);
  });

  it("travels in clear up to 128 bytes and as a digest beyond, and always as a digest where it is secret", () => {
    const short = canonicalizeString("a".repeat(126));
    expect(toCarried(short, false)).toBe(short);
    expect(toCarried(canonicalizeString("a".repeat(127)), false)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(toCarried(short, true)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("has a digest of eight hexadecimal digits", () => {
    expect(toShortDigest('"ALL_SESSIONS"')).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe("Canonical text of a live value", () => {
  const type: Field = { kind: "enum", doc: "", values: ["NEW"], aliases: { OLD: "NEW" } };
  const rule: Field = {
    kind: "object",
    doc: "",
    fields: {
      type,
      notes: { kind: "text", doc: "", dataClass: "freeText" },
      selector: { kind: "text", doc: "" },
      groupId: { kind: "integer", doc: "", reserved: 0 },
      changed: { kind: "text", doc: "", bookkeeping: true },
      except: {
        kind: "list",
        order: "unordered",
        doc: "",
        absence: "empty",
        item: { kind: "text", doc: "" },
      },
    },
  };

  it("has keys sorted, older words in the newer spelling, what is absent filled in, and no bookkeeping", () => {
    const live = { type: "OLD", selector: ".b", notes: "n", groupId: 1, changed: "now", editable: "x" };
    expect(spellLive(rule, live)).toBe('{"except":[],"selector":".b","type":"NEW"}');
    expect(spellLive(rule, {})).toBe('{"except":[]}');
  });

  it("sorts the items of a set by what is written of them, and of a list not at all", () => {
    const set: Field = { kind: "list", order: "unordered", doc: "", item: type };
    expect(spellLive(set, ["OLD", "ODD", "NEW"])).toBe('["NEW","ODD"]');
    expect(spellLive({ ...set, order: "ordered" }, ["OLD", "ODD", "NEW"])).toBe('["NEW","ODD","NEW"]');
    expect(spellLive({ ...set, item: rule }, [{ selector: ".b" }, { selector: ".a" }, null])).toBe(
      '[null,{"except":[],"selector":".a"},{"except":[],"selector":".b"}]',
    );
  });
});

describe("A path", () => {
  it("names plain keys with a dot and odd ones in brackets", () => {
    expect(toKeyStep("scope")).toBe(".scope");
    expect(toKeyStep("a b")).toBe('["a b"]');
    expect(toKeyStep("${x}")).toBe('["\\u0024{x}"]');
  });

  it("names items by position or by name", () => {
    expect(toItemStep(3)).toBe("[3]");
    expect(toItemStep('.a["b"]')).toBe('[".a[\\"b\\"]"]');
  });

  it("shows nothing but printable ASCII", () => {
    expect(quote("a\u202eb\u0007\n")).toBe('"a\\u202eb\\u0007\\n"');
  });
});

describe("Masking", () => {
  it.each([
    ["customer-0011", "cust...11"],
    ["12345678", "1..."],
    ["", "..."],
    ["😀😀😀😀😀😀😀😀😀", "😀😀😀😀...😀😀"],
  ])("shows of the identifier %j only %j", (text, masked) => {
    expect(maskIdentifier(text)).toBe(masked);
  });

  it.each([
    ["jane@example.com", "j***@example.com"],
    ["Jane (jane@example.com)", "J*** (j***@example.com)"],
    ["Jane Doe (Jr.) (jane@example.com)", "J*** (j***@example.com)"],
    ["Jane", "J***"],
    ["", "***"],
  ])("shows of the person %j only %j", (text, masked) => {
    expect(maskPerson(text)).toBe(masked);
  });
});

describe("A pattern", () => {
  const test = (source: string, text: string) => {
    const compiled = compilePattern(source);
    if (typeof compiled === "string") throw new Error(compiled);
    return compiled(text);
  };

  it("is searched for, not matched as a whole", () => {
    expect(test("b", "abc")).toBe(true);
    expect(test("^b", "abc")).toBe(false);
    expect(test("^abc$", "abc")).toBe(true);
  });

  it.each(["a(?=b)", "(?!a)", "(?<=a)b", "(?<!a)b"])("refuses the look-around %j and says so", (source) => {
    expect(compilePattern(source)).toContain("look-around");
  });

  it.each(["\\(?=", "[(?=]"])("does not take %j for look-around", (source) => {
    expect(typeof compilePattern(source)).toBe("function");
  });

  it.each(["(", "a{1000000}", "\\1", "[z-a]", "*"])("refuses %j in a printable sentence", (source) => {
    expect(compilePattern(source)).toMatch(/^the pattern is not valid RE2: [\x20-\x7e]+$/);
  });

  it("takes linear time where a backtracking engine takes for ever", () => {
    expect(test("^(a+)+$", `${"a".repeat(100_000)}b`)).toBe(false);
  });
});
