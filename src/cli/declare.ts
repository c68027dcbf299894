import type { Command } from "commander";
import type { DeclareArguments } from "./actions/declare.js";
import { type CommonFlags, documentsOption, type Format, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

const FORMATS: readonly Format[] = ["text"];

export function addDeclare(program: Command, run: Run): void {
  const command = program
    .command("declare")
    .description("the live settings as a TypeScript FullstoryGate declaration, or as HCL, to begin with")
    .option("--hcl", "write a gate of the Terraform provider instead of TypeScript")
    .addOption(documentsOption())
    .option("--include-identifiers", "write the ids of blocked users: personal data")
    .option("--include-people", "write who changed settings last, as comments: personal data")
    .option("--include-notes", "declare notes and labels");
  withCommonFlags(command, FORMATS).action((flags: CommonFlags & DeclareArguments) =>
    run(flags, FORMATS, (context) => {
      const { declare }: typeof import("./actions/declare.js") = require("./actions/declare.js");
      return declare(context, flags);
    }),
  );
}
