import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  checksOf,
  neededByTerraform,
  Terraform,
  type TerraformBinary,
  type TerraformEnv,
  terraformEnv,
  withPlanFile,
} from "../terraform/index.js";
import { GateError } from "./error.js";
import type { ExtractedGate } from "./extract.js";
import type { Evaluation } from "./gate-report.js";
import type { PlanOutcome } from "./plan-diagnostics.js";
import { withPrivateFolder } from "./private-folder.js";
import { mayStandIn, type ProviderChoice } from "./provider-choice.js";

/** How gates are planned. */
export interface PlanSettings {
  readonly binary: TerraformBinary;
  readonly choice: ProviderChoice;
  /** Starts the embedded provider when it is first needed. */
  readonly embedded: () => Promise<Readonly<Record<string, string>>>;
  readonly env: NodeJS.ProcessEnv;
  /** Variables that no child may see. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Tells a person something that they should not miss. */
  readonly say: (line: string) => void;
}

export interface GatePlan extends PlanOutcome, Pick<Evaluation, "mode" | "provider"> {}

/** Plans the gate alone, in a private folder: no backend, no state, no credentials, no other provider. */
export function planExtracted(gate: ExtractedGate, settings: PlanSettings): Promise<GatePlan> {
  const { binary, choice, env, secrets, signal } = settings;
  if (gate.foreignNull !== undefined) {
    throw new GateError(
      `the stack takes its null provider from ${gate.foreignNull}, which the gate does not know`,
      "Plan the stack as a whole with --full.",
    );
  }
  return withPrivateFolder(async (folder) => {
    await writeFile(join(folder, "cdk.tf.json"), JSON.stringify(gate.terraform), { mode: 0o600 });
    // Another workspace or data folder belongs to the stack as a whole.
    const { TF_WORKSPACE: _workspace, TF_DATA_DIR: _data, ...rest } = env;
    const attached = choice === "registry" ? {} : await settings.embedded();
    const childEnv = terraformEnv(neededByTerraform(rest), attached, secrets);
    const terraform = new Terraform({ cwd: folder, env: childEnv, binary, signal });
    if (choice === "registry") {
      const init = await terraform.init();
      if (init.exitCode !== 0) throw initFailed(init.text, "the private folder of the gate");
    }
    const provider = choice === "registry" ? "registry" : "embedded";
    return { ...(await planned(terraform)), mode: "extracted", provider };
  });
}

/** Plans the stack as it is, without holding the lock of its state. */
export async function planFull(dir: string, gate: ExtractedGate, settings: PlanSettings): Promise<GatePlan> {
  const { binary, choice, env, secrets, signal, say } = settings;
  const inFolder = (childEnv: TerraformEnv) => new Terraform({ cwd: dir, env: childEnv, binary, signal });
  const withEmbedded = async (): Promise<GatePlan> => {
    const terraform = inFolder(terraformEnv(env, await settings.embedded(), secrets));
    const init = await terraform.init();
    if (init.exitCode !== 0) throw initFailed(init.text, dir);
    return { ...(await planned(terraform)), mode: "full", provider: "embedded" };
  };
  if (choice === "embedded") return withEmbedded();
  const terraform = inFolder(terraformEnv(env, {}, secrets));
  const init = await terraform.init();
  if (init.exitCode === 0) return { ...(await planned(terraform)), mode: "full", provider: "registry" };
  if (choice === "registry" || !mayStandIn(gate, init.text)) throw initFailed(init.text, dir);
  say(
    "hashicorp/null could not be installed; the embedded one stands in for it: only the gate uses it, and nothing is applied",
  );
  return withEmbedded();
}

async function planned(terraform: Terraform): Promise<PlanOutcome> {
  return withPlanFile(async (planFile) => {
    const { exitCode, diagnostics } = await terraform.planJson({ out: planFile, lock: false });
    if ((await stat(planFile)).size === 0) return { exitCode, diagnostics, checks: [] };
    const { json } = await terraform.show(planFile);
    return { exitCode, diagnostics, checks: checksOf(json) };
  });
}

function initFailed(text: string, where: string): GateError {
  const lines = text.trim().split("\n");
  const from = lines.findIndex((line) => line.includes("Error: "));
  const told = lines.slice(Math.max(0, from)).slice(0, 40).join("\n");
  return new GateError(
    `terraform init failed in ${where}\n${told}`,
    "Mend what Terraform says, or plan the gate alone (without --full) with --provider embedded.",
  );
}
