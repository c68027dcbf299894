import { canonicalize, canonicalizeSet } from "../../../lib/settings/model/canonical.js";
import type { Json } from "../../../lib/settings/model/json.js";
import { anyCharacter } from "../../characters.js";
import * as fc from "../../fast-check.js";
import { tricky } from "../generated.js";
import { counter, runs } from "../laws.js";

const counted = counter("canonical properties");
const text = fc.oneof(
  tricky,
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom("-", "1", ".", "$", "e", "+"), maxLength: 900 }),
);

describe("Canonical text", () => {
  it("is printable ASCII that stays the same when it is read and written again", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.jsonValue({ maxDepth: 3 })), (value) => {
        const canonical = canonicalize(value as Json);
        expect(canonical).toMatch(/^[\x20-\x22\x27-\x7e]*$/);
        expect(canonical).not.toMatch(/[0-9.+\-|]{257}/);
        if (typeof value === "string") expect(canonical).not.toMatch(/\de\+\d/);
        expect(canonicalize(JSON.parse(canonical))).toBe(canonical);
        counted("canonical texts");
      }),
      { ...runs(2_000), ignoreEqualValues: true },
    );
  });

  it("keeps every text", () => {
    fc.assert(
      fc.property(text, (value) => expect(JSON.parse(canonicalize(value))).toBe(value)),
      runs(2_000),
    );
  });

  it("of a set of texts is that of the texts, sorted, each once", () => {
    const short = fc.string({
      unit: fc.constantFrom("a", "b", " ", "!", '"', "#", "$", "'", "~"),
      maxLength: 3,
    });
    const texts = fc.oneof(fc.array(short), fc.array(fc.constantFrom("a", "b", "ab", "a'")), fc.array(text));
    fc.assert(
      fc.property(texts, (values) => {
        const written = [...new Set(values.map((value) => canonicalize(value)))].sort();
        expect(canonicalizeSet(values.map((value) => canonicalize(value)))).toBe(`[${written.join(",")}]`);
      }),
      runs(2_000),
    );
  });

  it("is different for different values", () => {
    const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(value, value, (a, b) => {
        const same = canonicalize(a as Json) === canonicalize(b as Json);
        expect(same).toBe(isEqual(a, b));
      }),
      runs(2_000),
    );
  });
});

/** Equality of JSON, written without the code that is tested. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
