import { sanitize } from "../../../lib/messages/index.js";
import { formatTime } from "../comparison/model.js";
import { renderChange } from "../comparison/text.js";
import { putBeside } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const WHEN = 22;
const WHERE = 17;

/** A history as text: a line for each version, and its changes below. */
export function createTextWriter(style: Style): HistoryWriter {
  return {
    renderHead: () => `${style.dim(`${"WHEN".padEnd(WHEN)}${"SETTINGS".padEnd(WHERE)}WHO`)}\n`,
    renderEntry: (entry) => `${renderEntryLines(entry, style).join("\n")}\n`,
    renderTail: (shown) => `${shown === 0 ? "" : "\n"}${countShown(shown)}\n`,
  };
}

function renderEntryLines(entry: HistoryEntry, style: Style): readonly string[] {
  const { document, at, by, isFirst, changes } = entry;
  const who = by === undefined ? "-" : sanitize(by).slice(0, 200);
  const lead = `${formatTime(at).padEnd(WHEN)}${document.padEnd(WHERE)}`;
  const line = putBeside(who, { lead, margin: WHEN + WHERE }, style).map(style.bold);
  if (isFirst || changes.length === 0) return [...line, style.dim(`  ${nameUnchanged(entry)}`)];
  return [...line, ...changes.flatMap((change) => renderChange(change, style))];
}
