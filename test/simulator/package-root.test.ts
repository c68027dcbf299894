import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCompiledWorker } from "../../src/simulator/package-root";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the worker is the compiled one, from sources as well", () => {
  expect(findCompiledWorker()).toBe(join(__dirname, "..", "..", "dist", "entries", "simulator-worker.js"));
});

test("a package that was not built says how to build it, past packages of other names", () => {
  const inner = join(folder, "src", "simulator");
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"name":"cdktf-fullstory"}');
  writeFileSync(join(folder, "src", "package.json"), '{"name":"other"}');
  expect(() => findCompiledWorker(inner)).toThrow("run npm run build first");
});

test("a folder outside the package is an error that names it", () => {
  expect(() => findCompiledWorker(folder)).toThrow(`no package.json of cdktf-fullstory above ${folder}`);
});
