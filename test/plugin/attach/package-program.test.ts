import { existsSync } from "node:fs";
import { findPackageProgram } from "../../../src/plugin/attach.js";

test("A program that was built is found, and one that was not is an error that says how to build it.", () => {
  expect(existsSync(findPackageProgram("dist/programs/null-provider.js"))).toBe(true);
  expect(() => findPackageProgram("dist/programs/other.js")).toThrow(
    /dist\/programs\/other\.js is missing: run npm run build first$/,
  );
});
