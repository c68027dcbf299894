import type { Command } from "commander";
import { type Format, platformOption, repeatable, withOutputFlags } from "./common-flags.js";

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

/** What gate and report have in common. `baseline` is what the earlier evidence may be. */
export function withGateFlags(command: Command, baseline: string): Command {
  command
    .addOption(
      repeatable(
        `--baseline <${baseline}>`,
        "tell what is checked no more, or less strictly, than this earlier evidence; may be repeated",
      ),
    )
    .option("--no-weaken", "with --baseline: fail (2) where something is")
    .addOption(platformOption("count web or mobile only, and say how much that leaves out"));
  return withOutputFlags(command, GATE_FORMATS, "the verdict only, without notes and progress");
}
