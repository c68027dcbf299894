import { printable } from "../../../lib/messages/index.js";
import { block } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { type DoctorLine, type DoctorReport, doctorHeadline, isHealthy } from "./model.js";

const MARGIN = 24;

export function doctorText(report: DoctorReport, style: Style, brief = false): string {
  const mark = isHealthy(report) ? style.green("✔") : style.red("✘");
  const head = `${mark} ${style.bold(`fullstory: ${doctorHeadline(report)}`)}`;
  if (brief) return `${head}\n`;
  const lines = [...report.lines.flatMap((line) => lineText(line, style)), ""];
  for (const gap of report.gaps) lines.push(...block(`Not covered: ${printable(gap)}`, 2, style));
  return `${[...lines, "", head].join("\n")}\n`;
}

function lineText({ check, status, found, remedy }: DoctorLine, style: Style): readonly string[] {
  const [first = "", ...more] = block(printable(found), MARGIN, style);
  const lead = `${wordOf(status, style)}  ${printable(check).padEnd(MARGIN - 6)}`;
  return [
    `${lead}${first.trimStart()}`,
    ...more,
    ...(remedy === undefined ? [] : block(`-> ${printable(remedy)}`, MARGIN, style)),
  ];
}

function wordOf(status: DoctorLine["status"], style: Style): string {
  if (status === "ok") return style.green("ok  ");
  return status === "warn" ? style.yellow("warn") : style.red("FAIL");
}
