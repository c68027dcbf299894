import { report } from "../../gate/report.js";
import { verdictLine } from "../../reports/gate/words.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { deliver, writtenReport } from "./deliver.js";
import { evidenceFiles } from "./evidence-files.js";
import { type NarrowingArguments, narrowingOf } from "./narrowing.js";

export interface ReportArguments extends NarrowingArguments {
  readonly files: readonly string[];
  readonly allowEmpty?: boolean;
}

/** Tells what evidence files say. */
export async function runReport(context: Context, given: ReportArguments): Promise<ExitCode> {
  const { directory, now } = context;
  const { allowEmpty = false } = given;
  const files = evidenceFiles(directory, given.files);
  const baseline = given.baseline === undefined ? {} : { baseline: evidenceFiles(directory, given.baseline) };
  const comparing = narrowingOf(context, { ...given, ...baseline });
  const count = files.length + comparing.baselines.length;
  const result = new Progress(context).during(`reading ${count} evidence files`, () =>
    report({ directory, files, allowEmpty, now, ...comparing }),
  );
  await deliver(context, writtenReport(context, result), verdictLine(result));
  return ExitCode[result.verdict];
}
