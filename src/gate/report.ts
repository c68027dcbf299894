import type { GateReport, StackReport } from "../output/gate-report.js";
import { declaredIn, judgeEvidence } from "./judge-evidence.js";
import { readEvidence } from "./stack-folder.js";
import { verdictOfAll } from "./verdict.js";

export interface ReportRequest {
  readonly files: readonly string[];
  readonly allowEmpty: boolean;
  readonly now: Date;
}

/** What evidence files say, as data: nothing is run, fetched or planned. */
export function report({ files, allowEmpty, now }: ReportRequest): GateReport {
  const stacks = files.map((path): StackReport => {
    const read = readEvidence(path);
    return { stack: read.evidence.stack, ...read, ...judgeEvidence(read.evidence) };
  });
  const isEmpty = declaredIn(stacks) === 0 && stacks.every(({ verdict }) => verdict === "match");
  const problems =
    isEmpty && !allowEmpty
      ? [{ kind: "nothing checked" as const, headline: "the evidence declares nothing", details: [] }]
      : [];
  return {
    command: "report",
    verdict: verdictOfAll(stacks, problems, undefined),
    at: now.toISOString(),
    stacks,
    problems,
  };
}
