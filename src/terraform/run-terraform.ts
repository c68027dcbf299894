import path from "node:path";
import { runChild } from "../child/index.js";
import type { TerraformEnv } from "./environment.js";
import { TerraformError, TerraformInterruptedError } from "./errors.js";

/** How Terraform is run. */
export interface RunOptions {
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

/** What a Terraform that ended by itself left behind. */
export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const DEFAULT_KILL_AFTER_MS = 30_000;
/** A plan as JSON holds the whole state. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const TAIL_LINES = 20;

/**
 * Runs Terraform to its end and keeps its output.
 *
 * @throws TerraformError if it could not be started, was killed, or wrote without end.
 * @throws TerraformInterruptedError if `signal` ended it.
 */
export async function runTerraform(
  file: string,
  args: readonly string[],
  { killAfterMs = DEFAULT_KILL_AFTER_MS, ...options }: RunOptions,
): Promise<RunResult> {
  const what = `${path.basename(file)} ${args[0] ?? ""}`.trimEnd();
  const output = { maxBytes: MAX_OUTPUT_BYTES, beyond: "end" } as const;
  const outcome = await runChild(file, args, { ...options, killAfterMs, output });
  switch (outcome.kind) {
    case "ended":
      return outcome;
    case "interrupted": {
      const became = outcome.started ? "was interrupted" : "was not started";
      throw new TerraformInterruptedError(`${what} ${became}`, { cause: outcome.reason });
    }
    case "killed":
      throw new TerraformError(`${what} was killed by ${outcome.by}${takeTail(outcome.stderr)}`);
    case "too much output":
      throw new TerraformError(`${what} wrote more than 256 MiB and was ended`);
    case "not started":
      throw new TerraformError(`${what} could not be started in ${options.cwd}${takeTail(outcome.why)}`);
  }
}

/** The last lines of a text, to be put behind a message. */
export function takeTail(text: string): string {
  const lines = text.trimEnd().split("\n");
  return text.trim() === "" ? "" : `: ${lines.slice(-TAIL_LINES).join("\n")}`;
}
