import type { Command } from "commander";
import type { ReportArguments } from "./actions/report.js";
import type { CommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";
import { GATE_FORMATS, withGateFlags } from "./gate-flags.js";

export function addReport(program: Command, run: Run): void {
  const command = program
    .command("report")
    .description("tell what evidence files say, in any format; reads data and runs nothing")
    .argument("<file...>", "fullstory.evidence.json of one or more stacks")
    .option("--allow-empty", "pass where nothing is declared");
  withGateFlags(command, "file").action(
    (files: readonly string[], flags: CommonFlags & Omit<ReportArguments, "files">) =>
      run(flags, GATE_FORMATS, (context) => {
        const { runReport }: typeof import("./actions/report.js") = require("./actions/report.js");
        return runReport(context, { ...flags, files });
      }),
  );
}
