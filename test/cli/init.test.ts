import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { sharedSimulator } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const exec = promisify(execFile);
const ROOT = join(__dirname, "..", "..");
const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");

const simulator = sharedSimulator();
const directory = freshDirectory();
const init = (...args: string[]) =>
  runCli(["init", ...args], { cwd: directory(), env: accessTo(simulator()) });
const read = (path: string): string => readFileSync(join(directory(), path), "utf8");
const filesBelow = (): readonly string[] =>
  readdirSync(directory(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory().length + 1))
    .sort();

/** What `npm install` would bring. */
function installPackages(): void {
  const modules = join(directory(), "node_modules");
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, "cdktf-fullstory"));
  for (const name of ["cdktf", "constructs", "@types"])
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
}

const NEW_PROJECT = [
  ".github/workflows/fullstory-gate-deploy.yml",
  ".github/workflows/fullstory-nightly-drift.yml",
  ".github/workflows/fullstory-pr-comment.yml",
  ".github/workflows/fullstory-pr-evidence.yml",
  ".gitignore",
  "cdktf.json",
  "fullstory.snapshot.json",
  "fullstory.ts",
  "main.ts",
  "package.json",
  "tsconfig.json",
];

describe("init in an empty folder", () => {
  it("writes a project that compiles, and whose gate is green, live and from the snapshot", async () => {
    const { code, stdout, stderr } = await init();
    expect([code, stderr]).toEqual([0, ""]);
    expect(filesBelow()).toEqual(NEW_PROJECT);
    expect(stdout).toContain("11 of 11 files written, none changed");
    for (const heading of ["What to do next", "In the first pull request", "To leave again"])
      expect(stdout).toContain(`\n${heading}\n`);
    installPackages();
    await exec(process.execPath, [TSC, "-p", ".", "--noEmit", "false", "--outDir", "out"], {
      cwd: directory(),
    });
    const app = ["--", process.execPath, "out/main.js"];
    const live = await runCli(["gate", "--require-live", ...app], {
      cwd: directory(),
      env: accessTo(simulator()),
    });
    expect([live.code, live.stdout]).toEqual([
      0,
      expect.stringMatching(/^✔ fullstory: \d+ of \d+ declared fields/),
    ]);
    const env = { FULLSTORY_SETTINGS_SOURCE: "fullstory.snapshot.json" };
    expect((await runCli(["gate", ...app], { cwd: directory(), env })).code).toBe(0);
    await simulator().set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
    const drift = await runCli(["gate", ...app], { cwd: directory(), env: accessTo(simulator()) });
    expect(drift.code).toBe(2);
  });

  it("writes the key into no file, and prints it nowhere", async () => {
    const { stdout } = await init();
    for (const text of [stdout, ...filesBelow().map(read)]) expect(text).not.toContain(simulator().adminKey);
  });

  it("writes nothing with --dry-run, and shows every file as a whole", async () => {
    const { code, stdout } = await init("--dry-run");
    expect([code, filesBelow()]).toEqual([0, []]);
    expect(stdout).toContain("11 of 11 files would be written");
    for (const name of NEW_PROJECT) expect(stdout).toContain(`\nnew: ${name}\n`);
    expect(stdout).toContain("  + export function declareRecordingSettings(");
  });

  it("without a key writes nothing, and says how to go on", async () => {
    const { code, stdout, stderr } = await runCli(["init"], { cwd: directory() });
    expect([code, stdout, filesBelow()]).toEqual([1, "", []]);
    expect(stderr).toMatch(/^error: no API key: FULLSTORY_API_KEY is not set or empty\nhint: Set it, /);
    const env = { ...accessTo(simulator()), FULLSTORY_BASE_URL: "api.fullstory" };
    const lost = await runCli(["init"], { cwd: directory(), env });
    expect([lost.code, lost.stderr]).toEqual([
      1,
      expect.stringMatching(/^error: baseUrl: "api.fullstory" is not a URL \(from FULLSTORY_BASE_URL\)\n/),
    ]);
  });

  it("offline writes a declaration that can fail and says what is missing", async () => {
    const { code, stdout } = await runCli(["init", "--offline", "--ci", "none"], { cwd: directory() });
    expect(code).toBe(0);
    expect(stdout).toContain("snapshot update");
    expect(existsSync(join(directory(), "fullstory.snapshot.json"))).toBe(false);
    expect(read("fullstory.ts")).toMatch(/Missing, and why:[\s\S]*expectOrg/);
    installPackages();
    await exec(process.execPath, [TSC, "-p", ".", "--noEmit", "false", "--outDir", "out"], {
      cwd: directory(),
    });
    const gate = () =>
      runCli(["gate", "--", process.execPath, "out/main.js"], {
        cwd: directory(),
        env: accessTo(simulator()),
      });
    expect((await gate()).code).toBe(0);
    await simulator().set("privacy", { discardIpAddresses: false });
    expect((await gate()).code).toBe(2);
  });

  it("for GitLab writes a component and its inclusion", async () => {
    await init("--ci", "gitlab");
    expect(filesBelow().filter((name) => name.startsWith(".git"))).toEqual([
      ".gitignore",
      ".gitlab-ci.yml",
      ".gitlab/fullstory.yml",
    ]);
    expect(read(".gitlab-ci.yml")).toContain("local: .gitlab/fullstory.yml");
  });
});

describe("init beside files that are there", () => {
  const put = (path: string, text: string): void => {
    mkdirSync(join(directory(), path, ".."), { recursive: true });
    writeFileSync(join(directory(), path), text);
  };

  it("changes none of them, and says what would differ", async () => {
    put(".gitignore", "dist/\n");
    put("tsconfig.json", "{}\n");
    const { stdout: shown } = await init("--dry-run");
    expect(shown).toMatch(/\nstays: \.gitignore\n {2}- dist\/\n {2}\+ node_modules\/\n {2}\+ cdktf\.out\/\n/);
    const { code, stdout } = await init();
    expect([code, read(".gitignore"), read("tsconfig.json")]).toEqual([0, "dist/\n", "{}\n"]);
    expect(stdout).toMatch(/! \.gitignore +is there and stays as it is/);
    expect(stdout).toContain("Add cdktf.out/ to .gitignore.");
  });

  it("says so when it is run twice, with exit 0", async () => {
    await init();
    const { code, stdout } = await init();
    expect([code, stdout]).toEqual([0, expect.stringContaining("0 of ")]);
    expect(stdout).not.toContain("then declareRecordingSettings(this)");
  });

  it("is exit 1 where all of them are there and say something else", async () => {
    await init();
    for (const name of filesBelow().filter((each) => !/package|cdktf\.json/.test(each)))
      put(name, `// mine: export function declareRecordingSettings(\n${name}`);
    const before = filesBelow().map(read);
    const { code, stderr } = await init();
    expect([code, filesBelow().map(read)]).toEqual([1, before]);
    expect(stderr).toMatch(/^error: nothing was written: all of the \d+ files are there already\nhint: /);
  });

  it("in a CDKTF app puts the declaration beside the program, and says which lines to add", async () => {
    put("cdktf.json", JSON.stringify({ language: "typescript", app: "npx ts-node infra/main.ts" }));
    put("infra/main.ts", "// the app\n");
    put("package.json", JSON.stringify({ dependencies: { "cdktf-fullstory": "^0.1.0", cdktf: "0.21.0" } }));
    const { code, stdout } = await init();
    expect(code).toBe(0);
    expect(filesBelow()).toEqual([
      ".github/workflows/fullstory-nightly-drift.yml",
      ".github/workflows/fullstory-pr-comment.yml",
      ".github/workflows/fullstory-pr-evidence.yml",
      "cdktf.json",
      "fullstory.snapshot.json",
      "infra/fullstory.ts",
      "infra/main.ts",
      "package.json",
    ]);
    expect(stdout).toContain(
      'In infra/main.ts, inside of a stack: import { declareRecordingSettings } from "./fullstory"',
    );
  });

  it("refuses a fullstory.ts that is something else, before it asks the org", async () => {
    put("fullstory.ts", "export const mine = 1;\n");
    const { code, stderr } = await runCli(["init"], { cwd: directory() });
    expect([code, filesBelow()]).toEqual([1, ["fullstory.ts"]]);
    expect(stderr).toMatch(
      /^error: fullstory\.ts is there, and does not export declareRecordingSettings\nhint: /,
    );
  });

  it.each([
    ["a project in another language", "cdktf.json", '{"language":"go"}', /CDKTF project in "go"/],
    [
      "a project of the fork without the alias",
      "package.json",
      '{"dependencies":{"cdktn":"0.24.0"}}',
      /depends on cdktn by its own name/,
    ],
  ])("is one error and exit 1 in %s", async (_name, path, text, message) => {
    put(path, text);
    const { code, stderr } = await init();
    expect([code, filesBelow()]).toEqual([1, [path]]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(2);
  });

  it("takes a project of the fork by its alias, and says what cdktf stands for", async () => {
    put("package.json", JSON.stringify({ dependencies: { cdktf: "npm:cdktn@0.24.0" } }));
    const { code, stdout } = await init("--dry-run");
    expect([code, stdout]).toEqual([0, expect.stringContaining("uses cdktn by its alias")]);
  });

  it("follows no link out of the folder", async () => {
    const outside = `${directory()}-outside`;
    mkdirSync(outside);
    symlinkSync(outside, join(directory(), ".github"));
    const { code, stderr } = await init();
    const written = readdirSync(outside);
    rmSync(outside, { recursive: true });
    expect([code, written]).toEqual([1, []]);
    expect(stderr).toContain("lies behind the link .github");
  });
});
