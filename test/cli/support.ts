import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../src/simulator/index";

export const CLI = join(__dirname, "..", "..", "dist", "programs", "cli.js");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Sees the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Runs it as another user, which only root can. */
  readonly uid?: number;
}

/** The environment without anything that steers the program. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const steering = /^(FULLSTORY_|NO_COLOR$|FORCE_COLOR$|HTTPS?_PROXY$|https?_proxy$|TERRAFORM_BINARY_NAME$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name)));
}

/** Runs the built program to its own end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...cleanEnv(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
  const outcome = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    outcome.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    outcome.stderr += text;
  });
  options.onStart?.(child);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...outcome })));
}

/** What makes the program ask the simulator. */
export function accessTo(simulator: Simulator): NodeJS.ProcessEnv {
  return { FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey };
}

/** A fresh directory for each test of a file. */
export function freshDirectory(): () => string {
  let directory = "";
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "fullstory-cli-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return () => directory;
}
