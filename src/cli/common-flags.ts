import { type Command, Option } from "commander";
import type { Format } from "../reports/formats.js";

/** The flags of every command that reads settings, as they were given. */
export interface CommonFlags {
  readonly apiKeyEnv?: string;
  readonly baseUrl?: string;
  readonly allowHost?: readonly string[];
  readonly expectOrg?: string;
  readonly platform?: string;
  readonly output?: string;
  readonly out?: string;
  readonly quiet?: boolean;
  /** `false` after `--no-color`. `true` means that the flag was not given. */
  readonly color?: boolean;
}

/** What every command that reads settings takes. The values are checked when they are read, with the configuration. */
export function withCommonFlags(command: Command, formats: readonly Format[]): Command {
  withAccessFlags(command)
    .addOption(repeatable("--allow-host <host>", "send the key to this host too; may be repeated"))
    .addOption(new Option("--expect-org <id>", "fail unless the key belongs to this org"))
    .addOption(platformOption("web or mobile, for the endpoints that have both"));
  return withOutputFlags(command, formats, "the result only, without notes and progress");
}

/** Where the key is, and where it goes. */
export function withAccessFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--api-key-env <name>",
        "environment variable that holds the API key (default: FULLSTORY_API_KEY)",
      ),
    )
    .addOption(
      new Option(
        "--base-url <url>",
        "where the API is (default: FULLSTORY_BASE_URL, else https://api.fullstory.com)",
      ),
    );
}

/** How the result is written. */
export function withOutputFlags(command: Command, formats: readonly Format[], quiet: string): Command {
  return command
    .addOption(new Option("--output <format>", `${formats.join(", ")} (default: ${formats[0] ?? "text"})`))
    .addOption(new Option("--out <file>", "write the result to this file"))
    .addOption(new Option("--quiet", quiet))
    .addOption(new Option("--no-color", "no colour (as NO_COLOR does)"));
}

export function platformOption(text: string): Option {
  return new Option("--platform <name>", `${text} (default: both)`);
}

export function documentsOption(): Option {
  return new Option(
    "--documents <names>",
    "documents to look at, such as privacy,geo,features.web (default: all)",
  ).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    ...value.split(",").map((name) => name.trim()),
  ]);
}

/** An option whose values are all kept. */
export function repeatable(flags: string, text: string): Option {
  return new Option(flags, text).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
