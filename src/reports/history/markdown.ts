import { changeRow } from "../comparison/markdown.js";
import { type HistoryEntry, type HistoryWriter, minuteOf } from "./model.js";

import { cellCode } from "../shared/markdown-code.js";
import { counted } from "../shared/shown.js";

/** A history as a Markdown table, a row for each change. */
export function historyMarkdown(): HistoryWriter {
  return {
    head: () => "| When | Who | | Setting | Before | After |\n|---|---|---|---|---|---|\n",
    entry: (entry) =>
      rows(entry)
        .map((row) => `| ${row.join(" | ")} |\n`)
        .join(""),
    tail: (shown) => (shown === 0 ? "\nNo version fits.\n" : `\n${counted(shown, "version")}\n`),
  };
}

function rows({ document, at, by, isFirst, changes }: HistoryEntry): readonly (readonly string[])[] {
  const lead = [minuteOf(at), by === undefined ? "-" : cellCode(by.slice(0, 200))];
  if (changes.length > 0) return changes.map((change) => [...lead, ...changeRow(document, change)]);
  return [[...lead, "-", cellCode(document), "", isFirst ? "first version" : "no setting changed"]];
}
