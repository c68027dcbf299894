import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { EVIDENCE_FILE } from "../../lib/evidence/index.js";
import {
  findTerraform,
  prepareEnv,
  type ReadPlan,
  readPlan,
  Terraform,
  type TerraformBinary,
} from "../terraform/index.js";
import { type Attachment, withAttachedProvider } from "./attached-provider.js";
import { readBaselines } from "./baseline.js";
import { conclude } from "./conclude.js";
import { GateError } from "./error.js";
import { type GateReading, readGates } from "./gate-records.js";
import { type GateReport, pickWorst, type StackReport } from "./gate-report.js";
import { buildHclEvidence } from "./hcl-evidence.js";
import { findPlaces } from "./hcl-places.js";
import { judgeEvidence } from "./judge-evidence.js";
import { judgeHcl } from "./judge-hcl.js";
import { type HclRequest, listSecrets } from "./request.js";
import { writeEvidence } from "./stack-folder.js";
import { nameProgram, runInit, toGateError } from "./terraform-run.js";

/**
 * Plans a folder of plain HCL with the provider attached, says what its gates found, and writes that into the folder
 * as evidence. Nothing is applied.
 */
export async function runHclGate(request: HclRequest): Promise<GateReport> {
  const { env, now, noWeaken } = request;
  const dir = resolveHclFolder(request);
  const base = prepareEnv(env, {}, listSecrets(request));
  const binary = await toGateError(findTerraform(base));
  // Read before anything is written: it may be the very file.
  const earlier = await readBaselines(request, { output: dir, isFlat: true });
  // No earlier evidence outlives a gate that fails.
  rmSync(join(dir, EVIDENCE_FILE), { force: true });
  request.progress("starting the provider");
  const stack = await withAttachedProvider(request, dir, (attachment) =>
    toGateError(planFolder({ request, dir, binary, attachment })),
  );
  return conclude({ command: "gate", now, stacks: [stack], problems: [], earlier, noWeaken });
}

interface HclRun {
  readonly request: HclRequest;
  readonly dir: string;
  readonly binary: TerraformBinary;
  readonly attachment: Attachment;
}

async function planFolder(run: HclRun): Promise<StackReport> {
  const { request, dir, binary, attachment } = run;
  const { env, signal, progress, folder } = request;
  const childEnv = prepareEnv(env, attachment.provider.env, listSecrets(request));
  const terraform = new Terraform({ cwd: dir, env: childEnv, binary, signal });
  if (!existsSync(resolveDataDir(dir, env))) {
    progress("terraform init");
    await runInit(terraform, folder, "run terraform init yourself");
  }
  progress("terraform plan");
  const plan = await readPlan(terraform, attachment.args);
  return reportFolder(run, plan, readGates(plan, attachment.records));
}

/** What the plan says, beside what was read. Evidence is never greener than the verdict. */
function reportFolder({ request, dir, binary }: HclRun, plan: ReadPlan, reading: GateReading): StackReport {
  const { now, env, directory, requireLive, keys } = request;
  const { verdict: planned, problems, counts } = judgeHcl(plan, reading);
  const placeOf = findPlaces({ dir, dataDir: resolveDataDir(dir, env), shownFrom: directory });
  const stack = basename(dir);
  const read = { ...reading, stack, at: now, placeOf };
  const whole = buildHclEvidence(read, undefined);
  const judged = judgeEvidence(whole, { requireLive });
  const isDoubtful = planned === "undecided" && judgeEvidence(whole).verdict !== "undecided";
  const said = problems.map(({ kind, headline }) => `${kind}: ${headline}`).slice(0, 10);
  const error = {
    code: "plan_failed",
    message: keys.censor(["the plan of the folder could not be judged", ...said].join("\n")),
    hint: "Mend what the gate says, and run it again.",
  };
  const evidence = isDoubtful ? buildHclEvidence(read, error) : whole;
  return {
    stack,
    verdict: pickWorst([planned, judged.verdict]),
    evidence,
    digest: writeEvidence(dir, evidence),
    evaluation: { program: nameProgram(binary), mode: "full", provider: "attached", ...counts },
    problems: [...problems, ...judged.problems],
  };
}

function resolveDataDir(dir: string, env: NodeJS.ProcessEnv): string {
  return resolve(dir, env["TF_DATA_DIR"] || ".terraform");
}

/** The folder of HCL by its path. @throws GateError where it is none */
function resolveHclFolder({ directory, folder }: HclRequest): string {
  const dir = resolve(directory, folder);
  const shown = JSON.stringify(folder.slice(0, 200));
  const names = listNames(dir);
  if (names === undefined)
    throw new GateError(
      `there is no folder ${shown}`,
      "Name a folder of Terraform files, or put the app command behind --.",
    );
  if (names.includes("cdktf.json")) {
    const where = relative(directory, dir);
    throw new GateError(
      `${shown} is a CDKTF app: it holds cdktf.json`,
      where === "" ? "Run gate without the folder." : "Run gate inside of it, without naming a folder.",
    );
  }
  if (names.includes("cdk.tf.json"))
    throw new GateError(
      `${shown} is a stack that a CDKTF app wrote: it holds cdk.tf.json`,
      "Name the output folder of the app with --from.",
    );
  // Only OpenTofu reads *.tofu, from 1.8 on; Terraform then says itself that there is no configuration.
  if (!names.some((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name)))
    throw new GateError(`${shown} holds no Terraform file (*.tf)`, "Name the folder of a configuration.");
  return dir;
}

function listNames(dir: string): readonly string[] | undefined {
  try {
    return readdirSync(join(dir, "."));
  } catch {
    return undefined;
  }
}
