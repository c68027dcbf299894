import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedSimulator } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const simulator = sharedSimulator();
const directory = freshDirectory();
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(args, { cwd: directory(), env: { ...accessTo(simulator()), ...env } });

async function twoFiles(): Promise<void> {
  await run(["snapshot", "update", "a.json"]);
  await simulator().set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
  await simulator().set(
    "domain",
    { domains: [{ domain: "new.example", disabled: true }] },
    { platform: "mobile" },
  );
  await run(["snapshot", "update", "b.json"]);
}

describe("diff", () => {
  test("of two files needs neither key nor network", async () => {
    await twoFiles();
    const { code, stdout } = await runCli(["diff", "a.json", "b.json"], { cwd: directory() });
    expect(code).toBe(2);
    expect(stdout).toContain("the two sides differ: 1 loosened, 2 unclear");
    expect(stdout).toContain('was "PRIVACY_MODE_MASK_DEFAULT"');
    expect(stdout).toContain("domains[0] added");
    expect(stdout).toContain("domains[0] removed");
  });

  test("turns around with its sides", async () => {
    await twoFiles();
    const { stdout } = await run(["diff", "b.json", "a.json", "--documents", "privacy", "--output", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: "diff",
      result: "drift",
      counts: { loosened: 0, tightened: 1 },
      before: { name: "b.json" },
      documents: [{ name: "privacy", changes: [{ path: "defaultPrivacyMode", direction: "tightened" }] }],
    });
  });

  test("takes fullstory.snapshot.json and live where no side is named", async () => {
    await run(["snapshot", "update"]);
    expect(await run(["diff"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("no difference in 8 documents"),
    });
    await simulator().set("features", { consoleWatcher: true });
    const forward = await run(["diff", "--output", "json"]);
    const back = await run(["diff", "live", "--output", "json"]);
    expect([forward.code, back.code]).toEqual([2, 2]);
    expect(JSON.parse(forward.stdout).counts).toMatchObject({ loosened: 1, tightened: 0 });
    expect(JSON.parse(back.stdout).counts).toMatchObject({ loosened: 0, tightened: 1 });
  });

  test("says which document only one side has", async () => {
    await run(["snapshot", "update", "all.json"]);
    await run(["snapshot", "update", "geo.json", "--documents", "geo"]);
    const { code, stdout } = await run(["diff", "all.json", "geo.json"]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/7 documents on one side only\s+\(blocking, domain\.web, .* not in geo\.json\)/s);
    expect((await run(["diff", "all.json", "geo.json", "--documents", "geo"])).code).toBe(0);
    expect((await run(["diff", "geo.json", "geo.json", "--documents", "privacy"])).code).toBe(1);
  });

  test("is inert for hostile settings, in every format", async () => {
    await run(["snapshot", "update"]);
    const hostile = "\u001b[2J::error::x\n::warning::##[group]##vso[x]`|</td>\u202e@team";
    await simulator().set("privacy", {
      elementBlocks: [{ selector: hostile, type: hostile, scope: hostile, odd: hostile }],
    });
    await simulator().set("domain", { domains: [{ domain: hostile, disabled: false }] });
    for (const format of ["text", "json", "markdown"]) {
      const { code, stdout } = await run(["diff", "--output", format]);
      expect(code).toBe(2);
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|::|##\[|##vso\[/);
    }
  });

  test("writes its result into a file, whole or not at all", async () => {
    await run(["snapshot", "update"]);
    writeFileSync(join(directory(), "old.md"), "old");
    const { code, stdout } = await run(["diff", "--output", "markdown", "--out", "old.md"]);
    expect([code, stdout]).toEqual([0, ""]);
    const { readFileSync, readdirSync } = await import("node:fs");
    expect(readFileSync(join(directory(), "old.md"), "utf8")).toMatch(/^### ✔ fullstory: no difference/);
    expect(readdirSync(directory()).sort()).toEqual(["fullstory.snapshot.json", "old.md"]);
  });

  test("asks through flags, then the environment, then fullstory.config.json", async () => {
    await run(["snapshot", "update"]);
    writeFileSync(join(directory(), "fullstory.config.json"), JSON.stringify({ output: "markdown" }));
    expect((await run(["diff"])).stdout).toMatch(/^### /);
    expect((await run(["diff"], { FULLSTORY_OUTPUT: "json" })).stdout).toMatch(/^\{/);
    const { stdout } = await run(["diff", "--output", "text"], { FULLSTORY_OUTPUT: "json" });
    expect(stdout).toContain("no difference in 8 documents");
    expect((await run(["diff", "--documents", "geo,privacy", "--output", "text"])).stdout).toContain(
      "in 2 of 8 documents: geo, privacy",
    );
  });
});
