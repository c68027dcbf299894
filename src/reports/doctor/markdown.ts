import { inlineCode, prose } from "../shared/markdown.js";
import { type DoctorLine, type DoctorReport, doctorHeadline, isHealthy } from "./model.js";

export function doctorMarkdown(report: DoctorReport): string {
  return `${[
    `### ${isHealthy(report) ? "✔" : "✘"} fullstory: ${doctorHeadline(report)}`,
    "",
    ...report.lines.flatMap(lineOf),
    "",
    ...report.gaps.map((gap) => `- Not covered: ${prose(gap)}`),
  ].join("\n")}\n`;
}

function lineOf({ check, status, found, remedy }: DoctorLine): readonly string[] {
  const mark = status === "ok" ? "ok" : `**${status}**`;
  return [
    `- ${mark} ${inlineCode(check)}: ${inlineCode(found)}`,
    ...(remedy === undefined ? [] : [`  - ${inlineCode(remedy)}`]),
  ];
}
