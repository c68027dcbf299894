import { writeFileAtomically } from "../../../lib/snapshot/files.js";
import type { ComparisonReport } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";

/** Writes a result to where it is wanted: the file of `--out`, else standard output. */
export async function deliver({ settings, io }: Context, text: string): Promise<void> {
  if (settings.out === undefined) await io.out(text);
  else writeFileAtomically(settings.out, text);
}

/** A comparison in the format asked for. */
export function writtenComparison({ settings, style }: Context, report: ComparisonReport): string {
  if (settings.output === "json") {
    const {
      comparisonJson,
    }: typeof import("../../reports/comparison/json.js") = require("../../reports/comparison/json.js");
    return comparisonJson(report);
  }
  if (settings.output === "markdown") {
    const {
      comparisonMarkdown,
    }: typeof import("../../reports/comparison/markdown.js") = require("../../reports/comparison/markdown.js");
    return comparisonMarkdown(report);
  }
  const {
    comparisonText,
  }: typeof import("../../reports/comparison/text.js") = require("../../reports/comparison/text.js");
  return comparisonText(report, style, settings.quiet);
}
