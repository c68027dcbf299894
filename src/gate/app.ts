import { type ChildEnv, runChild } from "../child/index.js";
import { GateError } from "./error.js";

/** The app that synthesizes, and how it is started. */
export interface AppCommand {
  /** A line for the shell, as `cdktf.json` has it, or words that no shell reads. */
  readonly command: string | readonly string[];
  readonly cwd: string;
  readonly env: ChildEnv;
  readonly signal: AbortSignal;
}

export interface AppResult {
  readonly exitCode: number;
  /** What it wrote, standard error last; the end of it, where it is very long. */
  readonly text: string;
}

const OUTPUT = { maxBytes: 256 * 1024, beyond: "drop-oldest" } as const;
const KILL_AFTER_MS = 5_000;

/** Runs the app to its end. It is the one child that is given the key, because it must fetch. */
export async function runApp({ command, ...options }: AppCommand): Promise<AppResult> {
  const [file = "", ...args] = typeof command === "string" ? ["/bin/sh", "-c", command] : command;
  const outcome = await runChild(file, args, { ...options, killAfterMs: KILL_AFTER_MS, output: OUTPUT });
  switch (outcome.kind) {
    case "ended": {
      const texts = [outcome.stdout, outcome.stderr].map((text) => text.trimEnd());
      return { exitCode: outcome.exitCode, text: texts.filter((text) => text !== "").join("\n") };
    }
    case "interrupted":
      throw new GateError("the app was interrupted", "Run it again.");
    case "killed":
      throw new GateError(
        `the app was killed by ${outcome.by}`,
        "See whether the machine ran out of memory, and run it again.",
      );
    case "too much output":
    case "not started":
      throw new GateError(
        `the app cannot be run: ${outcome.kind === "not started" ? outcome.why : outcome.kind}`,
        "Correct `app` in cdktf.json, or what stands after --.",
      );
  }
}
