import { changeBlock, codeOfPerson } from "../comparison/markdown.js";
import { byWords, minuteOf } from "../comparison/model.js";
import { inlineCode } from "../shared/markdown.js";
import { type HistoryEntry, type HistoryWriter, shownWords, unchangedWords } from "./model.js";

/** A history as Markdown: a line for each version, and a list of its changes below. */
export function historyMarkdown(): HistoryWriter {
  return {
    head: () => "",
    entry: (entry) => `${entryLines(entry).join("\n")}\n\n`,
    tail: (shown) => `${shownWords(shown)}\n`,
  };
}

function entryLines(entry: HistoryEntry): readonly string[] {
  const { document, at, by, changes } = entry;
  const head = `**${minuteOf(at)}** ${inlineCode(document)}${byWords(by, codeOfPerson)}`;
  if (changes.length > 0) return [head, "", ...changes.flatMap((change) => changeBlock(document, change))];
  return [`${head}: ${unchangedWords(entry)}`];
}
