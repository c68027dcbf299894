import type { Command } from "commander";
import type { InitArguments } from "./actions/init.js";
import { type CommonFlags, type Format, repeatable, withAccessFlags } from "./common-flags.js";
import type { Run } from "./context.js";

const FORMATS: readonly Format[] = ["text"];

export function addInit(program: Command, run: Run): void {
  const command = program
    .command("init")
    .description("set a project up: declaration, snapshot, app, pipelines; changes no file that is there")
    .option("--dry-run", "write nothing, and show every file and what would differ")
    .option("--offline", "read no org: a declaration to begin with, and no snapshot")
    .option("--stack <name>", "name of the stack (default: recording-settings in a new app)")
    .option("--ci <name>", "github, gitlab or none (default: gitlab beside .gitlab-ci.yml, else github)")
    .addOption(repeatable("--allow-host <host>", "send the key to this host too; may be repeated"))
    .option("--expect-org <id>", "fail unless the key belongs to this org");
  withAccessFlags(command).action((flags: CommonFlags & InitArguments) =>
    run(flags, FORMATS, (context) => {
      const { init }: typeof import("./actions/init.js") = require("./actions/init.js");
      return init(context, flags);
    }),
  );
}
