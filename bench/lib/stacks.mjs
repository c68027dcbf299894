import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FILE = "cdk.tf.json";

export function readStack(cwd) {
  return JSON.parse(readFileSync(join(cwd, FILE), "utf8"));
}

export function writeStack(cwd, terraform) {
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, FILE), JSON.stringify(terraform));
  return cwd;
}

/** The stack with as many `terraform_data` in place of the null data sources, under the same conditions. */
export function withoutProvider(from, to) {
  const stack = readStack(from);
  const elements = JSON.parse(
    JSON.stringify(stack.data.null_data_source).replaceAll("self.outputs[", "self.input["),
  );
  const data = Object.entries(elements).map(([name, { inputs, lifecycle }]) => [
    name,
    { input: inputs, lifecycle },
  ]);
  const { required_providers: _, ...terraform } = stack.terraform;
  return writeStack(to, {
    terraform: { ...terraform, backend: { local: { path: join(to, "terraform.tfstate") } } },
    resource: { terraform_data: Object.fromEntries(data) },
  });
}

/** The stack with nothing in it, for what Terraform takes by itself. */
export function emptied(from, to) {
  const { required_version } = readStack(from).terraform;
  return writeStack(to, {
    terraform: { required_version, backend: { local: { path: join(to, "terraform.tfstate") } } },
  });
}

/** The same stack in a folder where Terraform finds a provider to launch. */
export function withLaunchedProvider(from, to) {
  cpSync(from, to, { recursive: true });
  const { version } = readStack(from).terraform.required_providers.null;
  const number = /\d+\.\d+\.\d+/.exec(version)?.[0] ?? "3.2.4";
  const host = "registry.terraform.io/hashicorp/null";
  const target = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
  const program = join(
    to,
    "terraform.d/plugins",
    host,
    number,
    target,
    `terraform-provider-null_v${number}.cjs`,
  );
  mkdirSync(dirname(program), { recursive: true });
  const provider = fileURLToPath(new URL("../../dist/programs/null-provider.js", import.meta.url));
  writeFileSync(program, `#!/usr/bin/env node\nrequire(${JSON.stringify(provider)});\n`);
  chmodSync(program, 0o755);
  return to;
}

/** The gate that people write first: two sets, compared by Terraform. */
export function naive(to, version, items) {
  return writeStack(to, {
    terraform: {
      required_version: ">= 1.5.0",
      required_providers: { null: { source: "null", version } },
      backend: { local: { path: join(to, "terraform.tfstate") } },
    },
    provider: { null: [{}] },
    locals: { declared: items },
    data: {
      null_data_source: {
        live: {
          inputs: { blocked_ips: JSON.stringify(items) },
          lifecycle: {
            postcondition: [
              {
                condition: '${toset(jsondecode(self.outputs["blocked_ips"])) == toset(local.declared)}',
                error_message: "blocked IPs differ",
              },
            ],
          },
        },
      },
    },
  });
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A folder where Terraform finds our own provider's package, as it unpacks it. */
export function withPackage(cwd) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const target = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
  const mirror = "terraform.d/plugins/registry.terraform.io/cdktf-fullstory/fullstory";
  const to = join(cwd, mirror, version, target);
  mkdirSync(to, { recursive: true });
  cpSync(join(root, "dist/provider-package"), to, { recursive: true });
  return cwd;
}
