import { hasRepeatedKeys } from "../../../lib/settings/decode/repeated-keys.js";
import * as fc from "../../fast-check.js";
import { counter, runs } from "../laws.js";

const counted = counter("repeated keys");

/** A value with all keys of its objects in order, which JavaScript's own objects cannot hold twice. */
type Tree = { readonly text: string; readonly repeats: boolean };

/** A string as JSON text, with each character written plainly or as an escape. */
const stringText = (text: string, escapes: readonly boolean[]): string =>
  `"${[...text.split("")]
    .map((unit, index) =>
      escapes[index % escapes.length] === true
        ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
        : JSON.stringify(unit).slice(1, -1),
    )
    .join("")}"`;

const escapes = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 });
/** Few keys, so that many objects repeat one; some need care in a parser. */
const key = fc.oneof(
  fc.constantFrom("a", "b", "", ":", '"', "\\", "__proto__", "constructor", "1"),
  fc.string(),
);
const blank = fc.constantFrom("", " ", "\n\t");

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(key, escapes).map(([text, how]) => ({ text: stringText(text, how), repeats: false })),
    fc.constantFrom("null", "true", "-1.5e+3", "0").map((text) => ({ text, repeats: false })),
    fc.tuple(fc.array(tie("tree"), { maxLength: 4 }), blank).map(([items, space]) => ({
      text: `[${items.map((item) => item.text + space).join(",")}]`,
      repeats: items.some((item) => item.repeats),
    })),
    fc
      .tuple(fc.array(fc.tuple(key, escapes, tie("tree")), { maxLength: 4 }), blank)
      .map(([entries, space]) => ({
        text: `{${entries.map(([name, how, { text }]) => `${space}${stringText(name, how)}${space}:${text}`).join(",")}}`,
        repeats:
          new Set(entries.map(([name]) => name)).size < entries.length ||
          entries.some(([, , { repeats }]) => repeats),
      })),
  ),
}));

it("A key that is repeated at any depth is found, and nothing else is, however keys are written", () => {
  fc.assert(
    fc.property(tree, ({ text, repeats }) => {
      expect([text, hasRepeatedKeys(text)]).toEqual([text, repeats]);
      counted(repeats ? "texts with a repeated key" : "texts without");
    }),
    runs(2_000),
  );
});

it.each([
  ['{"a":1,"\\u0061":1}', true],
  ['{"a":{"b":[{"c":1,"c":2}]}}', true],
  ['{"a" : 1, "a"\n\t:2}', true],
  ['{"a":1,"b":"a" , "c":["a"]}', false],
  ['{"__proto__":1,"__proto__":2}', true],
  ['{"a:b":"c:d\\":","e":{"a":1},"f":{"a":1}}', false],
])("An escape in a key, a depth and a colon in a string are read as JSON reads them: %s", (text, repeats) => {
  expect(hasRepeatedKeys(text)).toBe(repeats);
});

it("A text that is nested deeper than the stack allows is looked through", () => {
  const text = `${"[".repeat(100_000)}{"a":1,"a":2}${"]".repeat(100_000)}`;
  expect(hasRepeatedKeys(text)).toBe(true);
});
