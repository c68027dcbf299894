import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { eventually, temporaryFolder } from "../terraform/support.js";
import { inFolder, installExample, REQUIRED, succeed } from "./example/support.js";

interface Running {
  readonly terraform: ChildProcess;
  output(): string;
  /** The folders of the providers' sockets. */
  sockets(): readonly string[];
}

/** A plan whose read hangs for a minute. */
async function hangingPlan(): Promise<Running> {
  const cwd = temporaryFolder({ "main.tf": `${REQUIRED}\ndata "example_fail" "d" { how = "hang" }` });
  installExample(cwd);
  const temporary = path.join(temporaryFolder(), "tmp");
  mkdirSync(temporary);
  const log = path.join(cwd, "log");
  await succeed((await inFolder(cwd)).init());
  const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", EXAMPLE_LOG: log, TMPDIR: temporary };
  // In a group of its own, as a terminal starts it: an interrupt reaches Terraform and the provider.
  const terraform = spawn("terraform", ["plan", "-no-color"], { cwd, env, detached: true });
  let output = "";
  for (const stream of [terraform.stdout, terraform.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  await eventually(() => existsSync(log) && readFileSync(log, "utf8") === "reading\n");
  return {
    terraform,
    output: () => output,
    sockets: () => readdirSync(temporary).filter((name) => name.startsWith("example-provider-")),
  };
}

test("An interrupt ends a plan whose read hangs, and says that it was one.", async () => {
  const { terraform, output, sockets } = await hangingPlan();
  process.kill(-(terraform.pid ?? 0), "SIGINT");
  const [code] = await once(terraform, "close");
  expect(code).toBe(1);
  expect(output()).toContain("Interrupted");
  expect(output()).not.toContain("Plugin did not respond");
  await eventually(() => sockets().length === 0);
});

test("No provider outlives a Terraform that was killed.", async () => {
  const { terraform, sockets } = await hangingPlan();
  expect(sockets()).toHaveLength(1);
  terraform.kill("SIGKILL");
  await eventually(() => sockets().length === 0);
});
