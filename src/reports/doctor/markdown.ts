import { type DoctorReport, doctorHeadline, isHealthy } from "./model.js";
import { table } from "../shared/markdown.js";
import { cellCode } from "../shared/markdown-code.js";

const BUDGET = 55_000;

export function doctorMarkdown(report: DoctorReport): string {
  const rows = report.lines.map(({ check, status, found, remedy }) => [
    status === "ok" ? "ok" : `**${status}**`,
    cellCode(check),
    cellCode(found),
    remedy === undefined ? "" : cellCode(remedy),
  ]);
  return `${[
    `### ${isHealthy(report) ? "✔" : "✘"} fullstory: ${doctorHeadline(report)}`,
    "",
    ...table(["", "Check", "Found", "What to do"], rows, BUDGET),
    "",
    ...report.gaps.map((gap) => `- Not covered: ${gap}`),
  ].join("\n")}\n`;
}
