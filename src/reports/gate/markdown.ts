import { createHash } from "node:crypto";
import { clip, codeString, printable, shownValue } from "../../../lib/messages/index.js";
import { VERSION } from "../../../lib/version.js";
import { evaluationWords, orgLines, stackWord, warningLines } from "./context.js";
import { folded, gapList, kept, waiverSummary, waiverTable, weakenedLines } from "./markdown-parts.js";
import type { GateReport } from "../../gate/gate-report.js";
import {
  allProblems,
  directionWord,
  leftOutWords,
  nameOf,
  type OpenFinding,
  openFindings,
  verdictLine,
  whereOf,
} from "./words.js";
import { cellCode, fencedCode, inlineCode } from "../shared/markdown-code.js";

/** Parts of a comment, which has room for 65,536 characters; together they stay below 60,000. */
const ROOM = { problems: 12_000, findings: 20_000, why: 4_000 };
const VALUE = 240;
const DAY_MS = 86_400_000;

/** A report as one comment of a pull request. Everything from outside stands in code. */
export function gateMarkdown(report: GateReport): string {
  const open = openFindings(report.stacks);
  const lines = [
    `<!-- cdktf-fullstory:${stackSet(report)} -->`,
    `### ${report.verdict === "match" ? "✔" : "✘"} ${heading(report)}`,
    "",
    contextLine(report),
    ...warningLines(report)
      .slice(0, 5)
      .map((line) => `> **Warning** ${inlineCode(clip(line, VALUE))}`),
    ...problemLines(report),
    ...findingTable(open),
    ...whyLines(open),
    ...whatNext(report, open),
    ...weakenedLines(report),
    ...folded(waiverSummary(report), waiverTable(report)),
    ...folded("What is not covered", gapList(report)),
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

/** Words of ours only. */
function heading(report: GateReport): string {
  const [first] = allProblems(report);
  const failing = openFindings(report.stacks).some(({ effect }) => effect === "fails");
  if (report.verdict === "match" || (report.verdict === "drift" && (failing || first === undefined)))
    return verdictLine(report);
  const left = leftOutWords(report);
  const more = report.verdict === "undecided" ? ", so nothing was decided" : "";
  return `fullstory: ${first?.kind ?? "not evaluated"}${more}${left === undefined ? "" : ` (${left})`}`;
}

function contextLine(report: GateReport): string {
  const evaluated = evaluationWords(report);
  return [
    ...orgLines(report)
      .slice(0, 5)
      .map((line) => inlineWords(line)),
    ...report.stacks.slice(0, 20).map((stack) => inlineWords(stackWord(stack))),
    ...(report.stacks.length > 20 ? [`${report.stacks.length - 20} more stacks`] : []),
    ...(evaluated === undefined ? [] : [evaluated]),
  ].join(" · ");
}

/** Words that hold marks of ours beside printable text from outside. */
function inlineWords(text: string): string {
  return text
    .split(/( · | [✔✘?] )/)
    .map((part, index) => (index % 2 === 1 || part === "" ? part : inlineCode(clip(part, VALUE))))
    .join("");
}

function problemLines(report: GateReport): readonly string[] {
  const blocks = allProblems(report).map(({ kind, headline, details, stack }) => {
    const at = stack === undefined ? "" : `${inlineCode(clip(printable(stack), 80))}: `;
    const told = details.filter((line) => line.trim() !== "").slice(0, 20);
    const head = `**${kind}** ${at}${inlineCode(clip(printable(headline), VALUE))}`;
    return [
      "",
      head,
      ...(told.length === 0 ? [] : ["", ...fencedCode(told.map((line) => clip(printable(line), 300)))]),
    ];
  });
  return kept(blocks, ROOM.problems, "problem");
}

function findingTable(open: readonly OpenFinding[]): readonly string[] {
  if (open.length === 0) return [];
  const rows = open.map(({ stack, finding, effect }) => {
    const { path, declared, live, blame, implied } = finding;
    const word = directionWord(finding);
    const tag =
      effect === "fails"
        ? word === "loosened"
          ? "**loosened**"
          : word
        : `${word}, ${effect === "waived" ? "waived" : "warns"}`;
    const cells = [
      tag,
      cellCode(clip(printable(`${stack}: ${nameOf(finding)} ${path}`), VALUE)),
      `${cellCode(shownValue(declared, VALUE))}${implied ? " (implied)" : ""}`,
      cellCode(shownValue(live, VALUE)),
      blame === undefined ? "" : cellCode(clip(printable(blame), VALUE)),
    ];
    return [`| ${cells.join(" | ")} |`];
  });
  const head = ["", "| | Setting | Declared | Live | Changed |", "|---|---|---|---|---|"];
  return [...head, ...kept(rows, ROOM.findings, "finding", true)];
}

function whyLines(open: readonly OpenFinding[]): readonly string[] {
  const reasons = open.flatMap(({ finding: { because, location } }) =>
    because === undefined ? [] : [JSON.stringify([because, location ?? ""])],
  );
  if (reasons.length === 0) return [];
  const rows = [...new Set(reasons)].map((each) => {
    const [because = "", location = ""] = JSON.parse(each) as string[];
    const at = location === "" ? "" : ` (${inlineCode(clip(printable(location), 120))})`;
    return [`- ${inlineCode(clip(printable(because), 400))}${at}`];
  });
  return ["", "**Why it matters**", "", ...kept(rows, ROOM.why, "reason")];
}

function whatNext({ at }: GateReport, open: readonly OpenFinding[]): readonly string[] {
  const [worst] = open.filter(({ effect }) => effect === "fails");
  if (worst === undefined) return [];
  const { finding } = worst;
  const place =
    finding.location === undefined ? "the declaration" : inlineCode(clip(printable(finding.location), 120));
  const until = new Date(Date.parse(at) + 14 * DAY_MS).toISOString().slice(0, 10);
  const waiver = `waivers: [{ path: ${codeString(finding.path)}, observed: ${codeString(finding.observed ?? "")}, reason: "...", expires: "${until}" }]`;
  return [
    "",
    "**What next**, one of:",
    "",
    `1. Put it back in Fullstory: ${whereOf(finding.endpoint)}.`,
    `2. Accept it: edit ${place} in a reviewed pull request.`,
    ...(finding.result === "differs" && waiver.length < 1_000
      ? [
          `3. Let it through for a while, at ${place}:`,
          ...fencedCode([waiver], "ts").map((line) => `   ${line}`),
        ]
      : []),
  ];
}

function footer({ stacks }: GateReport): string {
  const digests = stacks.flatMap(({ digest }) => (digest === undefined ? [] : [digest.slice(0, 12)]));
  const more = digests.length > 8 ? ` and ${digests.length - 8} more` : "";
  const evidence = digests.length === 0 ? "" : ` · evidence ${digests.slice(0, 8).join(", ")}${more}`;
  return `<sub>cdktf-fullstory ${VERSION}${evidence}</sub>`;
}
