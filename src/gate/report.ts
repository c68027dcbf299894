import { resolve } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { ReadBaseline } from "./baseline.js";
import { conclude } from "./conclude.js";
import { GateError } from "./error.js";
import type { GateReport, Problem, StackReport } from "./gate-report.js";
import { judgeEvidence } from "./judge-evidence.js";
import type { Comparing } from "./request.js";
import { readEvidence } from "./stack-folder.js";

export interface ReportRequest extends Comparing {
  /** Where relative paths begin. */
  readonly directory: string;
  readonly files: readonly string[];
  readonly allowEmpty: boolean;
  readonly now: Date;
}

const EMPTY: Problem = {
  kind: "nothing checked",
  headline: "the evidence declares nothing",
  details: ["hint: name the evidence of a stack with a gate, or say --allow-empty"],
};

/** What evidence files say, as data: nothing is run, fetched or planned. */
export function reportEvidence(request: ReportRequest): GateReport {
  const { directory, files, allowEmpty, now, baselines, noWeaken } = request;
  const stacks = files.map((path): StackReport => {
    const read = readEvidence(resolve(directory, path));
    return { stack: read.evidence.stack, ...read, ...judgeEvidence(read.evidence, request) };
  });
  const earlier = baselines.map((path) => readBaselineFile(directory, path));
  return conclude({
    command: "report",
    now,
    stacks,
    problems: [],
    ...(allowEmpty ? {} : { empty: EMPTY }),
    ...omitUndefined({ platform: request.platform }),
    earlier,
    noWeaken,
  });
}

function readBaselineFile(directory: string, path: string): ReadBaseline {
  if (!path.startsWith("ref:"))
    return { name: path, evidence: [readEvidence(resolve(directory, path)).evidence] };
  throw new GateError(
    `report takes files, and ${JSON.stringify(path.slice(0, 200))} is a git reference`,
    "It runs nothing, git neither: write the evidence of that commit to a file, or use gate --baseline.",
  );
}
