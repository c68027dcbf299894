import { breakMarkers, clip, quoteCode, sanitize } from "../../lib/messages/index.js";
import { fitLead } from "../../lib/messages/lines.js";
import { anyCharacter } from "../characters.js";
import * as fc from "../fast-check.js";

const MARKERS = /::|##\[|##vso\[/i;
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc
    .array(
      fc.constantFrom(
        "::",
        "##[",
        "##vso[",
        "##VSO[",
        ":",
        "#",
        "\u001b[31m",
        "\u202e",
        "\n",
        "a",
        "\ud800",
        "[",
        '"',
        "'",
        "\\",
        "$",
        "{",
      ),
    )
    .map((parts) => parts.join("")),
);

test("Whatever comes from outside is one line of letters that stay, without a runner's marker.", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = sanitize(text);
      expect(shown).toMatch(/^[\x20-\x7e\p{L}\p{Nd}]*$/u);
      expect(shown).not.toMatch(MARKERS);
      expect(breakMarkers(shown)).toBe(shown);
    }),
    { numRuns: 2_000 },
  );
});

test("Code that is offered for pasting means exactly the text, in printable ASCII without a runner's marker.", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const code = quoteCode(text);
      expect(code).toMatch(/^[\x20-\x7e]*$/);
      expect(code).not.toMatch(MARKERS);
      expect(new Function(`return ${code}`)()).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["\u00e9\u00fc\u4e2d\u3042", "\u00e9\u00fc\u4e2d\u3042"],
  ["e\u0301", "e\\u0301"],
  ["a\u202eb", "a\\u202eb"],
  ["\u{1f600}", "\\ud83d\\ude00"],
  ["\u001b[31m", "\\u001b[31m"],
  ["a\nb", "a\\u000ab"],
  [":::", ": : :"],
  ["##vso[x]", "##vso [x]"],
])("%j is shown as %j.", (text, shown) => {
  expect(sanitize(text)).toBe(shown);
});

test("A first line is never longer than 76 letters, and says that something was cut.", () => {
  const line = fitLead("waiver expired", (room) => clip("x".repeat(100), room), "LOOSENED");
  expect(line).toHaveLength(76);
  expect(line).toMatch(/x\.\.\. \[LOOSENED\]$/);
  expect(clip("abc", 3)).toBe("abc");
});
