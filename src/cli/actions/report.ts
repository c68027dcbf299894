import { resolve } from "node:path";
import { report } from "../../gate/report.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import { deliver } from "./deliver.js";
import { exitCodeOf, writtenReport } from "./written-report.js";

export interface ReportArguments {
  readonly files: readonly string[];
  readonly allowEmpty: boolean;
}

/** Tells what evidence files say. */
export async function runReport(context: Context, { files, allowEmpty }: ReportArguments): Promise<ExitCode> {
  const paths = files.map((file) => resolve(context.directory, file));
  const result = report({ files: paths, allowEmpty, now: context.now });
  await deliver(context, writtenReport(context, result));
  return exitCodeOf(result);
}
