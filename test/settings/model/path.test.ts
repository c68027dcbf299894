import { toItemStep, toKeyStep } from "../../../lib/settings/model/path.js";

describe("A key in a path", () => {
  it.each([
    ["a", ".a"],
    ["_$", "._$"],
    ["$9", ".$9"],
    ["9a", '["9a"]'],
    ["a-b", '["a-b"]'],
    ["", '[""]'],
    ["a\n", '["a\\n"]'],
    ["a.b", '["a.b"]'],
  ])("%j is written %s", (key, step) => {
    expect(toKeyStep(key)).toBe(step);
  });

  it("is in brackets beyond 64 characters", () => {
    expect(toKeyStep("k".repeat(64))).toBe(`.${"k".repeat(64)}`);
    expect(toKeyStep("k".repeat(65))).toBe(`["${"k".repeat(65)}"]`);
  });

  it("is cut after 200 characters, so that nobody can fill a message with it", () => {
    expect(toKeyStep("k".repeat(200))).toBe(`["${"k".repeat(200)}"]`);
    expect(toKeyStep(`${"k".repeat(200)}x`)).toBe(`["${"k".repeat(200)}"]`);
    expect(toKeyStep(" ".repeat(100_000))).toBe(`["${" ".repeat(200)}"]`);
  });
});

describe("An item in a path", () => {
  it("is never taken for another: a position and a name that looks like one", () => {
    expect(toItemStep(3)).toBe("[3]");
    expect(toItemStep("3")).toBe('["3"]');
    expect(toItemStep(0)).toBe("[0]");
  });
});
