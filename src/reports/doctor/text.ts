import { printable } from "../../../lib/messages/index.js";
import { beside, block } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { type DoctorLine, type DoctorReport, doctorHeadline, isHealthy } from "./model.js";

export function doctorText(report: DoctorReport, style: Style, brief = false): string {
  const mark = isHealthy(report) ? style.green("✔") : style.red("✘");
  const head = `${mark} ${style.bold(`fullstory: ${doctorHeadline(report)}`)}`;
  if (brief) return `${head}\n`;
  const margin = Math.max(...report.lines.map(({ check }) => printable(check).length)) + 8;
  const lines = [...report.lines.flatMap((line) => lineText(line, margin, style)), ""];
  for (const gap of report.gaps) lines.push(...block(`Not covered: ${printable(gap)}`, 2, style));
  return `${[...lines, "", head].join("\n")}\n`;
}

function lineText(
  { check, status, found, remedy }: DoctorLine,
  margin: number,
  style: Style,
): readonly string[] {
  const lead = `${wordOf(status, style)}  ${printable(check).padEnd(margin - 6)}`;
  return [
    ...beside(printable(found), { lead, margin }, style),
    ...(remedy === undefined ? [] : block(`-> ${printable(remedy)}`, margin, style)),
  ];
}

function wordOf(status: DoctorLine["status"], style: Style): string {
  if (status === "ok") return style.green("ok  ");
  return status === "warn" ? style.yellow("warn") : style.red("FAIL");
}
