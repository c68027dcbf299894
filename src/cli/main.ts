import type { Context, Run } from "./context.js";
import { ExitCode } from "./exit-codes.js";
import { Interruption } from "./interruption.js";
import { createProcessIo, createStyleFor } from "./io.js";
import { createProgram } from "./program.js";

/** Runs the program to its end. The one place that sets the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await runToExitCode(argv);
}

async function runToExitCode(argv: readonly string[]): Promise<ExitCode> {
  const io = createProcessIo();
  const interruption = new Interruption();
  let exitCode: ExitCode = ExitCode.match;
  const secrets = new Set(listSecretForms("FULLSTORY_API_KEY"));
  const run: Run = async (flags, formats, action) => {
    const { readSettings }: typeof import("./settings.js") = require("./settings.js");
    const [env, directory] = [process.env, process.cwd()];
    for (const key of listSecretForms(flags.apiKeyEnv ?? "")) secrets.add(key);
    const settings = readSettings({ flags, formats, env, directory });
    const toTerminal = io.outIsTerminal && settings.out === undefined;
    const context: Context = {
      settings,
      env,
      directory,
      now: new Date(),
      signal: interruption.signal,
      io,
      style: createStyleFor(toTerminal, settings.out === undefined ? settings.color : false),
    };
    exitCode = await action(context);
  };
  try {
    await createProgram(run).parseAsync([...argv]);
  } catch (error) {
    const help = findHelpOutcome(error);
    if (help !== undefined) return help;
    if (!interruption.signal.aborted) {
      const { renderFailure }: typeof import("./failure.js") = require("./failure.js");
      for (const line of renderFailure(error, [...secrets])) io.note(line);
      return ExitCode.undecided;
    }
  } finally {
    interruption.release();
  }
  return interruption.signal.aborted ? ExitCode.interrupted : exitCode;
}

/** The key, as an error might repeat it. A very short text is not looked for, because it may be part of words. */
function listSecretForms(name: string): readonly string[] {
  const key = process.env[name]?.trim().replace(/^basic\s+/i, "") ?? "";
  return key.length < 6 ? [] : [key];
}

/** Commander throws for help and version, which is no failure. Without a command it prints help, and that is one. */
function findHelpOutcome(error: unknown): ExitCode | undefined {
  if (!(error instanceof Error && "exitCode" in error && "code" in error)) return undefined;
  if (error.exitCode === 0) return ExitCode.match;
  return error.code === "commander.help" ? ExitCode.undecided : undefined;
}
