import { compilePattern } from "../../../lib/settings/model/pattern.js";

const PREFIX = "the pattern is not valid RE2: ";

it("What is wrong with a pattern is said in the words of the engine", () => {
  expect(compilePattern("(")).toBe(`${PREFIX}error parsing regexp: missing closing ): \`(\``);
});

it("What a message quotes of a pattern is printable ASCII", () => {
  expect(compilePattern("(\u00e9\u202e\n")).toBe(
    `${PREFIX}error parsing regexp: missing closing ): \`(???\``,
  );
});

it("A message quotes only the beginning of a long pattern", () => {
  expect(compilePattern(`${"x".repeat(3_000)}(`)).toHaveLength(PREFIX.length + 120);
});
