import { type Command, Option } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Format } from "../reports/formats.js";
import type { Context, Run } from "./context.js";
import type { ExitCode } from "./exit-codes.js";
import type { CommonFlags } from "./settings.js";

interface Work<Given> {
  /** In which the result can be written, the usual one first. @default - text alone */
  readonly formats?: readonly Format[];
  /** Adds the flags that the command shares with others. */
  readonly flags?: (command: Command, formats: readonly Format[]) => Command;
  /** Under which names the work takes the command's arguments, in their order. */
  readonly names?: readonly (keyof Given & string)[];
  /** Loads the work. It is called when the command is, so that help is quick. */
  readonly load: () => (context: Context, given: Given) => Promise<ExitCode>;
}

/** Lets a command do its work with what was given: its arguments by name, and its flags. */
export function runCommand<Given>(command: Command, run: Run, work: Work<Given>): void {
  const { formats = ["text"], flags: withFlags, names = [], load } = work;
  withFlags?.(command, formats);
  command.action((...words: readonly unknown[]) => {
    const flags = command.opts<CommonFlags>();
    const named = Object.fromEntries(names.map((name, index) => [name, words[index]]));
    const given = { ...flags, ...omitUndefined(named) } as Given;
    return run(flags, formats, (context) => load()(context, given));
  });
}

/** What every command that reads settings takes. The values are checked when they are read, with the configuration. */
export function withCommonFlags(command: Command, formats: readonly Format[]): Command {
  withAccessFlags(command)
    .addOption(createRepeatable("--allow-host <host>", "send the key to this host too; may be repeated"))
    .option("--expect-org <id>", "fail unless the key belongs to this org")
    .addOption(createPlatformFlag("web or mobile, for the endpoints that have both"));
  return withOutputFlags(command, formats, "the result only, without notes and progress");
}

/** Where the key is, and where it goes. */
export function withAccessFlags(command: Command): Command {
  return command
    .option(
      "--api-key-env <name>",
      "environment variable that holds the API key (default: FULLSTORY_API_KEY)",
    )
    .option(
      "--base-url <url>",
      "where the API is (default: FULLSTORY_BASE_URL, else https://api.fullstory.com)",
    );
}

/** How the result is written. */
export function withOutputFlags(command: Command, formats: readonly Format[], quiet: string): Command {
  return command
    .option("--output <format>", `${formats.join(", ")} (default: ${formats[0] ?? "text"})`)
    .option("--out <file>", "write the result to this file")
    .option("--quiet", quiet)
    .option("--no-color", "no colour (as NO_COLOR does)");
}

export function createPlatformFlag(text: string): Option {
  return new Option("--platform <name>", `${text} (default: both)`);
}

export function createDocumentsFlag(): Option {
  return new Option(
    "--documents <names>",
    "documents to look at, such as privacy,geo,features.web (default: all)",
  ).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    ...value.split(",").map((name) => name.trim()),
  ]);
}

/** An option whose values are all kept. */
export function createRepeatable(flags: string, text: string): Option {
  return new Option(flags, text).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
