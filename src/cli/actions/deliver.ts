import { printable } from "../../../lib/messages/index.js";
import { writeFileAtomically } from "../../../lib/snapshot/files.js";
import type { ComparisonReport } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";

/** Writes a result to where it is wanted: the file of `--out`, which is then named with the verdict, else standard output. */
export async function deliver({ settings, io }: Context, text: string, verdict = ""): Promise<void> {
  if (settings.out === undefined) {
    await io.out(text);
    return;
  }
  writeFileAtomically(settings.out, text);
  if (settings.quiet) return;
  io.note(printable(`${verdict === "" ? "" : `${verdict}; `}written to ${settings.out}`));
}

/** Writes a comparison in the format asked for. */
export async function deliverComparison(context: Context, report: ComparisonReport): Promise<void> {
  await deliver(context, writtenComparison(context, report), `fullstory: ${report.headline}`);
}

/** A comparison in the format asked for. Each format is loaded only when it is. */
export function writtenComparison({ settings, style }: Context, report: ComparisonReport): string {
  switch (settings.output) {
    case "json": {
      const from: typeof import("../../reports/comparison/json.js") = require("../../reports/comparison/json.js");
      return from.comparisonJson(report);
    }
    case "markdown": {
      const from: typeof import("../../reports/comparison/markdown.js") = require("../../reports/comparison/markdown.js");
      return from.comparisonMarkdown(report);
    }
    case "junit": {
      const from: typeof import("../../reports/comparison/junit.js") = require("../../reports/comparison/junit.js");
      return from.comparisonJunit(report);
    }
    case "sarif": {
      const from: typeof import("../../reports/comparison/sarif.js") = require("../../reports/comparison/sarif.js");
      return from.comparisonSarif(report);
    }
    case "github": {
      const from: typeof import("../../reports/comparison/github.js") = require("../../reports/comparison/github.js");
      return from.comparisonGithub(report);
    }
    default: {
      const from: typeof import("../../reports/comparison/text.js") = require("../../reports/comparison/text.js");
      return from.comparisonText(report, style, settings.quiet);
    }
  }
}
