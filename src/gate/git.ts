import { envWithoutKey, runChild } from "../child/index.js";
import { GateError } from "./error.js";
import { EVIDENCE_MAX_BYTES } from "./stack-folder.js";

export interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

const KILL_AFTER_MS = 5_000;
const UNATTENDED = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };

/**
 * What a git command prints; `undefined` where it fails. It is started without a shell and without the key, reads
 * objects only, and runs no hook, filter or pager.
 */
export async function git(
  args: readonly string[],
  { cwd, env, secrets, signal }: GitOptions,
): Promise<string | undefined> {
  const outcome = await runChild("git", ["--no-pager", ...args], {
    cwd,
    env: envWithoutKey({ ...env, ...UNATTENDED }, secrets),
    signal,
    killAfterMs: KILL_AFTER_MS,
    output: { maxBytes: EVIDENCE_MAX_BYTES, beyond: "end" },
  });
  switch (outcome.kind) {
    case "ended":
      return outcome.exitCode === 0 ? outcome.stdout : undefined;
    case "too much output":
      throw new GateError("the baseline has more than 64 MiB", "Name another git reference, or a file.");
    case "interrupted":
      throw new GateError("git was interrupted", "Run it again.");
    case "killed":
    case "not started": {
      const why = outcome.kind === "killed" ? `it was killed by ${outcome.by}` : outcome.why;
      throw new GateError(`git cannot be run: ${why}`, "Install git, or give --baseline a file.");
    }
  }
}
