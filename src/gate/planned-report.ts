import { createHash } from "node:crypto";
import { join } from "node:path";
import { EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { writeFileAtomically } from "../../lib/snapshot/files.js";
import { ATTACHED_NAMES, withAttachedProvider } from "./attached-provider.js";
import { completed, isPlanned, withoutPlan } from "./complete-evidence.js";
import type { ExtractedGate } from "./extract.js";
import { linkRecords, readGateRecords } from "./gate-records.js";
import type { StackReport } from "./gate-report.js";
import { hclGatesOf } from "./hcl-gates.js";
import { judgeEvidence } from "./judge-evidence.js";
import { warningsOf } from "./judge-hcl.js";
import { judgePlan } from "./judge-plan.js";
import { judgePlanned } from "./judge-planned.js";
import { type PlanSettings, planGate, programOf } from "./plan.js";
import type { GateRequest } from "./request.js";
import { worst } from "./verdict.js";

/** A stack whose settings, or some of them, Terraform reads as it plans. */
export interface PlannedWork {
  readonly stack: string;
  readonly dir: string;
  readonly gate: ExtractedGate;
  /** As the synthesis wrote it, or as an earlier plan completed it. */
  readonly evidence: Evidence;
}

/**
 * Plans the gate of a stack with the provider attached, and completes its evidence with what was read. Nothing of an
 * earlier plan stays in the file where this one fails.
 */
export function plannedReport(
  { stack, dir, gate, evidence: found }: PlannedWork,
  request: GateRequest,
  settings: PlanSettings,
): Promise<StackReport> {
  const { platform, full } = request;
  const declared = withoutPlan(found);
  write(dir, declared);
  return withAttachedProvider(request, dir, async ({ provider, records, args }) => {
    const plan = await planGate({ dir, gate, full }, settings, { provider, args });
    const gates = hclGatesOf(plan.json);
    const { instances } = gates;
    const read = {
      instances,
      ephemerals: [],
      diagnostics: plan.diagnostics,
      records: readGateRecords(records),
    };
    const linked = linkRecords(read);
    const evidence = completed(declared, linked);
    const digest = write(dir, evidence);
    const own = judgeEvidence(evidence, request);
    const atSynth = { ...declared, documents: declared.documents.filter((each) => !isPlanned(each)) };
    const judged = judgePlan(atSynth, gate, plan, platform);
    const byPlan = judgePlanned(
      declared,
      gate,
      { ...plan, gates, linked, providers: ATTACHED_NAMES },
      platform,
    );
    const problems = [...judged.problems, ...byPlan.problems];
    const sum = (key: "pass" | "fail" | "unknown"): number => judged.counts[key] + byPlan.counts[key];
    return {
      stack,
      verdict: worst([own.verdict, judged.verdict, byPlan.verdict]),
      evidence,
      digest,
      evaluation: {
        program: programOf(settings.binary),
        mode: plan.mode,
        provider: plan.provider,
        pass: sum("pass"),
        fail: sum("fail"),
        unknown: sum("unknown"),
        warnings: [...judged.counts.warnings, ...warningsOf(plan)],
      },
      // What was not read is told by what kept it from being read.
      problems: [
        ...own.problems.filter(({ kind }) => kind !== "not evaluated" || problems.length === 0),
        ...problems,
      ],
    };
  });
}

function write(dir: string, evidence: Evidence): string {
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  writeFileAtomically(join(dir, EVIDENCE_FILE), text);
  return createHash("sha256").update(text).digest("hex");
}
