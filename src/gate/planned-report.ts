import type { Evidence } from "../../lib/evidence/index.js";
import { withAttachedProvider } from "./attached-provider.js";
import { completeFromPlan, withoutPlan } from "./complete-evidence.js";
import type { ExtractedGate } from "./extract.js";
import { readGates } from "./gate-records.js";
import { pickWorst, type StackReport } from "./gate-report.js";
import { judgeEvidence } from "./judge-evidence.js";
import { judgePlan } from "./judge-plan.js";
import { judgePlanned } from "./judge-planned.js";
import { buildEvaluation, type GateRun, planGate } from "./plan.js";
import { isPlanned, writeEvidence } from "./stack-folder.js";

/** A stack whose settings, or some of them, Terraform reads as it plans. */
interface PlannedStack {
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
export function reportPlanned(
  { stack, dir, gate, evidence: found }: PlannedStack,
  run: GateRun,
): Promise<StackReport> {
  const { request } = run;
  const { platform } = request;
  const declared = withoutPlan(found);
  writeEvidence(dir, declared);
  return withAttachedProvider(request, dir, async (attached) => {
    const plan = await planGate({ dir, gate, attached }, run);
    const reading = readGates(plan, attached.records);
    const evidence = completeFromPlan(declared, reading.linked);
    const digest = writeEvidence(dir, evidence);
    const own = judgeEvidence(evidence, request);
    const atSynth = { ...declared, documents: declared.documents.filter((each) => !isPlanned(each)) };
    const judged = judgePlan({ evidence: atSynth, gate, plan, platform });
    const byPlan = judgePlanned({ evidence: declared, gate, plan, platform }, reading);
    const problems = [...judged.problems, ...byPlan.problems];
    const [one, other] = [judged.counts, byPlan.counts];
    return {
      stack,
      verdict: pickWorst([own.verdict, judged.verdict, byPlan.verdict]),
      evidence,
      digest,
      evaluation: buildEvaluation(run, plan, {
        pass: one.pass + other.pass,
        fail: one.fail + other.fail,
        unknown: one.unknown + other.unknown,
        warnings: [...one.warnings, ...other.warnings],
      }),
      // What was not read is told by what kept it from being read.
      problems: [
        ...own.problems.filter(({ kind }) => kind !== "not evaluated" || problems.length === 0),
        ...problems,
      ],
    };
  });
}
