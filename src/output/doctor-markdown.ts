import { type DoctorReport, doctorHeadline, isHealthy } from "./doctor.js";
import { codeSpan, table } from "./markdown.js";

const BUDGET = 55_000;

export function doctorMarkdown(report: DoctorReport): string {
  const rows = report.lines.map(({ check, status, found, remedy }) => [
    status === "ok" ? "ok" : `**${status}**`,
    codeSpan(check),
    codeSpan(found),
    remedy === undefined ? "" : codeSpan(remedy),
  ]);
  return `${[
    `### ${isHealthy(report) ? "✔" : "✘"} fullstory: ${doctorHeadline(report)}`,
    "",
    ...table(["", "Check", "Found", "What to do"], rows, BUDGET),
    "",
    ...report.gaps.map((gap) => `- Not covered: ${gap}`),
  ].join("\n")}\n`;
}
