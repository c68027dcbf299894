import { sanitize } from "../../../lib/messages/index.js";
import { writeFileAtomically } from "../../../lib/snapshot/files.js";
import type { GateReport } from "../../gate/gate-report.js";
import { type ComparisonReport, isSame } from "../../reports/comparison/model.js";
import { comparisonFormats, gateFormats, loadWriter } from "../../reports/formats.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";

/** Writes a result to where it is wanted: the file of `--out`, which is then named with the verdict, else standard output. */
export async function deliver({ settings, io }: Context, text: string, verdict = ""): Promise<void> {
  if (settings.out === undefined) {
    await io.print(text);
    return;
  }
  writeFileAtomically(settings.out, text);
  if (settings.quiet) return;
  io.note(sanitize(`${verdict === "" ? "" : `${verdict}; `}written to ${settings.out}`));
}

/** A report in the format asked for. */
export function renderReport({ settings, style }: Context, report: GateReport): string {
  return loadWriter(gateFormats, settings.output)(report, style, settings.quiet);
}

/** A comparison in the format asked for. */
export function renderComparison({ settings, style }: Context, report: ComparisonReport): string {
  return loadWriter(comparisonFormats, settings.output)(report, style, settings.quiet);
}

/** Writes a comparison in the format asked for, and says whether it is one without a difference. */
export async function deliverComparison(context: Context, report: ComparisonReport): Promise<ExitCode> {
  await deliver(context, renderComparison(context, report), `fullstory: ${report.headline}`);
  return isSame(report.documents) ? ExitCode.match : ExitCode.drift;
}
