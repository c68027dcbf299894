import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

const ROOT = join(__dirname, "..", "..");
const CLI = join(ROOT, "dist", "programs", "cli.js");
const folders: string[] = [];
let simulator: Simulator | undefined;

afterAll(async () => {
  await simulator?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The one simulator of a test file, with its settings as at the start. */
export async function freshSimulator(): Promise<Simulator> {
  simulator ??= await startSimulator();
  await simulator.reset();
  return simulator;
}

/** What the body of an app may use: `app`, `stack(name)`, and everything that the two packages export. */
export function appFolder(body: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "gate-app-"));
  folders.push(folder);
  const source = `
    const { App, TerraformStack, TerraformElement, S3Backend } = require(${JSON.stringify(join(ROOT, "node_modules", "cdktf"))});
    const { FullstoryOrg, FullstoryGate, Match, DataFullstoryRecordingGeo, DataFullstoryRecordingPrivacy } = require(${JSON.stringify(ROOT)});
    const app = new App();
    const stack = (name) => new TerraformStack(app, name);
    ${body}
    app.synth();
  `;
  write(folder, "app.js", source);
  write(folder, "cdktf.json", JSON.stringify({ app: "node app.js", language: "typescript", projectId: "p" }));
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  return folder;
}

export function write(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a process. */
export async function cli(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  onStart: (pid: number) => void = () => undefined,
): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: cwd, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  onStart(child.pid ?? 0);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

export function envOf(given: Simulator, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { FULLSTORY_BASE_URL: given.url, FULLSTORY_API_KEY: given.adminKey, ...more };
}

/** Every file below a folder. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export function evidencePath(folder: string, stack: string): string {
  return join(folder, "cdktf.out", "stacks", stack, "fullstory.evidence.json");
}

export function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}
