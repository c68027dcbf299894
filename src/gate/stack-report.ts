import { readdirSync } from "node:fs";
import type { Evidence, EvidenceDocument } from "../../lib/evidence/index.js";
import { TerraformError, TerraformInterruptedError } from "../terraform/index.js";
import { GateError } from "./error.js";
import { type ExtractedGate, extractGate } from "./extract.js";
import type { Evaluation, Problem, StackReport } from "./gate-report.js";
import { judgeEvidence } from "./judge-evidence.js";
import { judgePlan } from "./judge-plan.js";
import { type GatePlan, type PlanSettings, planGate, programOf } from "./plan.js";
import type { GateRequest } from "./request.js";
import type { StackFolder } from "./stack-folder.js";
import { worst } from "./verdict.js";

/** After a failed synthesis there is nothing to plan. */
export function unplannedReport(folder: StackFolder): StackReport {
  const { stack, evidence, problems } = folder;
  if (evidence === undefined) return { stack, verdict: "undecided", problems };
  const judged = judgeEvidence(evidence.evidence);
  return { stack, verdict: "undecided", ...evidence, problems: [...problems, ...judged.problems] };
}

/** The app ran, and this evidence is of an earlier run. */
export function notWrittenAnew({ stack, evidence, problems }: StackFolder): StackReport {
  const problem: Problem = {
    kind: "bad evidence",
    headline: `the app did not write the evidence of ${stack} anew`,
    details: ["hint: let the app synthesize this stack, or remove its folder from the output folder"],
  };
  return { stack, verdict: "undecided", ...evidence, problems: [...problems, problem] };
}

/** Plans the gate of one stack, and holds what Terraform says beside the evidence. */
export async function stackReport(
  folder: StackFolder,
  request: GateRequest,
  settings: PlanSettings,
): Promise<StackReport> {
  const { stack, dir, terraform, evidence: read, problems } = folder;
  const stop = (...more: Problem[]): StackReport => ({
    stack,
    verdict: "undecided",
    ...read,
    problems: [...problems, ...more],
  });
  const recorded = read?.evidence.documents.map(({ address }) => address) ?? [];
  const gate = extractGate(terraform ?? {}, recorded);
  const isEmpty = gate.addresses.length + gate.gates.length === 0;
  if (read === undefined) {
    if (isEmpty) return { stack, verdict: "match", problems: [] };
    return stop({
      kind: "bad evidence",
      headline: `${stack} has a gate and no evidence`,
      details: ["hint: synthesize again; both files belong together"],
    });
  }
  const { evidence } = read;
  const judged = judgeEvidence(evidence, request);
  if (problems.length > 0 || terraform === undefined) return stop(...judged.problems);
  if (isEmpty && evidence.documents.length === 0)
    return { stack, ...read, verdict: judged.verdict, problems: judged.problems };
  const refused = request.full ? refusedInFull(folder, request, evidence) : undefined;
  if (refused !== undefined) return stop(...judged.problems, refused);
  try {
    if (gate.gates.length > 0 || evidence.documents.some(isReadByPlan)) {
      const { plannedReport }: typeof import("./planned-report.js") = require("./planned-report.js");
      return await plannedReport({ stack, dir, gate, evidence }, request, settings);
    }
    const plan = await planGate({ dir, gate, full: request.full }, settings, undefined);
    return { stack, ...read, ...judgedReport({ evidence, gate, plan }, request, settings) };
  } catch (error) {
    if (
      error instanceof TerraformInterruptedError ||
      !(error instanceof GateError || error instanceof TerraformError)
    )
      throw error;
    return stop(...judged.problems, planFault(error));
  }
}

/** Evidence, and what Terraform said of the data sources that the app read. */
interface JudgedWork {
  readonly evidence: Evidence;
  readonly gate: ExtractedGate;
  readonly plan: GatePlan;
}

function judgedReport(
  { evidence, gate, plan }: JudgedWork,
  request: GateRequest,
  { binary }: PlanSettings,
): Pick<StackReport, "verdict" | "problems"> & { readonly evaluation: Evaluation } {
  const judged = judgeEvidence(evidence, request);
  const { counts, ...planned } = judgePlan(evidence, gate, plan, request.platform);
  return {
    verdict: worst([judged.verdict, planned.verdict]),
    evaluation: { program: programOf(binary), mode: plan.mode, provider: plan.provider, ...counts },
    problems: distinct([...judged.problems, ...planned.problems]),
  };
}

function isReadByPlan({ readAt }: EvidenceDocument): boolean {
  return readAt === "plan";
}

/** What keeps the stack as a whole from being planned. */
function refusedInFull(
  { stack, dir }: StackFolder,
  { from, keys }: GateRequest,
  evidence: Evidence,
): Problem | undefined {
  const override = overrideIn(dir);
  if (override !== undefined)
    return {
      kind: "plan failed",
      headline: `the file ${override} in the folder of ${stack} would change the gate in a plan of the whole stack`,
      details: ["hint: move it away, or plan the gate alone (without --full)"],
    };
  if (from !== undefined || keys.wasTold || !isLive(evidence)) return undefined;
  return {
    kind: "plan failed",
    headline: "the app did not say which keys it uses, so Terraform might be given one",
    details: [
      "hint: update cdktf-fullstory in the app, or plan the gate alone (without --full), where Terraform gets no variable that it does not need",
    ],
  };
}

/**
 * A file that Terraform or OpenTofu reads over `cdk.tf.json`, or in its place: what is in it wins, so a plan of it says
 * nothing about the gate that was synthesized.
 */
function overrideIn(dir: string): string | undefined {
  return readdirSync(dir).find((name) =>
    /^(?:(?:.*_)?override\.(?:tf|tofu)(?:\.json)?|cdk\.tofu(?:\.json)?)$/.test(name),
  );
}

/** Whether the app itself read live settings. */
function isLive({ documents }: Evidence): boolean {
  return documents.some((each) => each.source === "live" && !isReadByPlan(each));
}

/** Evidence and plan may both tell of an expired waiver. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const planned = problems.some(({ kind, address }) => kind === "waiver expired" && address !== undefined);
  return problems.filter(
    ({ kind, address }) => !(planned && kind === "waiver expired" && address === undefined),
  );
}

function planFault(error: GateError | TerraformError): Problem {
  const [headline = "", ...details] = error.message.split("\n");
  const hint = error instanceof GateError ? [`hint: ${error.hint}`] : [];
  return { kind: "plan failed", headline, details: [...details, ...hint] };
}
