import { type Command, Option } from "commander";
import type { GateArguments } from "./actions/gate.js";
import { type CommonFlags, withAccessFlags } from "./common-flags.js";
import type { Run } from "./context.js";
import { GATE_FORMATS, withGateFlags } from "./gate-flags.js";

export function addGate(program: Command, run: Run): void {
  const command = program
    .command("gate")
    .description("synthesize, plan the gates, and pass only what Terraform itself evaluated")
    .usage("[options] [folder] [-- app command]")
    .argument(
      "[folder...]",
      "a folder of plain HCL (*.tf) to plan. Or, after --, the app's command, in place of `app` in cdktf.json; no shell reads it",
    )
    .option("--stack <name>", "this stack only (default: all)")
    .option("--from <folder>", "take this output folder as it is, and run no app")
    .option("--full", "plan whole stacks, with their backends and providers, without holding state locks")
    .option("--require-live", "fail where a snapshot or documents were compared")
    .option("--allow-empty", "pass where no stack declares anything")
    .addOption(
      new Option(
        "--provider <source>",
        "where hashicorp/null comes from: auto, registry, embedded (default: auto)",
      ),
    )
    // Told apart by what the action makes of them: those of Terraform are refused by name.
    .allowUnknownOption();
  withGateFlags(withAccessFlags(command), "file|ref:name").action(
    (words: readonly string[], flags: CommonFlags & Omit<GateArguments, "words" | "raw">) =>
      run(flags, GATE_FORMATS, (context) => {
        const { runGate }: typeof import("./actions/gate.js") = require("./actions/gate.js");
        const raw = rawArguments(command);
        const known = command.options.flatMap(({ long }) => long ?? []);
        return runGate(context, { ...flags, words, raw, known });
      }),
  );
}

/** The words of the whole command line: commander does not keep where `--` stood. */
function rawArguments(command: Command): readonly string[] {
  let root: Command & { readonly rawArgs?: readonly string[] } = command;
  while (root.parent !== null) root = root.parent;
  return root.rawArgs ?? [];
}
