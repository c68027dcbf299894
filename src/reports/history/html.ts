import type { Change } from "../../../lib/snapshot/index.js";
import { changedWords, verbOf } from "../comparison/model.js";
import { capitalised, code, colourOf, context, pageEnd, pageHead, tag } from "../shared/html-page.js";
import { shownValue } from "../shared/shown.js";
import { escaped } from "../shared/xml.js";
import { type HistoryEntry, type HistoryWriter, shownWords, unchangedWords } from "./model.js";

const VALUE = 4_000;

/** A history as one HTML page without scripts, links or anything to load: a card a version, newest first. */
export function historyHtml(): HistoryWriter {
  return {
    head: () => `${pageHead("Fullstory settings: history")}<h1>History of Fullstory settings</h1>\n`,
    entry: (entry) => `${card(entry)}\n`,
    tail: (shown) => `<footer><p>${shownWords(shown)}</p></footer>\n${pageEnd()}`,
  };
}

function card(entry: HistoryEntry): string {
  const { document, changes } = entry;
  const who = changedWords(entry, (by) => escaped(by.slice(0, 200)));
  const body =
    changes.length === 0
      ? context(capitalised(unchangedWords(entry)))
      : `<ul>${changes.map(item).join("")}</ul>`;
  return `<article class="card"><p>${tag("plain", document)}</p><h3>${who}</h3>${body}</article>`;
}

function item(change: Change): string {
  const { path, direction, before, after } = change;
  const value = (label: string, canonical: string | undefined) =>
    canonical === undefined ? "" : `<br>${label} ${code(shownValue(canonical, VALUE))}`;
  return `<li>${tag(colourOf(direction), direction ?? "neutral")}${code(path)}${escaped(verbOf(change))}${value("before", before)}${value("after", after)}</li>`;
}
