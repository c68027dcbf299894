import { type Command, Option } from "commander";
import type { Format } from "./common-flags.js";

/** Every way in which gate and report write their result. */
export const GATE_FORMATS: readonly Format[] = [
  "text",
  "json",
  "markdown",
  "junit",
  "sarif",
  "github",
  "html",
];

/** What gate and report take of the common flags: how the result is written. */
export function withOutputFlags(command: Command): Command {
  return command
    .addOption(new Option("--output <format>", `${GATE_FORMATS.join(", ")} (default: text)`))
    .addOption(new Option("--out <file>", "write the result to this file"))
    .addOption(new Option("--quiet", "the verdict only, without notes and progress"))
    .addOption(new Option("--no-color", "no colour (as NO_COLOR does)"));
}
