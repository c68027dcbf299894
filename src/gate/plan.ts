import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NULL_PROVIDER } from "../../lib/terraform/index.js";
import { joinReattach, type ReattachEnvironment } from "../provider/index.js";
import {
  type CheckResult,
  pickNeeded,
  prepareEnv,
  type ReadPlan,
  readChecks,
  readPlan,
  Terraform,
  type TerraformBinary,
  withPrivateFolder,
} from "../terraform/index.js";
import type { Attachment } from "./attached-provider.js";
import { GateError } from "./error.js";
import type { ExtractedGate } from "./extract.js";
import type { Evaluation, JudgedPlan } from "./gate-report.js";
import { type GateRequest, listSecrets } from "./request.js";
import { createInitError, nameProgram, runInit } from "./terraform-run.js";

/** A gate on a CDKTF app, and what it plans with. */
export interface GateRun {
  readonly request: GateRequest;
  readonly binary: TerraformBinary;
  /** Starts the embedded provider when it is first needed. */
  readonly embedded: () => Promise<ReattachEnvironment>;
}

export interface GatePlan extends ReadPlan, Pick<Evaluation, "mode" | "provider"> {
  /** Empty where the plan failed and Terraform left no file behind, as 1.5 does. */
  readonly checks: readonly CheckResult[];
}

/** How a plan went, with what was counted in it. */
export function buildEvaluation(
  { binary }: GateRun,
  { mode, provider }: Pick<GatePlan, "mode" | "provider">,
  counts: JudgedPlan["counts"],
): Evaluation {
  return { program: nameProgram(binary), mode, provider, ...counts };
}

/** What is planned of a stack. */
export interface PlannedWork {
  readonly dir: string;
  readonly gate: ExtractedGate;
  /** The provider `fullstory`, where a stack's settings are read as it is planned. */
  readonly attached: Attachment | undefined;
}

export function planGate(work: PlannedWork, run: GateRun): Promise<GatePlan> {
  return run.request.full ? planFull(work, run) : planExtracted(work, run);
}

/** Plans the gate alone, in a private folder: no backend, no state, no credentials, no other provider. */
function planExtracted({ gate, attached }: PlannedWork, run: GateRun): Promise<GatePlan> {
  const { env, provider: choice } = run.request;
  if (gate.foreignNull !== undefined) {
    throw new GateError(
      `the stack takes its null provider from ${gate.foreignNull}, which the gate does not know`,
      "Plan the stack as a whole with --full.",
    );
  }
  return withPrivateFolder("fullstory-gate-", async (folder) => {
    await writeFile(join(folder, "cdk.tf.json"), JSON.stringify(gate.terraform), { mode: 0o600 });
    // Another workspace or data folder belongs to the stack as a whole.
    const { TF_WORKSPACE: _workspace, TF_DATA_DIR: _data, ...rest } = env;
    const provider = isAttachedOnly(gate) ? "attached" : choice === "registry" ? "registry" : "embedded";
    const variables = gate.variables
      .map((name) => `TF_VAR_${name}`)
      .filter((name) => env[name] !== undefined);
    const base = {
      ...pickNeeded(rest),
      ...Object.fromEntries(variables.map((name) => [name, env[name]])),
    };
    const terraform = await openTerraform(folder, run, {
      base,
      attached,
      isEmbedded: provider === "embedded",
    });
    if (provider === "registry") await runInit(terraform, "the private folder of the gate", OTHERWISE);
    return runPlan(terraform, attached, { mode: "extracted", provider });
  });
}

function isAttachedOnly({ addresses, gates }: ExtractedGate): boolean {
  return addresses.length === 0 && gates.length > 0;
}

interface Surroundings {
  readonly base: NodeJS.ProcessEnv;
  readonly attached: Attachment | undefined;
  /** Whether the embedded provider stands in for hashicorp/null. */
  readonly isEmbedded: boolean;
}

/** Terraform with the providers that run beside it. */
async function openTerraform(
  cwd: string,
  { request, binary, embedded }: GateRun,
  { base, attached, isEmbedded }: Surroundings,
): Promise<Terraform> {
  const running = [
    ...(isEmbedded ? [await embedded()] : []),
    ...(attached === undefined ? [] : [attached.provider.env]),
  ];
  const providers = running.length === 0 ? {} : { ...joinReattach(running) };
  const env = prepareEnv(base, providers, listSecrets(request));
  return new Terraform({ cwd, env, binary, signal: request.signal });
}

/** Plans the stack as it is, without holding the lock of its state. */
async function planFull({ dir, gate, attached }: PlannedWork, run: GateRun): Promise<GatePlan> {
  const { env: base, provider: choice, say } = run.request;
  const withEmbedded = async (): Promise<GatePlan> => {
    const terraform = await openTerraform(dir, run, { base, attached, isEmbedded: true });
    await runInit(terraform, dir, OTHERWISE);
    return runPlan(terraform, attached, { mode: "full", provider: "embedded" });
  };
  if (choice === "embedded") return withEmbedded();
  const terraform = await openTerraform(dir, run, { base, attached, isEmbedded: false });
  const init = await terraform.init();
  if (init.exitCode === 0) {
    const provider = isAttachedOnly(gate) ? "attached" : "registry";
    return runPlan(terraform, attached, { mode: "full", provider });
  }
  if (choice === "registry" || !mayStandIn(gate, init.text)) throw createInitError(init.text, dir, OTHERWISE);
  say(
    "hashicorp/null could not be installed; the embedded one stands in for it: only the gate uses it, and nothing is applied",
  );
  return withEmbedded();
}

const OTHERWISE = "plan the gate alone (without --full) with --provider embedded";

async function runPlan(
  terraform: Terraform,
  attached: Attachment | undefined,
  how: Pick<GatePlan, "mode" | "provider">,
): Promise<GatePlan> {
  const plan = await readPlan(terraform, attached?.args ?? []);
  return { ...plan, checks: readChecks(plan.json), ...how };
}

/**
 * Whether the embedded provider may stand in for one that `terraform init` could not get: only where it is the sole
 * reason of the failure, and nothing but the gate uses it. A gate applies nothing.
 */
export function mayStandIn(gate: ExtractedGate, initText: string): boolean {
  if (gate.isNullUsedElsewhere || gate.foreignNull !== undefined) return false;
  const errors = initText.split(/^[^\w\n]*Error: /m).slice(1);
  return errors.length > 0 && errors.every((error) => isAboutNull(error, gate.otherProviders));
}

function isAboutNull(error: string, others: readonly string[]): boolean {
  const text = error.replaceAll(/\s+/g, " ").replaceAll(/[│╷╵] ?/g, "");
  return (
    text.includes(NULL_PROVIDER) &&
    !others.some((source) => text.includes(source.replace(/^registry\.[\w.]+\//, "")))
  );
}
