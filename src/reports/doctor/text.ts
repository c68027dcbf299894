import { sanitize } from "../../../lib/messages/index.js";
import { indent, putBeside } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { type DoctorLine, type DoctorReport, describeHealth, isHealthy } from "./model.js";

export function renderDoctorText(report: DoctorReport, style: Style, brief = false): string {
  const mark = isHealthy(report) ? style.green("✔") : style.red("✘");
  const head = `${mark} ${style.bold(`fullstory: ${describeHealth(report)}`)}`;
  if (brief) return `${head}\n`;
  const margin = Math.max(...report.lines.map(({ check }) => sanitize(check).length)) + 8;
  const lines = [...report.lines.flatMap((line) => renderLine(line, margin, style)), ""];
  for (const gap of report.gaps) lines.push(...indent(`Not covered: ${sanitize(gap)}`, 2, style));
  return `${[...lines, "", head].join("\n")}\n`;
}

function renderLine(
  { check, status, found, remedy }: DoctorLine,
  margin: number,
  style: Style,
): readonly string[] {
  const lead = `${renderStatus(status, style)}  ${sanitize(check).padEnd(margin - 6)}`;
  return [
    ...putBeside(sanitize(found), { lead, margin }, style),
    ...(remedy === undefined ? [] : indent(`-> ${sanitize(remedy)}`, margin, style)),
  ];
}

function renderStatus(status: DoctorLine["status"], style: Style): string {
  if (status === "ok") return style.green("ok  ");
  return status === "warn" ? style.yellow("warn") : style.red("FAIL");
}
