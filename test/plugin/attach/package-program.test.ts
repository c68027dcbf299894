import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { packageProgram } from "../../../src/plugin/attach.js";
import { temporaryFolder } from "../../terraform/support.js";

test("A package that was not built is an error that says how to build it.", () => {
  const root = temporaryFolder({ "package.json": '{"name":"cdktf-fullstory"}', "src/x/package.json": "{}" });
  const name = "dist/src/x/main.js";
  expect(() => packageProgram(name, path.join(root, "src/x"))).toThrow(
    /main\.js is missing: run npm run build first$/,
  );
  const program = path.join(root, name);
  mkdirSync(path.dirname(program), { recursive: true });
  writeFileSync(program, "");
  expect(packageProgram(name, path.join(root, "src/x"))).toBe(program);
  expect(() => packageProgram(name, path.parse(root).root)).toThrow("no package.json of cdktf-fullstory");
});
