import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { VERSION } from "../../../lib/version.js";
import { NAMESPACE, PLATFORMS, readPackageFiles, TYPE, writeMirror } from "../../provider-package/index.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { UsageError } from "../usage-error.js";

export interface ProviderInstallArguments {
  readonly dir?: string;
  readonly mirror?: string;
}

/** Where Terraform looks for providers of a project before it asks a registry. */
const PROJECT_PLUGINS = "terraform.d/plugins";

/** Writes the provider's packages from this package; nothing is downloaded. */
export async function runProviderInstall(
  context: Context,
  given: ProviderInstallArguments,
): Promise<ExitCode> {
  const { directory, io } = context;
  if (given.dir !== undefined && given.mirror !== undefined) {
    throw new UsageError(
      "--dir and --mirror exclude each other",
      "Give --dir for one project, --mirror for many.",
    );
  }
  const folder =
    given.mirror === undefined
      ? join(resolveFolder(directory, given.dir), PROJECT_PLUGINS)
      : resolve(directory, given.mirror);
  const written = new Progress(context).showDuring(
    `writing the provider for ${PLATFORMS.length} platforms`,
    () => writeMirror({ version: VERSION, files: readPackageFiles(), folder }),
  );
  for (const path of written) io.note(`wrote ${path}`);
  await io.print(describeNextSteps(given.mirror === undefined ? undefined : folder));
  return ExitCode.match;
}

/** A directory that does not exist is refused: it is more likely mistyped than a new project. */
function resolveFolder(directory: string, given = "."): string {
  const folder = resolve(directory, given);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new UsageError(`--dir ${given} is no directory`, "Name the directory that terraform is started in.");
}

function describeNextSteps(mirror: string | undefined): string {
  const required = `terraform {
  required_providers {
    ${TYPE} = {
      source  = "${NAMESPACE}/${TYPE}"
      version = "${VERSION}"
    }
  }
}
`;
  const installation = `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${NAMESPACE}/${TYPE}"]
  }
  direct {
    exclude = ["${NAMESPACE}/${TYPE}"]
  }
}
`;
  const configured = `Name the mirror in the CLI configuration (~/.terraformrc, or the file in TF_CLI_CONFIG_FILE):\n\n${installation}\n`;
  return (
    `The provider ${VERSION} is installed for ${PLATFORMS.length} platforms, for Terraform and OpenTofu.\n\n` +
    `${mirror === undefined ? "" : configured}` +
    `Require it, then run terraform init:\n\n${required}`
  );
}
