import type { Command } from "commander";
import { runCommand } from "./command.js";
import type { Run } from "./context.js";
import { ExitCode } from "./exit-codes.js";
import { readOneOf } from "./usage-error.js";

/** The commands that ask no org. */
export function addToolCommands(program: Command, run: Run): void {
  const install = program
    .command("provider")
    .description("the Terraform provider in this package")
    .command("install")
    .description("write the provider where terraform init finds it without a registry")
    .option("--dir <directory>", "Terraform project to install it for, into terraform.d/plugins (default: .)")
    .option("--mirror <directory>", "filesystem mirror to write it into, for many projects");
  runCommand(install, run, {
    load: () =>
      (require("./actions/provider-install.js") as typeof import("./actions/provider-install.js"))
        .runProviderInstall,
  });

  const simulate = program
    .command("simulate")
    .description("a Fullstory API on this machine, for trying things out; Ctrl-C stops it")
    .option("--port <number>", "TCP port to listen at (default: any free one)")
    .option("--host <address>", "address to listen at (default: 127.0.0.1)")
    .option("--standard-key-reads-privacy", "let the standard key read privacy and its history")
    .option("--latency-ms <number>", "wait so many milliseconds before every answer (default: 0)")
    .option("--exit-with-stdin", "stop when stdin closes")
    .option("--quiet", "print nothing on stderr");
  runCommand(simulate, run, {
    load: () => (require("./actions/simulate.js") as typeof import("./actions/simulate.js")).runSimulate,
  });

  program
    .command("completion")
    .description(
      "print a script that completes commands and flags: source <(cdktf-fullstory completion bash)",
    )
    .argument("<shell>", SHELLS.join(", "))
    .action((shell: string) =>
      run({}, ["text"], async ({ io }) => {
        const known = readOneOf("the shell", shell, SHELLS);
        const from: typeof import("./completion-scripts.js") = require("./completion-scripts.js");
        await io.print(from.renderCompletionScript(known, program));
        return ExitCode.match;
      }),
    );
}

const SHELLS = ["bash", "zsh", "fish"] as const;
