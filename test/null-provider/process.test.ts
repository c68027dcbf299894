import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { startNullProvider } from "../../src/null-provider/index.js";
import { findPackageProgram } from "../../src/plugin/attach.js";
import { eventually, temporaryFolder } from "../terraform/support.js";

const COMPILED = findPackageProgram("dist/src/null-provider/index.js");

interface Attached {
  readonly Pid: number;
  readonly Addr: { readonly String: string };
}

function attached(json: string): Attached {
  const value: Record<string, Attached> = JSON.parse(json);
  const entry = value["registry.terraform.io/hashicorp/null"];
  if (entry === undefined) throw new Error(`no null provider in ${json}`);
  return entry;
}

/** Entries of a process's environment: Linux has a file of them, macOS prints them behind the command. */
function environmentOf(pid: number): readonly string[] {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  const { stdout } = spawnSync("ps", ["-Eww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.split(" ").filter((word) => /^[A-Z_]+=/.test(word));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("The environment names the same process for Terraform's and OpenTofu's registry.", async () => {
  const provider = await startNullProvider();
  const value = JSON.parse(provider.env.TF_REATTACH_PROVIDERS);
  const entry = {
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: expect.any(Number),
    Test: true,
    Addr: { Network: "unix", String: expect.stringMatching(/^\/.+\/socket$/) },
  };
  expect(value).toEqual({
    "registry.terraform.io/hashicorp/null": entry,
    "registry.opentofu.org/hashicorp/null": entry,
  });
  await provider.stop();
});

test("The socket is in a folder for its owner only, and gone with the process.", async () => {
  const provider = await startNullProvider();
  const { Pid, Addr } = attached(provider.env.TF_REATTACH_PROVIDERS);
  const folder = path.dirname(Addr.String);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await provider.stop();
  expect(isRunning(Pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  await provider.stop();
});

test("A folder for temporary files with a long name does not cut the socket's path off.", async () => {
  const before = process.env["TMPDIR"];
  const long = path.join(temporaryFolder(), "x".repeat(120));
  mkdirSync(long);
  process.env["TMPDIR"] = long;
  try {
    const provider = await startNullProvider();
    const { Addr } = attached(provider.env.TF_REATTACH_PROVIDERS);
    expect(Buffer.byteLength(Addr.String)).toBeLessThan(107);
    expect(existsSync(Addr.String)).toBe(true);
    await provider.stop();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});

test("The process has no key, no token and no NODE_OPTIONS of its parent.", async () => {
  process.env["FULLSTORY_API_KEY"] = "na1.secret";
  process.env["SOME_TOKEN"] = "token";
  try {
    const provider = await startNullProvider();
    const { Pid } = attached(provider.env.TF_REATTACH_PROVIDERS);
    const names = environmentOf(Pid).flatMap((entry) => entry.split("=")[0] || []);
    expect(["PATH", "HOME", "TMPDIR"]).toEqual(expect.arrayContaining(names));
    await provider.stop();
  } finally {
    delete process.env["FULLSTORY_API_KEY"];
    delete process.env["SOME_TOKEN"];
  }
});

test("A parent that forgets to stop it ends by itself, and the process with it.", async () => {
  const script = `require(${JSON.stringify(COMPILED)}).startNullProvider().then((p) => console.log(p.env.TF_REATTACH_PROVIDERS));`;
  const parent = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", timeout: 60_000 });
  expect(parent.status).toBe(0);
  const { Addr } = attached(parent.stdout);
  // Not by its id: an orphan that has ended keeps that until somebody asks for its exit code.
  await eventually(() => !existsSync(Addr.String));
});

test("The process ends when its parent is killed.", async () => {
  const script = `require(${JSON.stringify(COMPILED)}).startNullProvider().then((p) => {
    console.log(p.env.TF_REATTACH_PROVIDERS);
    setInterval(() => {}, 1000);
  });`;
  const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  const { Pid, Addr } = attached(String(line));
  expect(isRunning(Pid)).toBe(true);
  parent.kill("SIGKILL");
  await eventually(() => !existsSync(Addr.String));
});

test("An interrupt from the terminal does not end it while Terraform still needs it.", async () => {
  const provider = await startNullProvider();
  const { Pid, Addr } = attached(provider.env.TF_REATTACH_PROVIDERS);
  process.kill(Pid, "SIGINT");
  process.kill(Pid, "SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isRunning(Pid)).toBe(true);
  expect(existsSync(Addr.String)).toBe(true);
  await provider.stop();
});
