import type { Command } from "commander";
import type { CommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";
import { GATE_FORMATS, withOutputFlags } from "./gate-flags.js";

export function addReport(program: Command, run: Run): void {
  const command = program
    .command("report")
    .description("tell what evidence files say, in any format; reads data and runs nothing")
    .argument("<file...>", "fullstory.evidence.json of one or more stacks")
    .option("--allow-empty", "pass where nothing is declared");
  withOutputFlags(command).action(
    (files: readonly string[], flags: CommonFlags & { readonly allowEmpty?: boolean }) =>
      run(flags, GATE_FORMATS, (context) => {
        const { runReport }: typeof import("./actions/report.js") = require("./actions/report.js");
        return runReport(context, { files, allowEmpty: flags.allowEmpty ?? false });
      }),
  );
}
