import { minute, plural, shownValue } from "../../../lib/messages/index.js";
import type { GateReport, StackReport } from "../../gate/gate-report.js";
import { code, folded, inlineCode, kept } from "../shared/markdown.js";
import { joinCounts } from "../shared/shown.js";
import { allWaivers, gapLines } from "./context.js";
import { gapWords } from "./markdown-words.js";
import { baselineName, countFields, matchWords, nameOf, tellValues } from "./words.js";

const ROOM = { weakened: 8_000, waivers: 6_000, gaps: 4_000, stacks: 4_000 };
const VALUE = 240;
const MARKS = { match: "✔", drift: "✘", undecided: "?" } as const;

export function weakenedLines({ weakened }: GateReport): readonly string[] {
  if (weakened === undefined) return [];
  const { items, unknownStacks } = weakened;
  const against = `compared with ${inlineCode(baselineName(weakened.baseline))}`;
  if (items.length === 0) return ["", `**What this pull request weakens**: nothing, ${against}.`];
  const rows = items.map((item) => {
    const values = tellValues(item, (canonical) => inlineCode(shownValue(canonical, 120)));
    const about = code(`${item.stack}, ${item.what}`, VALUE);
    return [`- ${item.kind}: ${about}${values === "" ? "" : `, ${values}`}`];
  });
  const fresh =
    unknownStacks.length === 0 ? [] : ["", `${plural(unknownStacks.length, "stack")} of it are new.`];
  const head = `**What this pull request weakens** (${plural(items.length, "thing")}, ${against})`;
  return ["", head, "", ...kept(rows, ROOM.weakened, { noun: "thing" }), ...fresh];
}

export function foldedWaivers(report: GateReport): readonly string[] {
  const waivers = allWaivers(report);
  const counts = ["in-force", "expired", "changed", "unused"].map((state) => {
    const count = waivers.filter((waiver) => waiver.state === state).length;
    return [count, state.replace("-", " ")] as const;
  });
  const rows = waivers.map(({ stack, endpoint, path, reason, expires, owner, state }) => [
    `- ${state.replace("-", " ")} until ${code(expires, VALUE)}${owner === undefined ? "" : `, owner ${code(owner, VALUE)}`}:`,
    `  ${code(`${stack}: ${endpoint} ${path}`, VALUE)}, because ${code(reason, VALUE)}`,
  ]);
  return folded(`Waivers: ${joinCounts(counts)}`, kept(rows, ROOM.waivers, { noun: "waiver" }));
}

export function foldedGaps(report: GateReport): readonly string[] {
  const rows = gapLines(report).map((line) => [`- ${gapWords(line)}`]);
  return folded("What is not covered", kept(rows, ROOM.gaps, { noun: "line" }));
}

/** What was read for each stack, and how much of it matches. */
export function foldedStacks({ stacks }: GateReport): readonly string[] {
  const rows = stacks.map((stack) => [
    `- ${MARKS[stack.verdict]} ${code(stack.stack, 80)}: ${matchWords([stack])}`,
    ...documentLines(stack),
  ]);
  return folded(`What was read, by stack (${stacks.length})`, kept(rows, ROOM.stacks, { noun: "stack" }));
}

function documentLines({ evidence }: StackReport): readonly string[] {
  return (evidence?.documents ?? []).map((document) => {
    const { status, fetchedAt } = document;
    const { declared, matching } = countFields([document]);
    const name = code(nameOf(document), 80);
    if (status === "unreadable") return `  - ${name} could not be read`;
    const read = fetchedAt === undefined ? "" : `, read ${minute(fetchedAt)}`;
    return `  - ${name} ${matching} of ${declared}${read}`;
  });
}
