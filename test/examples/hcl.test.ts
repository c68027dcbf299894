import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Folder, run, startBench } from "../provider/support.js";

const EXAMPLES = join(__dirname, "../../examples/hcl");

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  const { simulator } = bench;
  await simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] });
  await simulator.set("privacy", {
    discardIpAddresses: true,
    defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
    elementBlocks: [
      { selector: "input[type=password]", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS", consent: false },
    ],
  });
  await simulator.set("features", { consoleWatcher: false });
  await simulator.set("features", { consoleWatcher: false }, { platform: "mobile" });
});

/** A copy of an example, to plan and apply in. */
function copied(name: string): Folder {
  const folder = bench.folder("");
  cpSync(join(EXAMPLES, name), folder.dir, { recursive: true });
  return folder;
}

const VARIABLES = (): Readonly<Record<string, string>> => ({
  TF_VAR_staging_api_key: bench.simulator.adminKey,
});

describe.each(["gate", "module", "provider-waits", "saved-plan", "two-orgs"])("examples/hcl/%s", (name) => {
  it("validates, plans, and applies from its saved plan", async () => {
    const folder = copied(name);
    for (const args of [["init"], ["validate"], ["plan", "-out=plan.out"], ["apply", "plan.out"]]) {
      const { exitCode, stdout, stderr } = await run(folder, bench, [...args, "-no-color"], VARIABLES());
      expect({ args, exitCode, text: exitCode === 0 ? "" : stdout + stderr }).toEqual({
        args,
        exitCode: 0,
        text: "",
      });
    }
  });
});

describe("examples/hcl/terraform-test", () => {
  it("passes under terraform test with a mocked provider, and asks nobody", async () => {
    const folder = copied("terraform-test");
    await bench.simulator.clearRequests();
    expect((await run(folder, bench, ["init", "-no-color"])).exitCode).toBe(0);
    const { exitCode, stdout, stderr } = await run(folder, bench, ["test", "-no-color"]);
    expect({ exitCode, text: exitCode === 0 ? "" : stdout + stderr }).toEqual({ exitCode: 0, text: "" });
    expect(stdout).toContain("2 passed, 0 failed");
    expect(await bench.simulator.requests()).toEqual([]);
  });
});
