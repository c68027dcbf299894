import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { PLATFORMS } from "../../src/provider-package/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { accessTo, runCli } from "../cli/support.js";
import { eventually, temporaryFolder } from "../terraform/support.js";

const MAIN = `
  terraform {
    required_providers {
      fullstory = { source = "cdktf-fullstory/fullstory" }
    }
  }
  data "fullstory_recording_geo" "now" {}
  output "mode" { value = data.fullstory_recording_geo.now.record_geo_mode }
`;

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

async function terraform(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn("terraform", [...args, "-no-color"], {
    cwd,
    env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, text };
}

function hashesIn(cwd: string): readonly string[] {
  return readFileSync(path.join(cwd, ".terraform.lock.hcl"), "utf8").match(/h1:[^"]+/g) ?? [];
}

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

test("A project in which the provider is installed is initialized without network, and plans.", async () => {
  const cwd = temporaryFolder({ "main.tf": MAIN });
  const { code, stdout } = await runCli(["provider", "install"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('source  = "cdktf-fullstory/fullstory"');
  const init = await terraform(cwd, ["init"]);
  expect(init).toMatchObject({ code: 0 });
  const plan = await terraform(cwd, ["plan"], accessTo(simulator));
  expect(plan.text).toContain('+ mode = "GEO_');
  expect(plan.code).toBe(0);
});

test("A mirror serves Terraform and OpenTofu on every platform, with one hash for all of them.", async () => {
  const folder = temporaryFolder();
  const { code, stdout } = await runCli(["provider", "install", "--mirror", "mirror"], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain("filesystem_mirror");
  const mirror = path.join(folder, "mirror");
  for (const registry of ["registry.terraform.io", "registry.opentofu.org"]) {
    const zips = readdirSync(path.join(mirror, registry, "cdktf-fullstory/fullstory"));
    expect(zips).toHaveLength(PLATFORMS.length);
    expect(
      zips.every((name) => /^terraform-provider-fullstory_[\d.]+_[a-z]+_[a-z0-9]+\.zip$/.test(name)),
    ).toBe(true);
  }
  const cwd = temporaryFolder({ "main.tf": MAIN });
  const config = path.join(folder, "terraformrc");
  const installation = /provider_installation \{[\s\S]*?\n\}\n/.exec(stdout)?.[0] ?? "";
  writeFileSync(config, installation);
  const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
  const locked = await terraform(cwd, ["providers", "lock", `-fs-mirror=${mirror}`, ...platforms]);
  expect(locked).toMatchObject({ code: 0 });
  expect(hashesIn(cwd)).toHaveLength(1);
  expect(await terraform(cwd, ["init"], { TF_CLI_CONFIG_FILE: config })).toMatchObject({ code: 0 });
});

test("What is installed again replaces what was there, and follows no symbolic link.", async () => {
  const cwd = temporaryFolder();
  const parent = path.join(cwd, "terraform.d/plugins/registry.terraform.io/cdktf-fullstory/fullstory");
  mkdirSync(parent, { recursive: true });
  await runCli(["provider", "install", "--dir", "."], { cwd });
  const [name = ""] = readdirSync(parent);
  const target = path.join(cwd, "elsewhere");
  writeFileSync(target, "untouched");
  const before = readdirSync(parent).length;
  rmSync(path.join(parent, name));
  symlinkSync(target, path.join(parent, name));
  expect((await runCli(["provider", "install"], { cwd })).code).toBe(0);
  expect(readFileSync(target, "utf8")).toBe("untouched");
  expect(readdirSync(parent)).toHaveLength(before);
});

test("A project that is not there, and two places at once, are errors.", async () => {
  const cwd = temporaryFolder();
  const missing = await runCli(["provider", "install", "--dir", "nowhere"], { cwd });
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("--dir nowhere is no directory"),
  });
  expect(existsSync(path.join(cwd, "nowhere"))).toBe(false);
  const both = await runCli(["provider", "install", "--dir", ".", "--mirror", "m"], { cwd });
  expect(both).toMatchObject({ code: 1, stderr: expect.stringContaining("exclude each other") });
});

test("An interrupt ends a plan of the installed provider whose host hangs.", async () => {
  const cwd = temporaryFolder({ "main.tf": MAIN });
  await runCli(["provider", "install"], { cwd });
  await terraform(cwd, ["init"]);
  await simulator.configure({ latencyMs: 600_000 });
  try {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", ...accessTo(simulator) };
    // In a group of its own, as a terminal starts it: an interrupt reaches Terraform and the provider.
    const child = spawn("terraform", ["plan", "-no-color"], { cwd, env, detached: true });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    await eventually(() => text.includes("Reading..."));
    process.kill(-(child.pid ?? 0), "SIGINT");
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(text).toContain("Interrupted");
  } finally {
    await simulator.configure({ latencyMs: 0 });
  }
});

test("Without Node.js on PATH, a plan says that it is missing.", async () => {
  const cwd = temporaryFolder({ "main.tf": MAIN });
  await runCli(["provider", "install"], { cwd });
  await terraform(cwd, ["init"]);
  const only = temporaryFolder();
  const { stdout } = spawnSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" });
  symlinkSync(stdout.trim(), path.join(only, "terraform"));
  const plan = await terraform(cwd, ["plan"], { PATH: only });
  expect(plan.code).toBe(1);
  expect(plan.text.replaceAll(/\s+/g, " ")).toContain("needs Node.js 20.18.1 or later");
});
