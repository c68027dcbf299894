import { breakMarkers, sanitize } from "../../../lib/messages/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { indent, label, putBeside, renderHeadline } from "../shared/shown.js";
import { narrowStyle, type Style } from "../shared/style.js";
import {
  describeEvaluation,
  describePlan,
  describeReading,
  describeStack,
  describeWaivers,
  renderGapLines,
  renderOrgLines,
  renderWarningLines,
} from "./context.js";
import { renderFindings, renderWeakened } from "./text-findings.js";
import { isGreen, joinHeadline, listProblems, renderVerdict } from "./words.js";

/** A report for people: the verdict, what it is about, what differs, and the verdict once more. `brief` keeps the verdict. */
export function renderGateText(report: GateReport, style: Style, brief = false): string {
  const head = renderHead(report, style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...renderContext(report, style)];
  for (const problem of listProblems(report)) {
    const head = indent(sanitize(`${problem.kind}: ${joinHeadline(problem)}`), 2, style);
    lines.push("", ...head.map((line) => style.bold(line)));
    for (const line of problem.details) if (line.trim() !== "") lines.push(...renderDetail(line, style));
  }
  lines.push(...renderFindings(report, style), ...renderWeakened(report, style));
  // After a long run only the end is on the screen.
  if (lines.includes(""))
    lines.push("", ...renderHead(report, narrowStyle(style)).map((line) => `  ${line}`));
  // Once more on whole lines, because two parts of a line may make a marker together.
  return `${lines.map(breakMarkers).join("\n")}\n`;
}

/**
 * A line of details, wrapped. Labels and numbers keep their place, and a waiver stays whole, so that it can be copied.
 */
function renderDetail(line: string, style: Style): readonly string[] {
  const [start = ""] = /^ {0,8}(?:\d\. |[A-Z][a-z]+ {2,8})?(?=\S)/.exec(line) ?? [];
  const text = sanitize(line.slice(start.length).trim());
  const lead = `${" ".repeat(6)}${start}`;
  return /^waivers[ :]/.test(text) ? [lead + text] : putBeside(text, { lead, margin: lead.length }, style);
}

function renderHead(report: GateReport, style: Style): readonly string[] {
  const { verdict } = report;
  const green = isGreen(report);
  const paint = green ? style.green : verdict === "drift" ? style.red : style.yellow;
  const mark = verdict !== "match" ? "✘" : green ? "✔" : "!";
  return renderHeadline(paint(mark), renderVerdict(report), style);
}

function renderContext(report: GateReport, style: Style): readonly string[] {
  const evaluated = describeEvaluation(report);
  const words = report.stacks.map(describeStack).join("   ");
  const both = evaluated === undefined ? words : `${words}        ${evaluated}`;
  const stacks = label("stacks", both, style);
  const fits = stacks.length < 2;
  return [
    ...renderOrgLines(report).flatMap((line) => indent(line, 2, style)),
    ...(fits ? stacks : [...label("stacks", words, style), ...label("", evaluated ?? "", style)]),
    ...label("plan", describePlan(report) ?? "", style),
    ...label("reading", describeReading(report) ?? "", style),
    ...label("waivers", describeWaivers(report), style),
    ...renderGapLines(report).flatMap((line) => label("gaps", line, style)),
    ...renderWarningLines(report).flatMap((line) => label("warning", line, style)),
  ];
}
