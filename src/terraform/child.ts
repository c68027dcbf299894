import path from "node:path";
import type { TerraformEnv } from "./environment.js";
import { TerraformFaultError, TerraformInterruptedError } from "./errors.js";

/** What to run, and how. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env: TerraformEnv;
  /** Ends the child: SIGINT first, so that Terraform releases its locks, and SIGKILL when that does not help. */
  readonly signal?: AbortSignal;
  /**
   * How long an interrupted child may take to end.
   * @default 30000
   */
  readonly killAfterMs?: number;
}

/** What a child that ended by itself left behind. */
export interface ChildResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const DEFAULT_KILL_AFTER_MS = 30_000;
const TAIL_LINES = 20;

/** Loaded at the first run: it takes tens of milliseconds, and `require` half as many as `import()`. */
function loadZx(): typeof import("zx/core", { with: { "resolution-mode": "import" }}) {
  return require("zx/core");
}

/**
 * Runs a program to its end and keeps its output.
 *
 * @throws TerraformFaultError if it could not be started or was killed.
 * @throws TerraformInterruptedError if `signal` ended it.
 */
export async function runChild(
  file: string,
  args: readonly string[],
  { cwd, env, signal, killAfterMs = DEFAULT_KILL_AFTER_MS }: ChildOptions,
): Promise<ChildResult> {
  const what = `${path.basename(file)} ${args[0] ?? ""}`.trimEnd();
  if (signal?.aborted)
    throw new TerraformInterruptedError(`${what} was not started`, { cause: signal.reason });
  // The chunks are collected here because zx decodes each by itself, which breaks a character that two share.
  const store: Record<"stdout" | "stderr" | "stdall", Buffer[]> = { stdout: [], stderr: [], stdall: [] };
  const run = loadZx().$({
    cwd,
    env: { ...env },
    store,
    quiet: true,
    nothrow: true,
    // Every setting that ZX_… variables of the caller could change, and the shell's start-up files, are out.
    verbose: false,
    prefix: "exec ",
    postfix: "",
    shell: "/bin/sh",
    quote: quoteForShell,
    preferLocal: false,
    timeout: 0,
    stdio: ["ignore", "pipe", "pipe"],
    // In a process group of its own: Ctrl-C must reach Terraform once, through `signal`. The second one makes it
    // drop everything, locks included.
    detached: true,
  });
  const child = run`${[file, ...args]}`;
  const release = endOnAbort(child.pid, signal, killAfterMs);
  const { exitCode, signal: killedBy, cause } = await child.finally(release);
  const stdout = Buffer.concat(store.stdout).toString("utf8");
  const stderr = Buffer.concat(store.stderr).toString("utf8");

  if (signal?.aborted) {
    throw new TerraformInterruptedError(`${what} was interrupted`, { cause: signal.reason });
  }
  if (killedBy !== null) {
    throw new TerraformFaultError(`${what} was killed by ${killedBy}${tail(stderr)}`, stdout + stderr);
  }
  if (exitCode === null || cause) {
    throw new TerraformFaultError(`${what} could not be started in ${cwd}${tail(cause?.message ?? "")}`, "");
  }
  return { exitCode, stdout, stderr };
}

/** The last lines of a text, to be put behind a message. */
export function tail(text: string): string {
  const lines = text.trimEnd().split("\n");
  return text.trim() === "" ? "" : `: ${lines.slice(-TAIL_LINES).join("\n")}`;
}

/** POSIX quoting, for `/bin/sh`; the quoting of zx is bash's own. */
function quoteForShell(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

/** Answers how to stop listening. */
function endOnAbort(
  pid: number | undefined,
  signal: AbortSignal | undefined,
  killAfterMs: number,
): () => void {
  if (pid === undefined || signal === undefined) return () => undefined;
  let hardEnd: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    killGroup(pid, "SIGINT");
    hardEnd = setTimeout(() => killGroup(pid, "SIGKILL"), killAfterMs);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  return () => {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(hardEnd);
  };
}

/** The whole group, as a terminal does it: the program may be a wrapper around Terraform. */
function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}
