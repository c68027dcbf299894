import type { Change } from "../../../lib/snapshot/index.js";
import { directionMark } from "../shared/markdown.js";
import { inlineCode } from "../shared/markdown-code.js";
import { shownValue } from "../shared/shown.js";
import { verbOf } from "./change-lines.js";
import { type Changed, minuteOf } from "./changed.js";

const VALUE = 300;

/** One change as a line and a list below it, for comments and reports that are read on a phone. */
export function changeBlock(document: string, change: Change, changed?: Changed): readonly string[] {
  const { path, direction, before, after, kind, from } = change;
  const moved = kind === "moved" && from !== undefined ? ` moved from ${inlineCode(from)}` : verbOf(change);
  return [
    `- ${directionMark(direction)}: ${inlineCode(`${document}: ${path}`)}${moved}`,
    ...(before === undefined ? [] : [`  - Before ${inlineCode(shownValue(before, VALUE))}`]),
    ...(after === undefined ? [] : [`  - After ${inlineCode(shownValue(after, VALUE))}`]),
    ...(changed === undefined ? [] : [`  - Changed ${changedText(changed)}`]),
  ];
}

function changedText({ at, by }: Changed): string {
  return `${minuteOf(at)}${by === undefined ? "" : ` by ${inlineCode(by.slice(0, 200))}`}`;
}
