import { changeBlock, writePerson } from "../comparison/markdown.js";
import { minuteOf, writeBy } from "../comparison/model.js";
import { inlineCode } from "../shared/markdown.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

/** A history as Markdown: a line for each version, and a list of its changes below. */
export function historyMarkdown(): HistoryWriter {
  return {
    head: () => "",
    entry: (entry) => `${entryLines(entry).join("\n")}\n\n`,
    tail: (shown) => `${countShown(shown)}\n`,
  };
}

function entryLines(entry: HistoryEntry): readonly string[] {
  const { document, at, by, changes } = entry;
  const head = `**${minuteOf(at)}** ${inlineCode(document)}${writeBy(by, writePerson)}`;
  if (changes.length > 0) return [head, "", ...changes.flatMap((change) => changeBlock(document, change))];
  return [`${head}: ${nameUnchanged(entry)}`];
}
