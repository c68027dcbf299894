import type { Command } from "commander";
import type { DoctorArguments } from "./actions/doctor.js";
import { type CommonFlags, documentsOption, type Format, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

const FORMATS: readonly Format[] = ["text", "json", "markdown"];

export function addDoctor(program: Command, run: Run): void {
  const command = program
    .command("doctor")
    .description("whether anything would keep a gate from deciding, and what to do about it")
    .addOption(documentsOption());
  withCommonFlags(command, FORMATS).action((flags: CommonFlags & DoctorArguments) =>
    run(flags, FORMATS, (context) => {
      const { doctor }: typeof import("./actions/doctor.js") = require("./actions/doctor.js");
      return doctor(context, flags);
    }),
  );
}
