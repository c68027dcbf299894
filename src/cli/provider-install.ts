import type { Command } from "commander";
import type { ProviderInstallArguments } from "./actions/provider-install.js";
import type { Run } from "./context.js";

export function addProvider(program: Command, run: Run): void {
  program
    .command("provider")
    .description("the Terraform provider in this package")
    .command("install")
    .description("write the provider where terraform init finds it without a registry")
    .option("--dir <directory>", "Terraform project to install it for, into terraform.d/plugins (default: .)")
    .option("--mirror <directory>", "filesystem mirror to write it into, for many projects")
    .action((given: ProviderInstallArguments) =>
      run({}, ["text"], (context) => {
        const {
          providerInstall,
        }: typeof import("./actions/provider-install.js") = require("./actions/provider-install.js");
        return providerInstall(context, given);
      }),
    );
}
