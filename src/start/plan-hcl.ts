import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FullstoryProviderHandle } from "../provider/index.js";
import {
  type Diagnostic,
  findTerraform,
  Terraform,
  TerraformFaultError,
  terraformEnv,
  withPlanFile,
} from "../terraform/index.js";

export interface HclPlanRequest {
  readonly dir: string;
  readonly provider: Pick<FullstoryProviderHandle, "env">;
  readonly signal: AbortSignal;
}

export interface HclPlan {
  /** 0 no changes, 1 errors, 2 changes. */
  readonly exitCode: number;
  /** What a person would have seen. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The plan as `terraform show -json` tells it; `undefined` where the plan failed. */
  readonly json: unknown;
}

/** Gives `use` a copy of a configuration, so that Terraform writes nothing beside the original. */
export async function withCopyOf<T>(configuration: string, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "fullstory-start-"));
  try {
    await cp(configuration, dir, { recursive: true });
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * `init` and `plan` of a folder of HCL with the provider attached: the key stays in the provider's environment.
 *
 * @throws TerraformFaultError if `init` fails: an exit code of 1 always means that the plan did.
 */
export async function planHcl({ dir, provider, signal }: HclPlanRequest): Promise<HclPlan> {
  const env = terraformEnv(process.env, { ...provider.env });
  const terraform = new Terraform({ cwd: dir, env, binary: await findTerraform(), signal });
  const init = await terraform.init();
  if (init.exitCode !== 0)
    throw new TerraformFaultError(`terraform init failed:\n${init.text.trim()}`, init.text);
  return withPlanFile(async (planFile) => {
    const { exitCode, text } = await terraform.plan({ out: planFile });
    if (exitCode !== 1)
      return { exitCode, text, diagnostics: [], json: (await terraform.show(planFile)).json };
    const { diagnostics } = await terraform.planJson();
    return { exitCode, text, diagnostics, json: undefined };
  });
}
