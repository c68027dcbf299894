import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { endpointNames } from "../../lib/settings/index";
import { declaredBy } from "../reports/declared-by";
import { sharedSimulator } from "../simulator/support";
import { accessTo, cleanEnv, freshDirectory, runCli } from "./support";

const exec = promisify(execFile);
const ROOT = join(__dirname, "..", "..");
const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");

/** An app whose one stack holds what was declared, and nothing else. */
const APP = `
import { App, TerraformStack } from "cdktf";
import { declareRecordingSettings } from "./declared.js";

const app = new App();
declareRecordingSettings(new TerraformStack(app, "declared"));
app.synth();
`;

const simulator = sharedSimulator();
const directory = freshDirectory();
const declare = (...args: string[]) =>
  runCli(["declare", ...args], { cwd: directory(), env: accessTo(simulator()) });

describe("declare", () => {
  test("writes a declaration that the same org passes", async () => {
    const { code, stdout, stderr } = await declare();
    expect([code, stderr]).toEqual([0, ""]);
    const { org, gate, differences } = await declaredBy(stdout, async (name, platform) =>
      simulator().get(name, platform === undefined ? {} : { platform }),
    );
    expect(org).toEqual({ expectOrg: simulator().orgId });
    expect(gate["onTightened"]).toBe("warning");
    expect(Object.keys(gate).sort()).toEqual([...endpointNames, "onTightened", "org"].sort());
    expect(differences).toEqual([]);
  });

  test("declares vendor rules like any other and says whose they are, and how to ramp up", async () => {
    const { stdout } = await declare("--documents", "privacy");
    expect(stdout.match(/^ +\/\/ Kept by Fullstory\. .*\n +\{ selector: /gm)).toHaveLength(3);
    expect(stdout).toContain('// To ramp up: begin with `severity: "warning"`');
    expect(stdout).toContain('exceptionSelectors: [".order-total", ".product-name"]');
  });

  test("writes HCL where that is asked for", async () => {
    const { code, stdout } = await declare("--hcl");
    expect(code).toBe(0);
    expect(stdout).toContain(`expect_org = "${simulator().orgId}"`);
    expect(stdout).toMatch(/^data "fullstory_gate" "recording_settings" \{\n {2}on_tightened = "warning"\n/m);
    expect(stdout).toMatch(/^ {2}features = \{\n {4}web = \{/m);
    expect(stdout).not.toMatch(/Match\.|import |[a-z][A-Z]\w+ = /);
    expect((await declare("--hcl", "--documents", "geo")).stdout).not.toContain("privacy");
  });

  test("leaves identifiers, people and notes out unless asked", async () => {
    await simulator().set("blocking", { blockedAppIds: ["planted-user"] }, { by: "Planted (p@example.com)" });
    await simulator().set("privacy", {
      elementBlocks: [{ selector: ".a", type: "BLOCK_MASK", notes: "planted note", label: "planted label" }],
    });
    expect((await declare()).stdout).not.toMatch(/planted/i);
    const all = await declare("--include-identifiers", "--include-people", "--include-notes");
    for (const planted of [
      '"planted-user"',
      '"Planted (p@example.com)"',
      '"planted note"',
      '"planted label"',
    ]) {
      expect(all.stdout).toContain(planted);
    }
    expect(all.stdout).not.toContain(simulator().adminKey);
  });

  test("compiles in strict mode against the package, and the gate that it makes matches", async () => {
    await simulator().set("privacy", {
      elementBlocks: [
        { selector: "a", type: "BLOCK_MASK", consent: null },
        { selector: ".x", notes: "Match." },
      ],
      ajaxWatches: [{ urlRegex: "Match.x" }],
    });
    const { stdout } = await declare();
    const modules = join(directory(), "node_modules");
    mkdirSync(modules);
    symlinkSync(ROOT, join(modules, "cdktf-fullstory"));
    for (const name of ["cdktf", "constructs", "@types"])
      symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
    writeFileSync(join(directory(), "declared.ts"), stdout);
    writeFileSync(join(directory(), "app.ts"), APP);
    const flags = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUnusedLocals",
      "--skipLibCheck",
      "--types",
      "node",
    ];
    const target = ["--target", "es2022", "--module", "node16", "--outDir", "out"];
    await exec(process.execPath, [TSC, ...flags, ...target, "app.ts"], { cwd: directory() });
    await exec(process.execPath, ["out/app.js"], {
      cwd: directory(),
      env: { ...cleanEnv(), ...accessTo(simulator()) },
    });
    const evidence = readFileSync(
      join(directory(), "cdktf.out/stacks/declared/fullstory.evidence.json"),
      "utf8",
    );
    expect(JSON.parse(evidence)).toMatchObject({ outcome: "pass" });
  });
});
