import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../src/simulator/index.js";
import { appFolder, cli, envOf, freshSimulator, write } from "./gate-support.js";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await freshSimulator();
});

/** The program that is given as Terraform, and what it says when it is asked for its version. */
function terraformSaying(folder: string, script: string): string {
  write(folder, "bin/terraform", `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "bin/terraform"), 0o755);
  return join(folder, "bin/terraform");
}

const LONG_APP = `require("node:fs").writeFileSync("started", ""); setTimeout(() => require("node:fs").writeFileSync("ended", ""), 20_000);`;

describe("what a gate does while the app runs", () => {
  test("a Terraform that is too old ends the app, and is what is told", async () => {
    const folder = appFolder(LONG_APP);
    // It answers once the app runs, however slow the machine is.
    const untilStarted = `until [ -e '${join(folder, "started")}' ]; do sleep 0.05; done`;
    const old = terraformSaying(folder, `${untilStarted}; echo '{"terraform_version":"1.4.7"}'`);
    const { code, stdout, stderr } = await cli(
      folder,
      ["gate"],
      envOf(simulator, { TERRAFORM_BINARY_NAME: old }),
    );
    expect(stderr).toMatch(/^error: .*terraform is version 1\.4\.7, which is too old: install Terraform/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect([existsSync(join(folder, "started")), existsSync(join(folder, "ended"))]).toEqual([true, false]);
  });

  test("a Terraform that breaks is told even where the app fails too", async () => {
    const folder = appFolder("process.exit(7);");
    const broken = terraformSaying(folder, "sleep 1; echo no >&2; exit 3");
    const { code, stderr } = await cli(folder, ["gate"], envOf(simulator, { TERRAFORM_BINARY_NAME: broken }));
    expect(stderr).toMatch(/^error: .*version -json ended with 3/);
    expect(code).toBe(1);
  });

  test("without a Terraform no app is run", async () => {
    const folder = appFolder(LONG_APP);
    const { code, stderr } = await cli(
      folder,
      ["gate"],
      envOf(simulator, { TERRAFORM_BINARY_NAME: "no-such-terraform" }),
    );
    expect(stderr).toMatch(/^error: no program no-such-terraform was found/);
    expect([code, existsSync(join(folder, "started"))]).toEqual([1, false]);
  });

  test("a provider that was started in vain is ended", async () => {
    const folder = appFolder("process.exit(7);");
    expect((await cli(folder, ["gate"], envOf(simulator))).code).toBe(1);
    // Its socket lies in the folder for temporary files of its own.
    const left = spawnSync("find", [folder, "-name", "null-provider-*"], { encoding: "utf8" });
    expect(left.stdout).toBe("");
  });
});
