import { clip, minute, plural, printable, shownValue } from "../../../lib/messages/index.js";
import type { GateReport, StackReport } from "../../gate/gate-report.js";
import { folded, kept } from "../shared/markdown.js";
import { inlineCode } from "../shared/markdown-code.js";
import { allWaivers, gapLines } from "./context.js";
import { gapWords } from "./markdown-words.js";
import { baselineName, matchWords, nameOf } from "./words.js";

const ROOM = { weakened: 8_000, waivers: 6_000, gaps: 4_000, stacks: 4_000 };
const VALUE = 240;
const MARKS = { match: "✔", drift: "✘", undecided: "?" } as const;

export function weakenedLines({ weakened }: GateReport): readonly string[] {
  if (weakened === undefined) return [];
  const { items, unknownStacks } = weakened;
  const against = `compared with ${inlineCode(baselineName(weakened.baseline))}`;
  if (items.length === 0) return ["", `**What this pull request weakens**: nothing, ${against}.`];
  const rows = items.map(({ kind, stack, what, before, after }) => {
    const values = [
      ...(before === undefined ? [] : [`was ${inlineCode(shownValue(before, 120))}`]),
      ...(after === undefined ? [] : [`is ${inlineCode(shownValue(after, 120))}`]),
    ].join(", ");
    return [
      `- ${kind}: ${inlineCode(clip(printable(`${stack}, ${what}`), VALUE))}${values === "" ? "" : `, ${values}`}`,
    ];
  });
  const fresh =
    unknownStacks.length === 0 ? [] : ["", `${plural(unknownStacks.length, "stack")} of it are new.`];
  const head = `**What this pull request weakens** (${plural(items.length, "thing")}, ${against})`;
  return ["", head, "", ...kept(rows, ROOM.weakened, { noun: "thing" }), ...fresh];
}

export function foldedWaivers(report: GateReport): readonly string[] {
  const waivers = allWaivers(report);
  const counted = ["in-force", "expired", "changed", "unused"].flatMap((state) => {
    const count = waivers.filter((waiver) => waiver.state === state).length;
    return count === 0 ? [] : [`${count} ${state.replace("-", " ")}`];
  });
  const code = (text: string) => inlineCode(clip(printable(text), VALUE));
  const rows = waivers.map(({ stack, endpoint, path, reason, expires, owner, state }) => [
    `- ${state.replace("-", " ")} until ${code(expires)}${owner === undefined ? "" : `, owner ${code(owner)}`}:`,
    `  ${code(`${stack}: ${endpoint} ${path}`)}, because ${code(reason)}`,
  ]);
  return folded(`Waivers: ${counted.join(", ")}`, kept(rows, ROOM.waivers, { noun: "waiver" }));
}

export function foldedGaps(report: GateReport): readonly string[] {
  const rows = gapLines(report).map((line) => [`- ${gapWords(line)}`]);
  return folded("What is not covered", kept(rows, ROOM.gaps, { noun: "line" }));
}

/** What was read for each stack, and how much of it matches. */
export function foldedStacks({ stacks }: GateReport): readonly string[] {
  const rows = stacks.map((stack) => [
    `- ${MARKS[stack.verdict]} ${inlineCode(clip(printable(stack.stack), 80))}: ${matchWords([stack])}`,
    ...documentLines(stack),
  ]);
  return folded(`What was read, by stack (${stacks.length})`, kept(rows, ROOM.stacks, { noun: "stack" }));
}

function documentLines({ evidence }: StackReport): readonly string[] {
  return (evidence?.documents ?? []).map((document) => {
    const { status, fetchedAt, fields } = document;
    const matching = fields.filter(({ result }) => result === "matches").length;
    const name = inlineCode(clip(printable(nameOf(document)), 80));
    if (status === "unreadable") return `  - ${name} could not be read`;
    const read = fetchedAt === undefined ? "" : `, read ${minute(fetchedAt)}`;
    return `  - ${name} ${matching} of ${fields.length}${read}`;
  });
}
