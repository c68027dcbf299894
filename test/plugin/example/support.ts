import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import path from "node:path";
import { findTerraform, prepareEnv } from "../../../src/terraform/index.js";
import { temporaryFolder } from "../../terraform/support.js";
import { TestTerraform } from "../../terraform/test-terraform.js";

/** The program of the example provider. */
export const PROGRAM = path.join(__dirname, "provider.cjs");

export const REQUIRED = `
  terraform {
    required_providers {
      example = { source = "acme/example" }
    }
  }
`;

/** The folder's `terraform.d/plugins` with the example provider, which Terraform then launches. */
export function installExample(folder: string): void {
  const target = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
  const parent = path.join(folder, "terraform.d/plugins/registry.terraform.io/acme/example/1.0.0", target);
  mkdirSync(parent, { recursive: true });
  const program = path.join(parent, "terraform-provider-example_v1.0.0");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(program, 0o755);
}

/** A folder with a configuration, in which Terraform launches the example provider. */
export async function launching(
  main: string,
  variables: Record<string, string> = {},
): Promise<TestTerraform> {
  const cwd = temporaryFolder({ "main.tf": `${REQUIRED}\n${main}` });
  installExample(cwd);
  const terraform = await inFolder(cwd, variables);
  await succeed(terraform.init());
  return terraform;
}

/** Terraform in a folder, without a configuration of the person who runs the tests. */
export async function inFolder(cwd: string, variables: Record<string, string> = {}): Promise<TestTerraform> {
  const env = prepareEnv(process.env, { TF_CLI_CONFIG_FILE: "/dev/null", ...variables });
  return new TestTerraform({ cwd, binary: await findTerraform(), env });
}

export async function succeed(
  run: Promise<{ exitCode: number; text: string }>,
  exitCode = 0,
): Promise<string> {
  const result = await run;
  if (result.exitCode !== exitCode) throw new Error(`exit code ${result.exitCode}: ${result.text}`);
  return result.text;
}
