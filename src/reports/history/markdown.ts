import { minuteOf } from "../comparison/changed.js";
import { changeBlock } from "../comparison/markdown-change.js";
import { inlineCode } from "../shared/markdown-code.js";
import { counted } from "../shared/shown.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

/** A history as Markdown: a line for each version, and a list of its changes below. */
export function historyMarkdown(): HistoryWriter {
  return {
    head: () => "",
    entry: (entry) => `${entryLines(entry).join("\n")}\n\n`,
    tail: (shown) => (shown === 0 ? "No version fits.\n" : `${counted(shown, "version")}\n`),
  };
}

function entryLines({ document, at, by, isFirst, changes }: HistoryEntry): readonly string[] {
  const who = by === undefined ? "" : ` by ${inlineCode(by.slice(0, 200))}`;
  const head = `**${minuteOf(at)}** ${inlineCode(document)}${who}`;
  if (changes.length > 0) return [head, "", ...changes.flatMap((change) => changeBlock(document, change))];
  return [`${head}: ${isFirst ? "first version" : "no setting changed"}`];
}
