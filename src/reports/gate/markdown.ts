import { createHash } from "node:crypto";
import { endpointNames } from "../../../lib/settings/index.js";
import { VERSION } from "../../../lib/version.js";
import type { GateReport } from "../../gate/gate-report.js";
import { fitBlocks, toCode } from "../shared/markdown.js";
import { describeEvaluation, describeStack, renderOrgLines, renderWarningLines } from "./context.js";
import { renderFindings, renderReasons } from "./markdown-findings.js";
import { renderGaps, renderStacks, renderWaivers, renderWeakened } from "./markdown-parts.js";
import { quoteWarning, quoteWords } from "./markdown-words.js";
import {
  DISTRUSTED,
  describeFindings,
  isGreen,
  listOpen,
  listProblems,
  nameLeftOut,
  renderVerdict,
} from "./words.js";

/** A comment has room for 65,536 characters; together with the other parts this stays below 60,000. */
const ROOM = 12_000;
const VALUE = 240;

/** A report as one comment of a pull request. Everything from outside stands in code. */
export function renderGateMarkdown(report: GateReport): string {
  const open = listOpen(report.stacks);
  const lines = [
    `<!-- cdktf-fullstory:${digestStacks(report)} -->`,
    `### ${pickMark(report)} ${renderHeading(report)}`,
    "",
    renderContext(report),
    ...renderWarningLines(report)
      .slice(0, 5)
      .map((line) => `> **Warning** ${quoteWarning(line)}`),
    ...renderProblems(report),
    ...renderFindings(open, report),
    ...renderReasons(open),
    ...renderWeakened(report),
    ...renderWaivers(report),
    ...renderGaps(report),
    ...renderStacks(report),
    "",
    renderFooter(report),
  ];
  return `${lines.join("\n")}\n`;
}

/** Stays the same for the same stacks, so that a workflow finds its own comment again. */
function digestStacks({ stacks }: GateReport): string {
  const names = stacks.map(({ stack }) => stack).sort();
  const text = names.join(",");
  if (/^[A-Za-z0-9_.,-]{1,120}$/.test(text) && !text.includes("--")) return text;
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 16);
}

function pickMark(report: GateReport): string {
  if (report.verdict !== "match") return "✘";
  return isGreen(report) ? "✔" : "⚠";
}

/** The one headline that holds nothing from outside. */
const UNREAD = new RegExp(
  `^(?:${endpointNames.join("|")})(?: history)?(?: \\((?:web|mobile)\\))? could not be read$`,
);

/** Words of ours only. */
function renderHeading(report: GateReport): string {
  const [first] = listProblems(report);
  const open = listOpen(report.stacks).filter(({ effect }) => effect === "fails");
  const failing = open.length > 0;
  if (report.verdict === "match" || (report.verdict === "drift" && (failing || first === undefined)))
    return renderVerdict(report);
  const left = nameLeftOut(report);
  const more = report.verdict === "undecided" ? ", so nothing was decided" : "";
  const kind = first?.kind ?? "not evaluated";
  const also = UNREAD.test(first?.headline ?? "") ? (first?.headline ?? "") : kind;
  const what =
    failing && first !== undefined && !DISTRUSTED.has(first.kind)
      ? `drift (${describeFindings(open)}), and ${also}`
      : `${kind}${more}`;
  return `fullstory: ${what}${left === undefined ? "" : ` (${left})`}`;
}

function renderContext(report: GateReport): string {
  const evaluated = describeEvaluation(report);
  return [
    ...renderOrgLines(report, false).slice(0, 5).map(quoteWords),
    ...report.stacks.slice(0, 20).map((stack) => quoteWords(describeStack(stack))),
    ...(report.stacks.length > 20 ? [`${report.stacks.length - 20} more stacks`] : []),
    ...(evaluated === undefined ? [] : [evaluated]),
  ].join(" · ");
}

function renderProblems(report: GateReport): readonly string[] {
  const blocks = listProblems(report).map(({ kind, headline, details, stack }) => {
    const at = stack === undefined ? "" : `${toCode(stack, 80)}: `;
    const told = details.filter((line) => line.trim() !== "").slice(0, 20);
    const head = `**${kind}** ${at}${toCode(headline, VALUE)}`;
    // No fence: its long lines would have to be scrolled.
    return ["", head, ...told.map((line) => `- ${toCode(line.trim(), 300)}`)];
  });
  return fitBlocks(blocks, ROOM, { noun: "problem" });
}

function renderFooter({ stacks }: GateReport): string {
  const digests = stacks.flatMap(({ digest }) => (digest === undefined ? [] : [digest.slice(0, 12)]));
  const more = digests.length > 8 ? ` and ${digests.length - 8} more` : "";
  const evidence = digests.length === 0 ? "" : ` · evidence ${digests.slice(0, 8).join(", ")}${more}`;
  return `<sub>cdktf-fullstory ${VERSION}${evidence}</sub>`;
}
