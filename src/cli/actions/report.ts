import { report } from "../../gate/report.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import { deliver } from "./deliver.js";
import { type NarrowingArguments, narrowingOf } from "./narrowing.js";
import { exitCodeOf, writtenReport } from "./written-report.js";

export interface ReportArguments extends NarrowingArguments {
  readonly files: readonly string[];
  readonly allowEmpty?: boolean;
}

/** Tells what evidence files say. */
export async function runReport(context: Context, given: ReportArguments): Promise<ExitCode> {
  const { directory, now } = context;
  const { files, allowEmpty = false } = given;
  const result = report({ directory, files, allowEmpty, now, ...narrowingOf(context, given) });
  await deliver(context, writtenReport(context, result));
  return exitCodeOf(result);
}
