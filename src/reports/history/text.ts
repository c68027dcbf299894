import { printable } from "../../../lib/messages/index.js";
import { changeLines } from "../comparison/change-lines.js";
import { minuteOf } from "../comparison/changed.js";
import { beside, counted } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

const WHEN = 22;
const WHERE = 17;

/** A history as text: a line for each version, and its changes below. */
export function historyText(style: Style): HistoryWriter {
  return {
    head: () => `${style.dim(`${"WHEN".padEnd(WHEN)}${"SETTINGS".padEnd(WHERE)}WHO`)}\n`,
    entry: (entry) => `${entryLines(entry, style).join("\n")}\n`,
    tail: (shown) => (shown === 0 ? "No version fits.\n" : `\n${counted(shown, "version")}\n`),
  };
}

function entryLines({ document, at, by, isFirst, changes }: HistoryEntry, style: Style): readonly string[] {
  const who = by === undefined ? "-" : printable(by).slice(0, 200);
  const lead = `${minuteOf(at).padEnd(WHEN)}${document.padEnd(WHERE)}`;
  const line = beside(who, { lead, margin: WHEN + WHERE }, style).map(style.bold);
  if (isFirst) return [...line, style.dim("  first version")];
  if (changes.length === 0) return [...line, style.dim("  no setting changed")];
  return [...line, ...changes.flatMap((change) => changeLines(change, style))];
}
