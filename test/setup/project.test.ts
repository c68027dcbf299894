import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildCiFiles,
  diffLines,
  findDefaultBranch,
  findOwnSpecifier,
  type ReadProjectFile,
  readProject,
} from "../../src/setup/index";
import * as fc from "../fast-check.js";

const reading =
  (files: Readonly<Record<string, string>>): ReadProjectFile =>
  (path) =>
    files[path];

describe("readProject", () => {
  it.each([
    ["npx ts-node main.ts", "main.ts", "."],
    ["npx --no-install tsx ./infra/main.ts", "infra/main.ts", "infra"],
    ["node dist/main.js", undefined, "."],
    ["npx tsx ../elsewhere/main.ts", undefined, "."],
  ])("finds the app's program in %p", (app, entry, sources) => {
    const project = readProject(reading({ "cdktf.json": JSON.stringify({ language: "typescript", app }) }));
    expect([project.entry, project.sources, project.hasApp]).toEqual([entry, sources, true]);
  });

  it.each([
    ["in another language", { "cdktf.json": '{"language":"python"}' }, /CDKTF project in "python"/],
    ["with a broken cdktf.json", { "cdktf.json": "{" }, /cdktf\.json is not JSON/],
    [
      "that names the fork without the alias",
      { "package.json": '{"dependencies":{"cdktn":"0.24.0"}}' },
      /depends on cdktn by its own name/,
    ],
  ])("refuses a project %s", (_name, files, message) => {
    expect(() => readProject(reading(files))).toThrow(message);
  });

  it("takes the fork by its alias", () => {
    const files = { "package.json": '{"dependencies":{"cdktf":"npm:cdktn@0.24.0"}}' };
    expect(readProject(reading(files)).usesFork).toBe(true);
  });
});

describe("findDefaultBranch", () => {
  it.each([
    [{ ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/release\n", ".git/HEAD": "x" }, "release"],
    [{ ".git/HEAD": "ref: refs/heads/master\n" }, "master"],
    [{ ".git/HEAD": "ref: refs/heads/my-feature\n" }, "main"],
    [{}, "main"],
  ])("of %p is %p", (files, expected) => {
    expect(findDefaultBranch(reading(files as Record<string, string>))).toBe(expected);
  });
});

describe("buildCiFiles", () => {
  it("fills in stack, branch and host", () => {
    const files = buildCiFiles({
      ci: "github",
      stack: "web",
      branch: "trunk",
      baseUrl: "https://api.eu1.fullstory.com",
    });
    const all = files.map(({ text }) => text).join("\n");
    expect(all).toContain('STACK: "web"');
    expect(all).toContain('branches: ["trunk"]');
    expect(all.match(/^ +base-url: https:\/\/api\.eu1\.fullstory\.com$/gm)).toHaveLength(2);
    expect(all).not.toContain("privacy-gate");
  });

  it("writes no deploy where no stack is known", () => {
    const names = buildCiFiles({ ci: "github", branch: "main" }).map(({ path }) => path);
    expect(names).toHaveLength(3);
    expect(names.join()).not.toContain("gate-deploy");
  });
});

describe("findOwnSpecifier", () => {
  const folder = mkdtempSync(join(tmpdir(), "fullstory-specifier-"));
  const own = join(folder, "node_modules", "cdktf-fullstory");
  mkdirSync(own, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [undefined, "^1.2.3"],
    ["https://registry.npmjs.org/cdktf-fullstory/-/cdktf-fullstory-1.2.3.tgz", "^1.2.3"],
    ["file:../cdktf-fullstory-1.2.3.tgz", `file:${join(folder, "..", "cdktf-fullstory-1.2.3.tgz")}`],
  ])("of a package that came from %p", (resolved, expected) => {
    const packages = { "node_modules/cdktf-fullstory": resolved === undefined ? {} : { resolved } };
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
    expect(findOwnSpecifier({ dir: own, version: "1.2.3" })).toBe(expected);
  });
});

describe("diffLines", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });

  it("is empty exactly where the texts are the same, and turns the one into the other", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before.join("\n"), after.join("\n"));
        expect(diff.length === 0).toBe(before.join("\n") === after.join("\n"));
        const left: string[] = [...before];
        for (const line of diff.filter((each) => each.startsWith("- ")))
          left.splice(left.indexOf(line.slice(2)), 1);
        const added = diff.filter((each) => each.startsWith("+ ")).map((each) => each.slice(2));
        expect([...left, ...added].sort()).toEqual([...after].sort());
      }),
    );
  });
});
