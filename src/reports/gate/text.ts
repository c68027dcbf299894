import { brokenUp, printable } from "../../../lib/messages/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { beside, block } from "../shared/shown.js";
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
import { allProblems, isGreen, verdictLine } from "./words.js";

const LABEL = 9;

/** A report for people: the verdict, what it is about, what differs, and the verdict once more. `brief` keeps the verdict. */
export function gateText(report: GateReport, style: Style, brief = false): string {
  const head = headLines(report, style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...contextLines(report, style)];
  for (const problem of allProblems(report)) {
    const at = problem.stack === undefined ? "" : `${problem.stack}: `;
    lines.push(
      "",
      ...block(printable(`${problem.kind}: ${at}${problem.headline}`), 2, style).map(style.bold),
    );
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
  const [first = "", ...more] = block(verdictLine(report), 2, style);
  return [`${paint(mark)} ${style.bold(first.trimStart())}`, ...more.map((line) => style.bold(line))];
}

function contextLines(report: GateReport, style: Style): readonly string[] {
  const { stacks } = report;
  const evaluated = evaluationWords(report);
  const row = (label: string, text: string): readonly string[] =>
    text === ""
      ? []
      : beside(text, { lead: `  ${style.dim(label.padEnd(LABEL))}`, margin: LABEL + 2 }, style);
  const words = stacks.map((stack) => stackWord(stack)).join("   ");
  const both = evaluated === undefined ? words : `${words}        ${evaluated}`;
  const fits = style.columns === undefined || both.length + LABEL + 2 <= style.columns;
  return [
    ...orgLines(report).flatMap((line) => block(line, 2, style)),
    ...(fits ? row("stacks", both) : [...row("stacks", words), ...row("", evaluated ?? "")]),
    ...row("plan", planWords(report) ?? ""),
    ...row("reading", readingWords(report) ?? ""),
    ...row("waivers", waiverWords(report)),
    ...gapLines(report).flatMap((line) => row("gaps", line)),
    ...warningLines(report).flatMap((line) => row("warning", line)),
  ];
}
