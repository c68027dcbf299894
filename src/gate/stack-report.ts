import { readdirSync } from "node:fs";
import type { Evidence } from "../../lib/evidence/index.js";
import { type TerraformBinary, TerraformError, TerraformInterruptedError } from "../terraform/index.js";
import { GateError } from "./error.js";
import { extractGate } from "./extract.js";
import type { Evaluation, Problem, StackReport } from "./gate-report.js";
import { judgeEvidence } from "./judge-evidence.js";
import { judgePlan } from "./judge-plan.js";
import { type GatePlan, type PlanSettings, planExtracted, planFull } from "./plan.js";
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
  const { stack, dir, terraform, evidence, problems } = folder;
  const stop = (...more: Problem[]): StackReport => ({
    stack,
    verdict: "undecided",
    ...evidence,
    problems: [...problems, ...more],
  });
  const extracted = extractGate(
    terraform ?? {},
    evidence?.evidence.documents.map(({ address }) => address) ?? [],
  );
  if (evidence === undefined) {
    if (extracted.addresses.length === 0) return { stack, verdict: "match", problems: [] };
    return stop({
      kind: "bad evidence",
      headline: `${stack} has a gate and no evidence`,
      details: ["hint: synthesize again; both files belong together"],
    });
  }
  const judged = judgeEvidence(evidence.evidence, request);
  if (problems.length > 0 || terraform === undefined) return stop(...judged.problems);
  if (extracted.addresses.length === 0 && evidence.evidence.documents.length === 0)
    return { stack, ...evidence, verdict: judged.verdict, problems: judged.problems };
  const override = request.full ? overrideIn(dir) : undefined;
  if (override !== undefined)
    return stop(...judged.problems, {
      kind: "plan failed",
      headline: `the file ${override} in the folder of ${stack} would change the gate in a plan of the whole stack`,
      details: ["hint: move it away, or plan the gate alone (without --full)"],
    });
  if (request.full && request.from === undefined && !request.keys.wasTold && isLive(evidence.evidence))
    return stop(...judged.problems, {
      kind: "plan failed",
      headline: "the app did not say which keys it uses, so Terraform might be given one",
      details: [
        "hint: update cdktf-fullstory in the app, or plan the gate alone (without --full), where Terraform gets no variable that it does not need",
      ],
    });
  let plan: GatePlan;
  try {
    plan = request.full ? await planFull(dir, extracted, settings) : await planExtracted(extracted, settings);
  } catch (error) {
    if (
      error instanceof TerraformInterruptedError ||
      !(error instanceof GateError || error instanceof TerraformError)
    )
      throw error;
    return stop(...judged.problems, planFault(error));
  }
  const { counts, ...planned } = judgePlan(evidence.evidence, extracted, plan, request.platform);
  const evaluation: Evaluation = {
    program: programOf(settings.binary),
    mode: plan.mode,
    provider: plan.provider,
    ...counts,
  };
  return {
    stack,
    verdict: worst([judged.verdict, planned.verdict]),
    ...evidence,
    evaluation,
    problems: distinct([...judged.problems, ...planned.problems]),
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

function isLive({ documents }: Evidence): boolean {
  return documents.some(({ source }) => source === "live");
}

/** Evidence and plan may both tell of an expired waiver. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const planned = problems.some(({ kind, address }) => kind === "waiver expired" && address !== undefined);
  return problems.filter(
    ({ kind, address }) => !(planned && kind === "waiver expired" && address === undefined),
  );
}

function programOf({ flavour, version }: TerraformBinary): string {
  return `${flavour === "opentofu" ? "OpenTofu" : "Terraform"} ${version}`;
}

function planFault(error: GateError | TerraformError): Problem {
  const [headline = "", ...details] = error.message.split("\n");
  const hint = error instanceof GateError ? [`hint: ${error.hint}`] : [];
  return { kind: "plan failed", headline, details: [...details, ...hint] };
}
