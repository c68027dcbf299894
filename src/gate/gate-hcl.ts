import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { writeFileAtomically } from "../../lib/snapshot/files.js";
import { GATE_TYPE } from "../provider/index.js";
import {
  askVersion,
  locateTerraform,
  neededByTerraform,
  openedEphemerals,
  Terraform,
  type TerraformBinary,
  TerraformError,
  TerraformInterruptedError,
  terraformEnv,
  withPlanFile,
} from "../terraform/index.js";
import { ATTACHED_NAMES, type Attachment, withAttachedProvider } from "./attached-provider.js";
import type { ReadBaseline } from "./baseline.js";
import { conclude } from "./conclude.js";
import { GateError } from "./error.js";
import { linkRecords, type ReadGates, readGateRecords } from "./gate-records.js";
import type { GateReport, StackReport } from "./gate-report.js";
import { type HclReading, hclEvidence } from "./hcl-evidence.js";
import { hclFolder } from "./hcl-folder.js";
import { type HclGates, hclGatesOf } from "./hcl-gates.js";
import { HclPlaces } from "./hcl-places.js";
import { judgeEvidence } from "./judge-evidence.js";
import { type HclJudgement, judgeHcl } from "./judge-hcl.js";
import { programOf } from "./plan.js";
import type { GateRequest } from "./request.js";
import { secretsIn } from "./secrets-in.js";
import { asTree } from "./terraform-json.js";
import { worst } from "./verdict.js";

/** What `gate DIR` was asked to do. */
export interface HclRequest
  extends Pick<
    GateRequest,
    | "directory"
    | "env"
    | "signal"
    | "now"
    | "apiKeyEnv"
    | "baseUrl"
    | "keys"
    | "progress"
    | "requireLive"
    | "baselines"
    | "noWeaken"
  > {
  /** The folder of HCL; a relative path begins at `directory`. */
  readonly folder: string;
}

/**
 * Plans a folder of plain HCL with the provider attached, says what its gates found, and writes that into the folder
 * as evidence. Nothing is applied.
 */
export async function gateHcl(request: HclRequest): Promise<GateReport> {
  const { env, now, noWeaken } = request;
  const dir = hclFolder(request.directory, request.folder);
  const secrets = secretsIn(request);
  const base = terraformEnv(env, {}, secrets);
  const binary = await orGateError(async () => askVersion(await locateTerraform(base), base));
  // Read before anything is written: it may be the very file.
  const earlier = await earlierOf(request, dir);
  // No earlier evidence outlives a gate that fails.
  const file = join(dir, EVIDENCE_FILE);
  rmSync(file, { force: true });
  request.progress("starting the provider");
  const stack = await withAttachedProvider(request, dir, (attachment) =>
    orGateError(() => planFolder({ request, dir, binary, secrets, attachment })),
  );
  const text = `${JSON.stringify(stack.evidence, null, 2)}\n`;
  writeFileAtomically(file, text);
  const digest = createHash("sha256").update(text).digest("hex");
  return conclude({
    command: "gate",
    now,
    stacks: [{ ...stack, digest }],
    problems: [],
    ...(earlier.length === 0
      ? {}
      : {
          baseline: {
            names: earlier.map(({ name }) => name),
            earlier: earlier.flatMap(({ evidence }) => evidence),
            forbidden: noWeaken,
          },
        }),
  });
}

async function earlierOf(
  { baselines, directory, env, signal, ...request }: HclRequest,
  dir: string,
): Promise<readonly ReadBaseline[]> {
  if (baselines.length === 0) return [];
  const { readBaselines }: typeof import("./baseline.js") = require("./baseline.js");
  return readBaselines(baselines, {
    directory,
    output: dir,
    isFlat: true,
    env: neededByTerraform(env),
    secrets: secretsIn({ ...request, env }),
    signal,
  });
}

interface FolderPlan {
  readonly request: HclRequest;
  readonly dir: string;
  readonly binary: TerraformBinary;
  readonly secrets: readonly string[];
  readonly attachment: Attachment;
}

async function planFolder({ request, dir, binary, secrets, attachment }: FolderPlan): Promise<StackReport> {
  const { env, signal, progress, folder } = request;
  const { provider, records, args } = attachment;
  const childEnv = terraformEnv(env, provider.env, secrets);
  const terraform = new Terraform({ cwd: dir, env: childEnv, binary, signal });
  if (!existsSync(dataDirOf(dir, env))) {
    progress("terraform init");
    const init = await terraform.init();
    if (init.exitCode !== 0) throw initFailed(init.text, folder);
  }
  progress("terraform plan");
  return withPlanFile(async (planFile) => {
    const { exitCode, diagnostics, stdout } = await terraform.planJson({ out: planFile, lock: false, args });
    const isWritten = (await stat(planFile)).size > 0;
    const json = isWritten ? (await terraform.show(planFile)).json : undefined;
    const gates = json === undefined ? undefined : hclGatesOf(json);
    const read: ReadGates = {
      instances: gates?.instances ?? [],
      ephemerals: openedEphemerals(stdout, GATE_TYPE),
      diagnostics,
      records: readGateRecords(records),
    };
    const judged = judgeHcl({
      ...read,
      exitCode,
      gates,
      isComplete: asTree(json)["complete"] !== false,
      providers: ATTACHED_NAMES,
      read: linkRecords(read),
    });
    return reportOf(request, dir, {
      ...judged,
      program: programOf(binary),
      linked: linkRecords(read),
      gates,
    });
  });
}

type Found = HclJudgement & {
  readonly program: string;
  readonly linked: ReadonlyMap<string, Evidence>;
  readonly gates: HclGates | undefined;
};

/** What the plan says, beside what was read. Evidence is never greener than the verdict. */
function reportOf(
  { now, env, directory, requireLive, keys }: HclRequest,
  dir: string,
  { verdict: planned, problems, counts, program, linked, gates }: Found,
): StackReport {
  const places = new HclPlaces({ dir, dataDir: dataDirOf(dir, env), shownFrom: directory });
  const reading: HclReading = {
    stack: basename(dir),
    at: now,
    linked,
    providers: gates?.blocks ?? new Map(),
    reporting: new Set(gates?.instances.filter((each) => each.reportsOnly).map(({ address }) => address)),
    placeOf: (block, argument) => places.placeOf(block, argument),
  };
  const whole = hclEvidence(reading, undefined);
  const judged = judgeEvidence(whole, { requireLive });
  const isDoubtful = planned === "undecided" && judgeEvidence(whole).verdict !== "undecided";
  const said = problems.map(({ kind, headline }) => `${kind}: ${headline}`).slice(0, 10);
  const error = {
    code: "plan_failed",
    message: keys.censor(["the plan of the folder could not be judged", ...said].join("\n")),
    hint: "Mend what the gate says, and run it again.",
  };
  return {
    stack: reading.stack,
    verdict: worst([planned, judged.verdict]),
    evidence: isDoubtful ? hclEvidence(reading, error) : whole,
    evaluation: { program, mode: "full", provider: "attached", ...counts },
    problems: [...problems, ...judged.problems],
  };
}

function dataDirOf(dir: string, env: NodeJS.ProcessEnv): string {
  return resolve(dir, env["TF_DATA_DIR"] || ".terraform");
}

function initFailed(text: string, where: string): GateError {
  const lines = text.trim().split("\n");
  const from = lines.findIndex((line) => line.includes("Error: "));
  const told = lines.slice(Math.max(0, from)).slice(0, 40).join("\n");
  return new GateError(
    `terraform init failed in ${where}\n${told}`,
    "Mend what Terraform says, or run terraform init yourself.",
  );
}

async function orGateError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TerraformError) || error instanceof TerraformInterruptedError) throw error;
    throw new GateError(error.message, "The gate counts a pass only when Terraform says so.", {
      cause: error,
    });
  }
}
