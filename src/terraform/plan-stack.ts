import { stat } from "node:fs/promises";
import { findTerraform, type TerraformBinary } from "./binary.js";
import { type CheckResult, readChecks } from "./checks.js";
import type { JsonLines } from "./diagnostics.js";
import { prepareEnv } from "./environment.js";
import { TerraformError } from "./errors.js";
import { withPlanFile } from "./private-folder.js";
import { takeTail } from "./run-terraform.js";
import { Terraform } from "./terraform.js";

/** What to plan. */
export interface PlanStackOptions {
  /** The folder of the configuration, for example `cdktf.out/stacks/web`. */
  readonly dir: string;
  /** A provider that is attached. */
  readonly provider: { readonly env: { readonly TF_REATTACH_PROVIDERS: string } };
  /** @default - what `findTerraform` finds */
  readonly binary?: TerraformBinary;
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** A plan for a program to judge. */
export interface ReadPlan extends JsonLines {
  /** 0 no changes, 1 errors, 2 changes. */
  readonly exitCode: number;
  /** As `terraform show -json` tells it; `undefined` where Terraform left none. Since 1.6 it leaves one that failed. */
  readonly json: unknown;
}

/** Plans without holding the lock of the state. */
export function readPlan(terraform: Terraform, args: readonly string[]): Promise<ReadPlan> {
  return withPlanFile(async (planFile) => {
    const { exitCode, diagnostics, opened } = await terraform.planJson({ out: planFile, lock: false, args });
    return { exitCode, diagnostics, opened, json: await planIn(planFile, terraform) };
  });
}

async function planIn(planFile: string, terraform: Terraform): Promise<unknown> {
  return (await stat(planFile)).size === 0 ? undefined : (await terraform.show(planFile)).json;
}

/** The verdict of a plan. */
export interface PlanResult extends Omit<ReadPlan, "opened"> {
  /** What a person would have seen. */
  readonly text: string;
  /** Empty where Terraform left no plan behind. */
  readonly checks: readonly CheckResult[];
}

/**
 * `init` and `plan` of a folder with a provider attached: what a test asks for a verdict. The plan is made twice, once
 * as people see it and once as JSON, because neither tells everything. The lock of the state is not held.
 *
 * @throws TerraformError if `init` fails: an exit code of 1 always means that the plan did.
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
    env: prepareEnv(base, provider.env),
    binary: binary ?? (await findTerraform(base)),
    ...(signal && { signal }),
  });
  const init = await terraform.init();
  if (init.exitCode !== 0) {
    throw new TerraformError(`terraform init failed in ${dir}${takeTail(init.text)}`);
  }
  return withPlanFile(async (planFile) => {
    const { exitCode, text } = await terraform.plan({ out: planFile, lock: false });
    const { diagnostics } = await terraform.planJson({ lock: false });
    const json = await planIn(planFile, terraform);
    return { exitCode, text, diagnostics, json, checks: readChecks(json) };
  });
}
