import { printable } from "../../../lib/messages/index.js";
import { minuteOf } from "../comparison/model.js";
import { changeLines } from "../comparison/text.js";
import { beside } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const WHEN = 22;
const WHERE = 17;

/** A history as text: a line for each version, and its changes below. */
export function historyText(style: Style): HistoryWriter {
  return {
    head: () => `${style.dim(`${"WHEN".padEnd(WHEN)}${"SETTINGS".padEnd(WHERE)}WHO`)}\n`,
    entry: (entry) => `${entryLines(entry, style).join("\n")}\n`,
    tail: (shown) => `${shown === 0 ? "" : "\n"}${countShown(shown)}\n`,
  };
}

function entryLines(entry: HistoryEntry, style: Style): readonly string[] {
  const { document, at, by, isFirst, changes } = entry;
  const who = by === undefined ? "-" : printable(by).slice(0, 200);
  const lead = `${minuteOf(at).padEnd(WHEN)}${document.padEnd(WHERE)}`;
  const line = beside(who, { lead, margin: WHEN + WHERE }, style).map(style.bold);
  if (isFirst || changes.length === 0) return [...line, style.dim(`  ${nameUnchanged(entry)}`)];
  return [...line, ...changes.flatMap((change) => changeLines(change, style))];
}
