import type { Command } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Format } from "../reports/formats.js";
import type { CommonFlags } from "./common-flags.js";
import type { Context, Run } from "./context.js";
import type { ExitCode } from "./exit-codes.js";

interface Work<Given> {
  /** In which the result can be written, the usual one first. @default - text alone */
  readonly formats?: readonly Format[];
  /** Under which names the work takes the command's arguments, in their order. */
  readonly names?: readonly (keyof Given & string)[];
  /** Loads the work. It is called when the command is, so that help is quick. */
  readonly load: () => (context: Context, given: Given) => Promise<ExitCode>;
}

/** Lets a command do its work with what was given: its arguments by name, and its flags. */
export function perform<Given>(command: Command, run: Run, work: Work<Given>): void {
  const { formats = ["text"], names = [], load } = work;
  command.action((...words: readonly unknown[]) => {
    const flags = command.opts<CommonFlags>();
    const named = Object.fromEntries(names.map((name, index) => [name, words[index]]));
    const given = { ...flags, ...omitUndefined(named) } as Given;
    return run(flags, formats, (context) => load()(context, given));
  });
}
