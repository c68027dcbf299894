import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { buildRelease, packZip, readPackageFiles } from "../../src/provider-package/index.js";
import { temporaryFolder } from "../terraform/support.js";
import { ROOT, run } from "./support.js";

const VERSION: string = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).version;
let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
  run("scripts/build-provider.mjs", [folder]);
});

function program(): string {
  return path.join(folder, `terraform-provider-fullstory_v${VERSION}`);
}

test("Two builds give the same release, byte for byte, and nothing of this machine is in it.", () => {
  const second = temporaryFolder();
  run("scripts/build-provider.mjs", [second]);
  const release = buildRelease(VERSION, readPackageFiles(folder));
  expect(buildRelease(VERSION, readPackageFiles(second))).toEqual(release);
  for (const { name, content } of readPackageFiles(folder)) {
    expect({ name, has: Buffer.from(content).includes(ROOT) }).toEqual({ name, has: false });
  }
});

test("The package is at most 0.3 MB.", () => {
  expect(packZip(readPackageFiles(folder)).length).toBeLessThanOrEqual(300_000);
});

test("It holds one program, its code, and the licenses of all of it.", () => {
  const names = readdirSync(folder);
  const fixed = ["LICENSE", "LICENSES-OF-PACKAGES", path.basename(program())];
  expect(names).toEqual(expect.arrayContaining([...fixed, "launch.cjs", "start.cjs", "provider.cjs"]));
  expect(names.filter((name) => !fixed.includes(name) && !/^[a-z0-9-]+\.cjs$/.test(name))).toEqual([]);
  expect(statSync(program()).mode & 0o111).toBe(0o111);
  expect(readFileSync(path.join(folder, "LICENSES-OF-PACKAGES"), "utf8")).toContain("valibot");
});

test("Started by hand, the program says what it is, from whichever folder.", () => {
  for (const [command, cwd] of [
    [program(), "/"],
    [`./${path.basename(program())}`, folder],
  ] as const) {
    const { status, stderr } = spawnSync(command, [], { cwd, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain(`terraform-provider-fullstory ${VERSION} is a provider`);
  }
});

test("Without Node.js it says so on standard output, which Terraform shows.", () => {
  const { status, stdout } = spawnSync("/bin/sh", [program()], {
    env: { PATH: "/nowhere" },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^terraform-provider-fullstory needs Node\.js 20\.18\.1 or later, and there is no .+\n$/,
  );
});

test.each([
  ["20.18.0", true],
  ["18.20.8", true],
  ["4.9.1", true],
  ["20.18.1", false],
  ["20.19.0", false],
  ["22.0.0", false],
])("With Node.js %s it says whether that is too old: %s", (version, isOld) => {
  const script = `
    Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });
    require(${JSON.stringify(path.join(folder, "launch.cjs"))});
  `;
  const { status, stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout.includes(`is version ${version}: install a later one`)).toBe(isOld);
});

test("The words of the check for an old Node.js are those of an old JavaScript.", () => {
  const text = readFileSync(path.join(folder, "launch.cjs"), "utf8");
  expect(text).not.toMatch(/=>|`|\bconst\b|\blet\b|\bclass\b|\?\.|\?\?|,\s*\)/);
});

test("A package that was not built is an error that says how to build it, and no defect to report.", () => {
  expect(() => readPackageFiles(temporaryFolder())).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("holds no Terraform provider"),
      hint: expect.stringContaining("npm run build:provider"),
    }),
  );
});
