import type { EvidenceFinding } from "../../../lib/evidence/index.js";
import { brokenUp, clip, codeString, plural, printable, shownValue } from "../../../lib/messages/index.js";
import {
  evaluationWords,
  gapLines,
  orgLines,
  planWords,
  stackWord,
  waiverWords,
  warningLines,
} from "./context.js";
import type { GateReport, Weakening } from "../../gate/gate-report.js";
import {
  allProblems,
  directionWord,
  nameOf,
  type OpenFinding,
  openFindings,
  verdictLine,
  whereOf,
} from "./words.js";
import { block } from "../shared/shown.js";
import type { Style } from "../shared/style.js";

const LABEL = 9;
const MARGIN = 13;
const IN_FULL = 20;
const DAY_MS = 86_400_000;

/** A report for people. `brief` keeps the verdict only. */
export function gateText(report: GateReport, style: Style, brief = false): string {
  const paint = { match: style.green, drift: style.red, undecided: style.yellow }[report.verdict];
  const mark = report.verdict === "match" ? "✔" : "✘";
  const [first = "", ...more] = block(verdictLine(report), 2, style);
  const head = [`${paint(mark)} ${style.bold(first.trimStart())}`, ...more.map((line) => style.bold(line))];
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...contextLines(report, style)];
  for (const problem of allProblems(report)) {
    const at = problem.stack === undefined ? "" : `${problem.stack}: `;
    lines.push(
      "",
      ...block(printable(`${problem.kind}: ${at}${problem.headline}`), 2, style).map(style.bold),
    );
    for (const line of problem.details)
      if (line.trim() !== "") lines.push(...block(printable(line.trim()), 6, style));
  }
  lines.push(...findingLines(report, style), ...weakenedLines(report, style));
  // Once more as whole lines: what stands side by side may make a marker together.
  return `${lines.map(brokenUp).join("\n")}\n`;
}

function contextLines(report: GateReport, style: Style): readonly string[] {
  const { stacks } = report;
  const evaluated = evaluationWords(report);
  const row = (label: string, text: string): readonly string[] => {
    if (text === "") return [];
    const [first = "", ...more] = block(text, LABEL + 2, style);
    return [`  ${style.dim(label.padEnd(LABEL))}${first.trimStart()}`, ...more];
  };
  const words = stacks.map((stack) => stackWord(stack)).join("   ");
  return [
    ...orgLines(report).flatMap((line) => block(line, 2, style)),
    ...row("stacks", evaluated === undefined ? words : `${words}        ${evaluated}`),
    ...row("plan", planWords(report) ?? ""),
    ...row("waivers", waiverWords(report)),
    ...gapLines(report).flatMap((line) => row("gaps", line)),
    ...warningLines(report).flatMap((line) => row("warning", line)),
  ];
}

function findingLines({ stacks, at }: GateReport, style: Style): readonly string[] {
  const open = openFindings(stacks);
  const lines: string[] = [];
  const failing = open.filter(({ effect }) => effect === "fails");
  for (const each of failing.slice(0, IN_FULL)) lines.push("", ...inFull(each, stacks.length > 1, style));
  const left = [...failing.slice(IN_FULL), ...open.filter(({ effect }) => effect !== "fails")];
  if (left.length > 0) lines.push("");
  for (const each of left.slice(0, IN_FULL * 2)) lines.push(...oneLine(each, style));
  if (left.length > IN_FULL * 2)
    lines.push(`  ${left.length - IN_FULL * 2} left out; the evidence has them all`);
  const [worst] = failing;
  return worst === undefined ? lines : [...lines, "", ...whatToDo(worst, at, style)];
}

function inFull({ stack, finding }: OpenFinding, named: boolean, style: Style): readonly string[] {
  const { declared, live, observed, implied, note, blame, because, location, path } = finding;
  const name = `${named ? `${stack}: ` : ""}${nameOf(finding)} ${clip(path, 300)}`;
  const [first = "", ...more] = block(printable(name), MARGIN, style);
  const row = (label: string, text: string | undefined): readonly string[] => {
    if (text === undefined) return [];
    const [start = "", ...rest] = block(text, MARGIN + 10, style);
    return [`${" ".repeat(MARGIN)}${style.dim(label.padEnd(10))}${start.trimStart()}`, ...rest];
  };
  return [
    `  ${tag(finding, style)}${style.bold(first.trimStart())}`,
    ...more,
    ...row("declared", shownValue(declared, 400) + (implied ? "   (not written: what a rule implies)" : "")),
    ...row(
      "live",
      shownValue(live, 400) + (observed === undefined ? "" : `   (observed ${printable(observed)})`),
    ),
    ...row("note", note === undefined ? undefined : printable(note)),
    ...row("changed", blame === undefined ? undefined : printable(blame)),
    ...row("why", because === undefined ? undefined : printable(because)),
    ...row("at", location === undefined ? undefined : printable(location)),
  ];
}

function oneLine({ stack, finding, effect }: OpenFinding, style: Style): readonly string[] {
  const let_ = effect === "fails" ? "" : ` (${effect === "waived" ? "waived" : "warns only"})`;
  const values = `declared ${shownValue(finding.declared, 60)}, live ${shownValue(finding.live, 60)}`;
  const text = `${stack}: ${nameOf(finding)} ${clip(finding.path, 120)}`;
  const [first = "", ...more] = block(`${printable(text)}: ${values}${let_}`, MARGIN, style);
  return [`  ${tag(finding, style)}${first.trimStart()}`, ...more];
}

function tag(finding: EvidenceFinding, style: Style): string {
  const word = directionWord(finding);
  const padded = (word === "loosened" ? "LOOSENED" : word).padEnd(MARGIN - 2);
  return (
    { loosened: style.red, tightened: style.green }[word as "loosened" | "tightened"]?.(padded) ??
    style.yellow(padded)
  );
}

function whatToDo({ finding }: OpenFinding, at: string, style: Style): readonly string[] {
  const place = finding.location === undefined ? "the declaration" : printable(finding.location);
  const until = new Date(Date.parse(at) + 14 * DAY_MS).toISOString().slice(0, 10);
  const waiver = `{ path: ${codeString(finding.path)}, observed: ${codeString(finding.observed ?? "")}, reason: "...", expires: "${until}" }`;
  return [
    "  What to do, one of:",
    ...block(`1. Put it back in Fullstory: ${whereOf(finding.endpoint)}.`, 4, style),
    ...block(`2. Accept it: edit ${place} in a reviewed pull request.`, 4, style),
    ...(finding.result === "differs"
      ? [...block(`3. Let it through for a while, at ${place}:`, 4, style), `       waivers: [${waiver}]`]
      : []),
  ];
}

function weakenedLines({ weakened }: GateReport, style: Style): readonly string[] {
  if (weakened === undefined) return [];
  const { items, stricter, baseline, unknownStacks } = weakened;
  const headline =
    items.length === 0
      ? `Compared with ${baseline}, nothing is checked less.`
      : `Compared with ${baseline}, ${plural(items.length, "thing")} checked no more, or less strictly:`;
  return [
    "",
    ...block(printable(headline), 2, style).map(style.bold),
    ...items.flatMap((item) => block(`- ${weakeningText(item)}`, 4, style)),
    ...(stricter.length === 0
      ? []
      : block(printable(`Only more strictly than there: ${[...new Set(stricter.map(({ what }) => what))].join(", ")}.`), 2, style)),
    ...(unknownStacks.length === 0
      ? []
      : block(printable(`New since then: ${unknownStacks.join(", ")}.`), 2, style)),
  ];
}

function weakeningText({ kind, stack, what, before, after }: Weakening): string {
  const values = [
    ...(before === undefined ? [] : [`was ${shownValue(before, 120)}`]),
    ...(after === undefined ? [] : [`is ${shownValue(after, 120)}`]),
  ].join(", ");
  return `${kind}: ${printable(`${stack}, ${what}`)}${values === "" ? "" : `: ${values}`}`;
}
