import { escapeMarkdown, quoteCode } from "../shared/markdown.js";
import { type DoctorLine, type DoctorReport, describeHealth, isHealthy } from "./model.js";

export function renderDoctorMarkdown(report: DoctorReport): string {
  return `${[
    `### ${isHealthy(report) ? "✔" : "✘"} fullstory: ${describeHealth(report)}`,
    "",
    ...report.lines.flatMap(renderLine),
    "",
    ...report.gaps.map((gap) => `- Not covered: ${escapeMarkdown(gap)}`),
  ].join("\n")}\n`;
}

function renderLine({ check, status, found, remedy }: DoctorLine): readonly string[] {
  const mark = status === "ok" ? "ok" : `**${status}**`;
  return [
    `- ${mark} ${quoteCode(check)}: ${quoteCode(found)}`,
    ...(remedy === undefined ? [] : [`  - ${quoteCode(remedy)}`]),
  ];
}
