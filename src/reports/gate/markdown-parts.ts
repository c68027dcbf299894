import { formatMinute, pluralize, showValue } from "../../../lib/messages/index.js";
import type { GateReport, StackReport } from "../../gate/gate-report.js";
import { fitBlocks, fold, quoteCode, toCode } from "../shared/markdown.js";
import { joinCounts } from "../shared/shown.js";
import { listWaivers, renderGapLines } from "./context.js";
import { quoteGap } from "./markdown-words.js";
import { countFields, describeMatch, nameSettings, showBaseline, tellValues } from "./words.js";

const ROOM = { weakened: 8_000, waivers: 6_000, gaps: 4_000, stacks: 4_000 };
const VALUE = 240;
const MARKS = { match: "✔", drift: "✘", undecided: "?" } as const;

export function renderWeakened({ weakened }: GateReport): readonly string[] {
  if (weakened === undefined) return [];
  const { items, unknownStacks } = weakened;
  const against = `compared with ${quoteCode(showBaseline(weakened.baseline))}`;
  if (items.length === 0) return ["", `**What this pull request weakens**: nothing, ${against}.`];
  const rows = items.map((item) => {
    const values = tellValues(item, (canonical) => quoteCode(showValue(canonical, 120)));
    const about = toCode(`${item.stack}, ${item.what}`, VALUE);
    return [`- ${item.kind}: ${about}${values === "" ? "" : `, ${values}`}`];
  });
  const fresh =
    unknownStacks.length === 0 ? [] : ["", `${pluralize(unknownStacks.length, "stack")} of it are new.`];
  const head = `**What this pull request weakens** (${pluralize(items.length, "thing")}, ${against})`;
  return ["", head, "", ...fitBlocks(rows, ROOM.weakened, { noun: "thing" }), ...fresh];
}

export function renderWaivers(report: GateReport): readonly string[] {
  const waivers = listWaivers(report);
  const counts = ["in-force", "expired", "changed", "unused"].map((state) => {
    const count = waivers.filter((waiver) => waiver.state === state).length;
    return [count, state.replace("-", " ")] as const;
  });
  const rows = waivers.map(({ stack, endpoint, path, reason, expires, owner, state }) => [
    `- ${state.replace("-", " ")} until ${toCode(expires, VALUE)}${owner === undefined ? "" : `, owner ${toCode(owner, VALUE)}`}:`,
    `  ${toCode(`${stack}: ${endpoint} ${path}`, VALUE)}, because ${toCode(reason, VALUE)}`,
  ]);
  return fold(`Waivers: ${joinCounts(counts)}`, fitBlocks(rows, ROOM.waivers, { noun: "waiver" }));
}

export function renderGaps(report: GateReport): readonly string[] {
  const rows = renderGapLines(report).map((line) => [`- ${quoteGap(line)}`]);
  return fold("What is not covered", fitBlocks(rows, ROOM.gaps, { noun: "line" }));
}

/** What was read for each stack, and how much of it matches. */
export function renderStacks({ stacks }: GateReport): readonly string[] {
  const rows = stacks.map((stack) => [
    `- ${MARKS[stack.verdict]} ${toCode(stack.stack, 80)}: ${describeMatch([stack])}`,
    ...renderDocuments(stack),
  ]);
  return fold(`What was read, by stack (${stacks.length})`, fitBlocks(rows, ROOM.stacks, { noun: "stack" }));
}

function renderDocuments({ evidence }: StackReport): readonly string[] {
  return (evidence?.documents ?? []).map((document) => {
    const { status, fetchedAt } = document;
    const { declared, matching } = countFields([document]);
    const name = toCode(nameSettings(document), 80);
    if (status === "unreadable") return `  - ${name} could not be read`;
    const read = fetchedAt === undefined ? "" : `, read ${formatMinute(fetchedAt)}`;
    return `  - ${name} ${matching} of ${declared}${read}`;
  });
}
