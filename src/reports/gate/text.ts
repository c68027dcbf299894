import { brokenUp, printable } from "../../../lib/messages/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { beside, block, headline, label } from "../shared/shown.js";
import { narrower, type Style } from "../shared/style.js";
import {
  evaluationWords,
  gapLines,
  orgLines,
  planWords,
  readingWords,
  stackWord,
  waiverWords,
  warningLines,
} from "./context.js";
import { findingLines, weakenedLines } from "./text-findings.js";
import { allProblems, isGreen, joinHeadline, verdictLine } from "./words.js";

/** A report for people: the verdict, what it is about, what differs, and the verdict once more. `brief` keeps the verdict. */
export function gateText(report: GateReport, style: Style, brief = false): string {
  const head = headLines(report, style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...contextLines(report, style)];
  for (const problem of allProblems(report)) {
    const head = block(printable(`${problem.kind}: ${joinHeadline(problem)}`), 2, style);
    lines.push("", ...head.map((line) => style.bold(line)));
    for (const line of problem.details) if (line.trim() !== "") lines.push(...detailLines(line, style));
  }
  lines.push(...findingLines(report, style), ...weakenedLines(report, style));
  // After a long run only the end is on the screen.
  if (lines.includes("")) lines.push("", ...headLines(report, narrower(style)).map((line) => `  ${line}`));
  // Once more on whole lines, because two parts of a line may make a marker together.
  return `${lines.map(brokenUp).join("\n")}\n`;
}

/**
 * A line of details, wrapped. Labels and numbers keep their place, and a waiver stays whole, so that it can be copied.
 */
function detailLines(line: string, style: Style): readonly string[] {
  const [start = ""] = /^ {0,8}(?:\d\. |[A-Z][a-z]+ {2,8})?(?=\S)/.exec(line) ?? [];
  const text = printable(line.slice(start.length).trim());
  const lead = `${" ".repeat(6)}${start}`;
  return /^waivers[ :]/.test(text) ? [lead + text] : beside(text, { lead, margin: lead.length }, style);
}

function headLines(report: GateReport, style: Style): readonly string[] {
  const { verdict } = report;
  const green = isGreen(report);
  const paint = green ? style.green : verdict === "drift" ? style.red : style.yellow;
  const mark = verdict !== "match" ? "✘" : green ? "✔" : "!";
  return headline(paint(mark), verdictLine(report), style);
}

function contextLines(report: GateReport, style: Style): readonly string[] {
  const evaluated = evaluationWords(report);
  const words = report.stacks.map(stackWord).join("   ");
  const both = evaluated === undefined ? words : `${words}        ${evaluated}`;
  const stacks = label("stacks", both, style);
  const fits = stacks.length < 2;
  return [
    ...orgLines(report).flatMap((line) => block(line, 2, style)),
    ...(fits ? stacks : [...label("stacks", words, style), ...label("", evaluated ?? "", style)]),
    ...label("plan", planWords(report) ?? "", style),
    ...label("reading", readingWords(report) ?? "", style),
    ...label("waivers", waiverWords(report), style),
    ...gapLines(report).flatMap((line) => label("gaps", line, style)),
    ...warningLines(report).flatMap((line) => label("warning", line, style)),
  ];
}
