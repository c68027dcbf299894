import { stat } from "node:fs/promises";
import { findTerraform, type TerraformBinary } from "./binary.js";
import { type CheckResult, checksOf } from "./checks.js";
import type { Diagnostic } from "./diagnostics.js";
import { terraformEnv } from "./environment.js";
import { TerraformFaultError } from "./errors.js";
import { withPlanFile } from "./plan-file.js";
import { tail } from "./run-terraform.js";
import { Terraform } from "./terraform.js";

/** What to plan. */
export interface PlanStackOptions {
  /** The folder of the configuration, for example `cdktf.out/stacks/web`. */
  readonly dir: string;
  /** What `startNullProvider` answered. */
  readonly provider: { readonly env: { readonly TF_REATTACH_PROVIDERS: string } };
  /** @default - what `findTerraform` finds */
  readonly binary?: TerraformBinary;
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** The verdict of a plan. */
export interface PlanResult {
  /** 0 no changes, 1 errors, 2 changes. */
  readonly exitCode: number;
  /** What a person would have seen. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Empty where Terraform left no plan behind; since 1.6 it also leaves one that failed. */
  readonly checks: readonly CheckResult[];
}

/**
 * `init` and `plan` of a folder, with the stand-in for hashicorp/null: what a test asks for a verdict. The plan is
 * made twice, once as people see it and once as JSON, because neither tells everything.
 *
 * @throws TerraformFaultError if `init` fails: an exit code of 1 always means that the plan did.
 */
export async function planStack({
  dir,
  provider,
  binary,
  env,
  signal,
}: PlanStackOptions): Promise<PlanResult> {
  const base = env ?? process.env;
  const terraform = new Terraform({
    cwd: dir,
    env: terraformEnv(base, provider.env),
    binary: binary ?? (await findTerraform(base)),
    ...(signal && { signal }),
  });
  const init = await terraform.init();
  if (init.exitCode !== 0) {
    throw new TerraformFaultError(`terraform init failed in ${dir}${tail(init.text)}`, init.text);
  }
  return withPlanFile(async (planFile) => {
    const { exitCode, text } = await terraform.plan({ out: planFile });
    const { diagnostics } = await terraform.planJson();
    const checks = (await stat(planFile)).size > 0 ? checksOf((await terraform.show(planFile)).json) : [];
    return { exitCode, text, diagnostics, checks };
  });
}
