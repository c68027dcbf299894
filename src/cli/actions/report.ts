import { verdictLine } from "../../reports/gate/words.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { deliver, writtenReport } from "./deliver.js";
import { type EvidenceArguments, readEvidence } from "./evidence-files.js";

/** Tells what evidence files say. */
export async function runReport(context: Context, given: EvidenceArguments): Promise<ExitCode> {
  const result = readEvidence(context, given, (count) => `reading ${count} evidence files`);
  await deliver(context, writtenReport(context, result), verdictLine(result));
  return ExitCode[result.verdict];
}
