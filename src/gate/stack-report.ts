import { readdirSync } from "node:fs";
import type { Evidence } from "../../lib/evidence/index.js";
import { TerraformError, TerraformInterruptedError } from "../terraform/index.js";
import { GateError } from "./error.js";
import { extractGate } from "./extract.js";
import { type Problem, pickWorst, type StackReport } from "./gate-report.js";
import { judgeEvidence } from "./judge-evidence.js";
import { judgePlan } from "./judge-plan.js";
import { buildEvaluation, type GateRun, planGate } from "./plan.js";
import type { GateRequest } from "./request.js";
import { isPlanned, listAddresses, type StackFolder } from "./stack-folder.js";

/** A stack that cannot be decided, for its own problems and these. */
function reportUndecided(
  { stack, evidence, problems }: StackFolder,
  ...more: readonly Problem[]
): StackReport {
  return { stack, verdict: "undecided", ...evidence, problems: [...problems, ...more] };
}

/** After a failed synthesis there is nothing to plan. */
export function reportUnplanned(folder: StackFolder): StackReport {
  const { evidence } = folder;
  return reportUndecided(
    folder,
    ...(evidence === undefined ? [] : judgeEvidence(evidence.evidence).problems),
  );
}

/** The app ran, and this evidence is of an earlier run. */
export function reportNotWritten(folder: StackFolder): StackReport {
  return reportUndecided(folder, {
    kind: "bad evidence",
    headline: `the app did not write the evidence of ${folder.stack} anew`,
    details: ["hint: let the app synthesize this stack, or remove its folder from the output folder"],
  });
}

/** Plans the gate of one stack, and holds what Terraform says beside the evidence. */
export async function reportStack(folder: StackFolder, run: GateRun): Promise<StackReport> {
  const { request } = run;
  const { stack, dir, terraform, evidence: read, problems } = folder;
  const gate = extractGate(terraform ?? {}, listAddresses(folder));
  const isEmpty = gate.addresses.length + gate.gates.length === 0;
  if (read === undefined) {
    if (isEmpty) return { stack, verdict: "match", problems: [] };
    return reportUndecided(folder, {
      kind: "bad evidence",
      headline: `${stack} has a gate and no evidence`,
      details: ["hint: synthesize again; both files belong together"],
    });
  }
  const { evidence } = read;
  const judged = judgeEvidence(evidence, request);
  if (problems.length > 0 || terraform === undefined) return reportUndecided(folder, ...judged.problems);
  if (isEmpty && evidence.documents.length === 0)
    return { stack, ...read, verdict: judged.verdict, problems: judged.problems };
  const refused = request.full ? refuseInFull(folder, request, evidence) : undefined;
  if (refused !== undefined) return reportUndecided(folder, ...judged.problems, refused);
  try {
    if (gate.gates.length > 0 || evidence.documents.some(isPlanned)) {
      const { reportPlanned }: typeof import("./planned-report.js") = require("./planned-report.js");
      return await reportPlanned({ stack, dir, gate, evidence }, run);
    }
    const plan = await planGate({ dir, gate, attached: undefined }, run);
    const planned = judgePlan({ evidence, gate, plan, platform: request.platform });
    return {
      stack,
      ...read,
      verdict: pickWorst([judged.verdict, planned.verdict]),
      evaluation: buildEvaluation(run, plan, planned.counts),
      problems: listDistinct([...judged.problems, ...planned.problems]),
    };
  } catch (error) {
    if (
      error instanceof TerraformInterruptedError ||
      !(error instanceof GateError || error instanceof TerraformError)
    )
      throw error;
    return reportUndecided(folder, ...judged.problems, toPlanProblem(error));
  }
}

/** What keeps the stack as a whole from being planned. */
function refuseInFull(
  { stack, dir }: StackFolder,
  { from, keys }: GateRequest,
  evidence: Evidence,
): Problem | undefined {
  const override = findOverride(dir);
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
function findOverride(dir: string): string | undefined {
  return readdirSync(dir).find((name) =>
    /^(?:(?:.*_)?override\.(?:tf|tofu)(?:\.json)?|cdk\.tofu(?:\.json)?)$/.test(name),
  );
}

/** Whether the app itself read live settings. */
function isLive({ documents }: Evidence): boolean {
  return documents.some((each) => each.source === "live" && !isPlanned(each));
}

/** Evidence and plan may both tell of an expired waiver. */
function listDistinct(problems: readonly Problem[]): readonly Problem[] {
  const planned = problems.some(({ kind, address }) => kind === "waiver expired" && address !== undefined);
  return problems.filter(
    ({ kind, address }) => !(planned && kind === "waiver expired" && address === undefined),
  );
}

function toPlanProblem(error: GateError | TerraformError): Problem {
  const [headline = "", ...details] = error.message.split("\n");
  const hint = error instanceof GateError ? [`hint: ${error.hint}`] : [];
  return { kind: "plan failed", headline, details: [...details, ...hint] };
}
