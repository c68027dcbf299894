import { printable } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { beside, block, shownValue } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { type Changed, minuteOf } from "./changed.js";

const MARGIN = 13;

/** One change as lines of text: what it means, where, and both values below. */
export function changeLines(change: Change, style: Style, changed?: Changed): readonly string[] {
  const lead = `  ${directionWord(change, style)}`;
  const lines = [...beside(`${printable(change.path)}${verbOf(change)}`, { lead, margin: MARGIN }, style)];
  const { path, before, after } = change;
  const who = changed === undefined ? [] : block(`changed ${changedText(changed)}`, MARGIN, style);
  // An item that is its own name was told already.
  if (path.endsWith(`[${before ?? after}]`) && change.kind !== "changed") return [...lines, ...who];
  if (before !== undefined)
    lines.push(...block(`${after === undefined ? "" : "was "}${shownValue(before)}`, MARGIN, style));
  if (after !== undefined)
    lines.push(...block(`${before === undefined ? "" : "is  "}${shownValue(after)}`, MARGIN, style));
  return [...lines, ...who];
}

function changedText({ at, by }: Changed): string {
  return `${minuteOf(at)}${by === undefined ? "" : ` by ${printable(by).slice(0, 200)}`}`;
}

/** What a change did, where the values alone do not say it. */
export function verbOf({ kind, from, before, after }: Change): string {
  if (kind === "moved") return from === undefined ? " in another order" : ` moved from ${printable(from)}`;
  if (kind === "changed") return before === undefined && after === undefined ? " changed" : "";
  return ` ${kind}`;
}

function directionWord({ direction }: Change, style: Style): string {
  const pad = (word: string): string => word.padEnd(MARGIN - 2);
  if (direction === "loosened") return style.red(pad("LOOSENED"));
  if (direction === "unclear") return style.yellow(pad("unclear"));
  return direction === "tightened" ? style.green(pad("tightened")) : style.dim(pad("-"));
}
