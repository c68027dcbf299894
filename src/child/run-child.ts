import type { ChildEnv } from "./environment.js";
import { findProgram } from "./find-program.js";
import { KeptOutput, type OutputLimit } from "./output.js";
import { endWithUs, killGroup } from "./process-group.js";

/** How a child is run. */
export interface ChildOptions {
  readonly cwd: string;
  /** All of its environment; nothing is inherited. */
  readonly env: ChildEnv;
  /** Ends the child: Ctrl-C, a deadline, or both. */
  readonly signal?: AbortSignal;
  /** How long an interrupted child may take to end in good order. */
  readonly killAfterMs: number;
  readonly output: OutputLimit;
}

interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

/** What became of a child. Whether an exit code is a fault is for the caller to say. */
export type ChildOutcome =
  | ({ readonly kind: "ended"; readonly exitCode: number } & Written)
  | ({ readonly kind: "killed"; readonly by: NodeJS.Signals } & Written)
  | { readonly kind: "interrupted"; readonly started: boolean; readonly reason: unknown }
  | { readonly kind: "too much output" }
  | { readonly kind: "not started"; readonly why: string };

/** Loaded at the first run: it takes tens of milliseconds, and `require` half as many as `import()`. */
function loadZx(): typeof import("zx/core", { with: { "resolution-mode": "import" }}) {
  return require("zx/core");
}

/** Runs a program to its end, without a shell reading its words. The one place that starts children which end. */
export async function runChild(
  name: string,
  args: readonly string[],
  { cwd, env, signal, killAfterMs, output }: ChildOptions,
): Promise<ChildOutcome> {
  const file = await findProgram(name, env["PATH"] ?? "", cwd);
  if (signal?.aborted) return { kind: "interrupted", started: false, reason: signal.reason };
  if (file === undefined) return { kind: "not started", why: "there is no such program" };
  let pid: number | undefined;
  let isTooMuch = false;
  const end = (): void => {
    isTooMuch = true;
    if (pid !== undefined) killGroup(pid, "SIGKILL");
  };
  const [stdout, stderr] = [new KeptOutput(output, end), new KeptOutput(output, end)];
  const run = loadZx().$({
    cwd,
    env: { ...env },
    // The chunks are kept here because zx decodes each by itself, which breaks a character that two share.
    store: { stdout, stderr, stdall: new KeptOutput({ maxBytes: 0, beyond: "drop-oldest" }, end) },
    quiet: true,
    nothrow: true,
    // Fixes every setting that ZX_… variables of the caller could change, and skips the start-up files of the shell.
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
  pid = child.pid;
  const release = endWithUs(pid, signal, killAfterMs);
  const { exitCode, signal: killedBy, cause } = await child.finally(release);
  if (signal?.aborted) return { kind: "interrupted", started: true, reason: signal.reason };
  if (isTooMuch) return { kind: "too much output" };
  const written = { stdout: stdout.text, stderr: stderr.text };
  if (killedBy !== null) return { kind: "killed", by: killedBy, ...written };
  if (exitCode === null || cause) return { kind: "not started", why: cause?.message ?? "nobody says why" };
  return { kind: "ended", exitCode, ...written };
}

/** POSIX quoting, for `/bin/sh`; the quoting of zx is bash's own. */
function quoteForShell(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
