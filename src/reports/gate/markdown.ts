import { createHash } from "node:crypto";
import { endpointNames } from "../../../lib/settings/index.js";
import { VERSION } from "../../../lib/version.js";
import type { GateReport } from "../../gate/gate-report.js";
import { code, kept } from "../shared/markdown.js";
import { evaluationWords, orgLines, stackWord, warningLines } from "./context.js";
import { findingBlocks, whyLines } from "./markdown-findings.js";
import { foldedGaps, foldedStacks, foldedWaivers, weakenedLines } from "./markdown-parts.js";
import { inlineWords, warningWords } from "./markdown-words.js";
import {
  allProblems,
  countsInWords,
  DISTRUSTED,
  isGreen,
  leftOutWords,
  openFindings,
  verdictLine,
} from "./words.js";

/** A comment has room for 65,536 characters; together with the other parts this stays below 60,000. */
const ROOM = 12_000;
const VALUE = 240;

/** A report as one comment of a pull request. Everything from outside stands in code. */
export function gateMarkdown(report: GateReport): string {
  const open = openFindings(report.stacks);
  const lines = [
    `<!-- cdktf-fullstory:${stackSet(report)} -->`,
    `### ${markOf(report)} ${heading(report)}`,
    "",
    contextLine(report),
    ...warningLines(report)
      .slice(0, 5)
      .map((line) => `> **Warning** ${warningWords(line)}`),
    ...problemLines(report),
    ...findingBlocks(open, report),
    ...whyLines(open),
    ...weakenedLines(report),
    ...foldedWaivers(report),
    ...foldedGaps(report),
    ...foldedStacks(report),
    "",
    footer(report),
  ];
  return `${lines.join("\n")}\n`;
}

/** Stays the same for the same stacks, so that a workflow finds its own comment again. */
function stackSet({ stacks }: GateReport): string {
  const names = stacks.map(({ stack }) => stack).sort();
  const text = names.join(",");
  if (/^[A-Za-z0-9_.,-]{1,120}$/.test(text) && !text.includes("--")) return text;
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 16);
}

function markOf(report: GateReport): string {
  if (report.verdict !== "match") return "✘";
  return isGreen(report) ? "✔" : "⚠";
}

/** The one headline that holds nothing from outside. */
const UNREAD = new RegExp(
  `^(?:${endpointNames.join("|")})(?: history)?(?: \\((?:web|mobile)\\))? could not be read$`,
);

/** Words of ours only. */
function heading(report: GateReport): string {
  const [first] = allProblems(report);
  const open = openFindings(report.stacks).filter(({ effect }) => effect === "fails");
  const failing = open.length > 0;
  if (report.verdict === "match" || (report.verdict === "drift" && (failing || first === undefined)))
    return verdictLine(report);
  const left = leftOutWords(report);
  const more = report.verdict === "undecided" ? ", so nothing was decided" : "";
  const kind = first?.kind ?? "not evaluated";
  const also = UNREAD.test(first?.headline ?? "") ? (first?.headline ?? "") : kind;
  const what =
    failing && first !== undefined && !DISTRUSTED.has(first.kind)
      ? `drift (${countsInWords(open)}), and ${also}`
      : `${kind}${more}`;
  return `fullstory: ${what}${left === undefined ? "" : ` (${left})`}`;
}

function contextLine(report: GateReport): string {
  const evaluated = evaluationWords(report);
  return [
    ...orgLines(report, false).slice(0, 5).map(inlineWords),
    ...report.stacks.slice(0, 20).map((stack) => inlineWords(stackWord(stack))),
    ...(report.stacks.length > 20 ? [`${report.stacks.length - 20} more stacks`] : []),
    ...(evaluated === undefined ? [] : [evaluated]),
  ].join(" · ");
}

function problemLines(report: GateReport): readonly string[] {
  const blocks = allProblems(report).map(({ kind, headline, details, stack }) => {
    const at = stack === undefined ? "" : `${code(stack, 80)}: `;
    const told = details.filter((line) => line.trim() !== "").slice(0, 20);
    const head = `**${kind}** ${at}${code(headline, VALUE)}`;
    // No fence: its long lines would have to be scrolled.
    return ["", head, ...told.map((line) => `- ${code(line.trim(), 300)}`)];
  });
  return kept(blocks, ROOM, { noun: "problem" });
}

function footer({ stacks }: GateReport): string {
  const digests = stacks.flatMap(({ digest }) => (digest === undefined ? [] : [digest.slice(0, 12)]));
  const more = digests.length > 8 ? ` and ${digests.length - 8} more` : "";
  const evidence = digests.length === 0 ? "" : ` · evidence ${digests.slice(0, 8).join(", ")}${more}`;
  return `<sub>cdktf-fullstory ${VERSION}${evidence}</sub>`;
}
