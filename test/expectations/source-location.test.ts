import {
  findCaller,
  findLocation,
  formatLocation,
  listUserFrames,
} from "../../lib/expectations/source-location.js";

const OURS = ["/repo/node_modules/cdktf-fullstory/lib/"];

function located(...frames: readonly string[]) {
  return findLocation(
    ["Error: where", ...frames.map((frame) => `    at ${frame}`)].join("\n"),
    OURS,
    "/repo/app",
  );
}

test.each<[string, readonly string[], object | undefined]>([
  ["a function", ["make (/repo/app/web.ts:12:5)"], { file: "web.ts", line: 12 }],
  ["no function", ["/repo/app/stacks/web.ts:7:1"], { file: "stacks/web.ts", line: 7 }],
  ["no column", ["make (/repo/app/web.ts:12)"], { file: "web.ts", line: 12 }],
  ["a module", ["make (file:///repo/app/web.ts:12:5)"], { file: "web.ts", line: 12 }],
  ["an asynchronous module", ["async file:///repo/app/web.ts:12:5"], { file: "web.ts", line: 12 }],
  [
    "a file beside the working directory",
    ["/repo/other/web.ts:1:1"],
    { file: "/repo/other/web.ts", line: 1 },
  ],
  [
    "frames of ours first",
    ["x (/repo/node_modules/cdktf-fullstory/lib/a.js:1:1)", "/repo/app/web.ts:2:1"],
    { file: "web.ts", line: 2 },
  ],
  [
    "frames of the runtime first",
    ["x (node:internal/a:1:1)", "/repo/app/web.ts:2:1"],
    { file: "web.ts", line: 2 },
  ],
  [
    "frames of no file first",
    ["x (<anonymous>)", "new Promise (<anonymous>:1:1)", "/repo/app/web.ts:2:1"],
    { file: "web.ts", line: 2 },
  ],
  [
    "a module's URL that no file has",
    ["x (file://host/a.ts:1:1)", "/repo/app/web.ts:2:1"],
    { file: "web.ts", line: 2 },
  ],
  ["lines that are no frames", ["something else", "/repo/app/web.ts:2:1"], { file: "web.ts", line: 2 }],
  ["nothing of the user's", ["x (node:internal/a:1:1)"], undefined],
])("A stack with %s.", (_what, frames, location) => expect(located(...frames)).toEqual(location));

test("The first line of a stack is its message, whatever it looks like.", () => {
  expect(findLocation("    at /repo/app/a.ts:1:1\n    at /repo/app/b.ts:2:1", OURS, "/repo/app")).toEqual({
    file: "b.ts",
    line: 2,
  });
});

test("The nearest caller outside of lib is found, and the depth of stacks is left as it was.", () => {
  const limit = Error.stackTraceLimit;
  const location = findCaller();
  expect(location?.file).toContain("source-location.test.ts");
  expect(location && formatLocation(location)).toMatch(/source-location\.test\.ts:\d+$/);
  expect(listUserFrames()[0]).toContain("source-location.test.ts");
  expect(
    listUserFrames().filter((frame) => /node_modules|node:|expectations\/source-location\.ts/.test(frame)),
  ).toEqual([]);
  expect(Error.stackTraceLimit).toBe(limit);
});

test("A caller below many frames of others is found.", () => {
  const deep = (n: number): unknown => (n === 0 ? listUserFrames().length : deep(n - 1));
  expect(deep(45)).toBeGreaterThan(40);
});
