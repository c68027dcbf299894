import { renderChangeMarkdown, writePerson } from "../comparison/markdown.js";
import { formatTime, writeBy } from "../comparison/model.js";
import { quoteCode } from "../shared/markdown.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

/** A history as Markdown: a line for each version, and a list of its changes below. */
export function createMarkdownWriter(): HistoryWriter {
  return {
    renderHead: () => "",
    renderEntry: (entry) => `${renderEntryLines(entry).join("\n")}\n\n`,
    renderTail: (shown) => `${countShown(shown)}\n`,
  };
}

function renderEntryLines(entry: HistoryEntry): readonly string[] {
  const { document, at, by, changes } = entry;
  const head = `**${formatTime(at)}** ${quoteCode(document)}${writeBy(by, writePerson)}`;
  if (changes.length > 0)
    return [head, "", ...changes.flatMap((change) => renderChangeMarkdown(document, change))];
  return [`${head}: ${nameUnchanged(entry)}`];
}
