import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { joinReattach, type ReattachEnvironment } from "../provider/index.js";
import {
  checksOf,
  neededByTerraform,
  Terraform,
  type TerraformBinary,
  terraformEnv,
  withPlanFile,
} from "../terraform/index.js";
import type { Attachment } from "./attached-provider.js";
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
  readonly embedded: () => Promise<ReattachEnvironment>;
  readonly env: NodeJS.ProcessEnv;
  /** Variables that no child may see. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Tells a person something that they should not miss. */
  readonly say: (line: string) => void;
}

export interface GatePlan extends PlanOutcome, Pick<Evaluation, "mode" | "provider"> {
  /** The plan as JSON; `undefined` where Terraform left none. */
  readonly json: unknown;
}

/** The provider `fullstory`, where a stack's settings are read as it is planned. */
export type Attached = Pick<Attachment, "provider" | "args"> | undefined;

/** What is planned of a stack. */
export interface PlannedStack {
  readonly dir: string;
  readonly gate: ExtractedGate;
  /** The stack as it is, in place of its gate alone. */
  readonly full: boolean;
}

export function planGate(stack: PlannedStack, settings: PlanSettings, attached: Attached): Promise<GatePlan> {
  return stack.full ? planFull(stack, settings, attached) : planExtracted(stack.gate, settings, attached);
}

/** `Terraform 1.11.4`. */
export function programOf({ flavour, version }: TerraformBinary): string {
  return `${flavour === "opentofu" ? "OpenTofu" : "Terraform"} ${version}`;
}

/** Plans the gate alone, in a private folder: no backend, no state, no credentials, no other provider. */
function planExtracted(gate: ExtractedGate, settings: PlanSettings, attached: Attached): Promise<GatePlan> {
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
    const provider = isAttachedOnly(gate) ? "attached" : choice === "registry" ? "registry" : "embedded";
    const providers = await reattached(settings, attached, provider === "embedded");
    const variables = gate.variables
      .map((name) => `TF_VAR_${name}`)
      .filter((name) => env[name] !== undefined);
    const base = {
      ...neededByTerraform(rest),
      ...Object.fromEntries(variables.map((name) => [name, env[name]])),
    };
    const childEnv = terraformEnv(base, providers, secrets);
    const terraform = new Terraform({ cwd: folder, env: childEnv, binary, signal });
    if (provider === "registry") {
      const init = await terraform.init();
      if (init.exitCode !== 0) throw initFailed(init.text, "the private folder of the gate");
    }
    return { ...(await planned(terraform, attached)), mode: "extracted", provider };
  });
}

function isAttachedOnly({ addresses, gates }: ExtractedGate): boolean {
  return addresses.length === 0 && gates.length > 0;
}

/** What Terraform needs in its environment to use the providers that run beside it. */
async function reattached(
  { embedded }: PlanSettings,
  attached: Attached,
  withNull: boolean,
): Promise<Readonly<Record<string, string>>> {
  const running = [
    ...(withNull ? [await embedded()] : []),
    ...(attached === undefined ? [] : [attached.provider.env]),
  ];
  return running.length === 0 ? {} : { ...joinReattach(running) };
}

/** Plans the stack as it is, without holding the lock of its state. */
async function planFull(
  { dir, gate }: PlannedStack,
  settings: PlanSettings,
  attached: Attached,
): Promise<GatePlan> {
  const { binary, choice, env, secrets, signal, say } = settings;
  const inFolder = async (withNull: boolean) => {
    const childEnv = terraformEnv(env, await reattached(settings, attached, withNull), secrets);
    return new Terraform({ cwd: dir, env: childEnv, binary, signal });
  };
  const withEmbedded = async (): Promise<GatePlan> => {
    const terraform = await inFolder(true);
    const init = await terraform.init();
    if (init.exitCode !== 0) throw initFailed(init.text, dir);
    return { ...(await planned(terraform, attached)), mode: "full", provider: "embedded" };
  };
  if (choice === "embedded") return withEmbedded();
  const terraform = await inFolder(false);
  const init = await terraform.init();
  if (init.exitCode === 0) {
    const provider = isAttachedOnly(gate) ? "attached" : "registry";
    return { ...(await planned(terraform, attached)), mode: "full", provider };
  }
  if (choice === "registry" || !mayStandIn(gate, init.text)) throw initFailed(init.text, dir);
  say(
    "hashicorp/null could not be installed; the embedded one stands in for it: only the gate uses it, and nothing is applied",
  );
  return withEmbedded();
}

async function planned(
  terraform: Terraform,
  attached: Attached,
): Promise<PlanOutcome & Pick<GatePlan, "json">> {
  return withPlanFile(async (planFile) => {
    const args = attached?.args ?? [];
    const { exitCode, diagnostics } = await terraform.planJson({ out: planFile, lock: false, args });
    const json = (await stat(planFile)).size === 0 ? undefined : (await terraform.show(planFile)).json;
    return { exitCode, diagnostics, checks: json === undefined ? [] : checksOf(json), json };
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
