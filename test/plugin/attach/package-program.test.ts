import { existsSync } from "node:fs";
import { packageProgram } from "../../../src/plugin/attach.js";

test("A program that was built is found, and one that was not is an error that says how to build it.", () => {
  expect(existsSync(packageProgram("dist/src/null-provider/main.js"))).toBe(true);
  expect(() => packageProgram("dist/src/other/main.js")).toThrow(
    /dist\/src\/other\/main\.js is missing: run npm run build first$/,
  );
});
