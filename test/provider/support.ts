import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPackageProgram } from "../../src/plugin/attach.js";
import { type FullstoryProviderHandle, startFullstoryProvider } from "../../src/provider/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { findTerraform, prepareEnv } from "../../src/terraform/index.js";
import { type RunResult, runTerraform } from "../../src/terraform/run-terraform.js";
import { temporaryFolder } from "../terraform/support.js";
import { TestTerraform } from "../terraform/test-terraform.js";

/** The program as Terraform's package of the provider has it: what people run. `gate` runs the compiled one. */
function bundle(): string {
  const program = findPackageProgram("dist/provider-package/launch.cjs");
  const built = statSync(join(dirname(program), "provider.cjs")).mtimeMs;
  if (built < statSync(findPackageProgram("dist/src/provider/main.js")).mtimeMs)
    throw new Error("the bundle of the provider is older than its code: run npm run build:provider first");
  return program;
}

const REQUIRED = `terraform {
  required_providers {
    fullstory = { source = "cdktf-fullstory/fullstory" }
  }
}
`;

/** A provider attached, and an API for it to read; both end with the file's tests. */
export interface Bench {
  readonly simulator: Simulator;
  readonly provider: FullstoryProviderHandle;
  /** A folder with this configuration, and Terraform in it. */
  folder(hcl: string, files?: Readonly<Record<string, string>>): Folder;
}

export interface Folder {
  readonly dir: string;
  readonly terraform: TestTerraform;
}

/** Starts both once for a file. The key is in the environment of the provider alone. */
export async function startBench(env: NodeJS.ProcessEnv = {}): Promise<Bench> {
  const simulator = await startSimulator();
  const provider = await startFullstoryProvider({
    env: { FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url, ...env },
    program: bundle(),
  });
  ends.push(
    () => provider.stop(),
    () => simulator.stop(),
  );
  const binary = await findTerraform();
  return {
    simulator,
    provider,
    folder: (hcl, files = {}) => {
      const dir = temporaryFolder({ "main.tf": REQUIRED + hcl, ...files });
      const env = prepareEnv(process.env, { ...provider.env });
      return { dir, terraform: new TestTerraform({ cwd: dir, env, binary }) };
    },
  };
}

const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0)) await end();
});

/** The attributes of the data sources of a plan, by address. */
export async function dataOf({ dir, terraform }: Folder): Promise<Map<string, Record<string, unknown>>> {
  const out = `${dir}/plan.out`;
  const plan = await terraform.plan({ out });
  if (plan.exitCode === 1) throw new Error(plan.text);
  const { json } = await terraform.show(out);
  return resourcesIn(json);
}

interface PlanJson {
  readonly prior_state?: {
    readonly values: {
      readonly root_module: {
        readonly resources?: readonly {
          readonly address: string;
          readonly values: Record<string, unknown>;
        }[];
      };
    };
  };
}

function resourcesIn(json: unknown): Map<string, Record<string, unknown>> {
  const resources = (json as PlanJson).prior_state?.values.root_module.resources ?? [];
  return new Map(resources.map(({ address, values }) => [address, values]));
}

/** Runs Terraform for what its class has no method for. */
export async function run(
  { dir }: Folder,
  bench: Bench,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const { path } = await findTerraform();
  const env = prepareEnv(process.env, { ...bench.provider.env, ...extra });
  return runTerraform(path, args, { cwd: dir, env });
}
