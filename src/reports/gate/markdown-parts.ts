import { clip, plural, printable, shownValue } from "../../../lib/messages/index.js";
import { allWaivers, gapLines, waiverWords } from "./context.js";
import type { GateReport } from "../../gate/gate-report.js";
import { cellCode, inlineCode } from "../shared/markdown-code.js";

const ROOM = { weakened: 8_000, waivers: 6_000, gaps: 4_000 };
const VALUE = 240;

export function weakenedLines({ weakened }: GateReport): readonly string[] {
  if (weakened === undefined) return [];
  const { items, baseline, unknownStacks } = weakened;
  const against = `compared with ${inlineCode(clip(printable(baseline), 120))}`;
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
  return ["", head, "", ...kept(rows, ROOM.weakened, "thing"), ...fresh];
}

export function waiverSummary(report: GateReport): string {
  const waivers = allWaivers(report);
  const counted = ["in-force", "expired", "changed", "unused"].flatMap((state) => {
    const count = waivers.filter((waiver) => waiver.state === state).length;
    return count === 0 ? [] : [`${count} ${state.replace("-", " ")}`];
  });
  return `Waivers: ${counted.join(", ")}`;
}

export function waiverTable(report: GateReport): readonly string[] {
  if (waiverWords(report) === "") return [];
  const rows = allWaivers(report).map(({ stack, endpoint, path, reason, expires, owner, state }) => {
    const cells = [`${stack}: ${endpoint} ${path}`, expires, owner ?? "", reason].map((text) =>
      text === "" ? "" : cellCode(clip(printable(text), VALUE)),
    );
    return [`| ${state} | ${cells.join(" | ")} |`];
  });
  return [
    "| | Setting | Until | Owner | Reason |",
    "|---|---|---|---|---|",
    ...kept(rows, ROOM.waivers, "waiver", true),
  ];
}

export function gapList(report: GateReport): readonly string[] {
  return kept(
    gapLines(report).map((line) => [`- ${inlineCode(clip(line, 600))}`]),
    ROOM.gaps,
    "line",
  );
}

export function folded(summary: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ["", `<details><summary>${summary}</summary>`, "", ...lines, "", "</details>"];
}

/** As many whole blocks as there is room for, and how many were left out. */
export function kept(
  blocks: readonly (readonly string[])[],
  room: number,
  noun: string,
  table = false,
): readonly string[] {
  const lines: string[] = [];
  let left = room;
  for (const [index, block] of blocks.entries()) {
    left -= block.reduce((sum, line) => sum + line.length + 1, 0);
    if (left < 0) {
      const gone = plural(blocks.length - index, noun);
      return [...lines, ...(table ? [""] : []), `${gone} left out; the evidence has them all.`];
    }
    lines.push(...block);
  }
  return lines;
}
