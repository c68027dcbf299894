import type { Command } from "commander";
import { gateFormats, listFormats } from "../reports/formats.js";
import type { GateArguments } from "./actions/gate.js";
import {
  createPlatformFlag,
  createRepeatable,
  runCommand,
  withAccessFlags,
  withOutputFlags,
} from "./command.js";
import type { Run } from "./context.js";

/** The commands that give a verdict on what stacks declare. */
export function addGateCommands(program: Command, run: Run): void {
  const gate = program
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
    .option(
      "--provider <source>",
      "where hashicorp/null comes from: auto, registry, embedded (default: auto)",
    )
    // Told apart by what the action makes of them: those of Terraform are refused by name.
    .allowUnknownOption();
  runCommand<Omit<GateArguments, "raw" | "known">>(gate, run, {
    formats: listFormats(gateFormats),
    flags: (command) => withGateFlags(withAccessFlags(command), "file|ref:name"),
    names: ["words"],
    load: () => {
      const { runGate }: typeof import("./actions/gate.js") = require("./actions/gate.js");
      const known = gate.options.flatMap(({ long }) => long ?? []);
      return (context, given) => runGate(context, { ...given, raw: getRawArguments(gate), known });
    },
  });

  const report = program
    .command("report")
    .description("tell what evidence files say, in any format; reads data and runs nothing")
    .argument("<file...>", "fullstory.evidence.json of one or more stacks")
    .option("--allow-empty", "pass where nothing is declared");
  runCommand(report, run, {
    formats: listFormats(gateFormats),
    flags: (command) => withGateFlags(command, "file"),
    names: ["files"],
    load: () => (require("./actions/report.js") as typeof import("./actions/report.js")).runReport,
  });

  const comment = program
    .command("comment")
    .description("print a report, and post it to a GitHub pull request or GitLab merge request")
    .argument("<file...>", "evidence files, folders that hold some, or one Markdown file")
    .option("--service <name>", "github or gitlab (default: the one whose CI this is)")
    .option("--repository <name>", "owner/name, or the GitLab project (default: the one of this CI run)")
    .option(
      "--pull-request <number>",
      "number of the pull or merge request (default: the one of this CI run)",
    )
    .option("--api-url <url>", "where the API is (default: GITHUB_API_URL or CI_API_V4_URL)")
    .option("--token-env <name>", "variable that holds the token (default: GITHUB_TOKEN or GITLAB_TOKEN)")
    .option("--author <login>", "update comments of this account only (default: the token's own)")
    .option("--id <name>", "tells this comment from others of the same account (default: the stacks)")
    .option("--allow-empty", "pass where nothing is declared");
  runCommand(comment, run, {
    formats: listFormats(gateFormats),
    flags: (command) => withGateFlags(command, "file"),
    names: ["files"],
    load: () => (require("./actions/comment.js") as typeof import("./actions/comment.js")).runComment,
  });
}

/** What gate and report have in common. `baseline` is what the earlier evidence may be. */
function withGateFlags(command: Command, baseline: string): Command {
  command
    .addOption(
      createRepeatable(
        `--baseline <${baseline}>`,
        "tell what is checked no more, or less strictly, than this earlier evidence; may be repeated",
      ),
    )
    .option("--no-weaken", "with --baseline: fail (2) where something is")
    .addOption(createPlatformFlag("count web or mobile only, and say how much that leaves out"));
  return withOutputFlags(command, listFormats(gateFormats), "the verdict only, without notes and progress");
}

/** The words of the whole command line: commander does not keep where `--` stood. */
function getRawArguments(command: Command): readonly string[] {
  let root: Command & { readonly rawArgs?: readonly string[] } = command;
  while (root.parent !== null) root = root.parent;
  return root.rawArgs ?? [];
}
