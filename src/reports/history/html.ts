import type { Change } from "../../../lib/snapshot/index.js";
import { verbOf, writeChanged } from "../comparison/model.js";
import { capitalise, chooseColour, code, note, pageEnd, pageHead, tag } from "../shared/html-page.js";
import { shownValue } from "../shared/shown.js";
import { escaped } from "../shared/xml.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const VALUE = 4_000;

/** A history as one HTML page without scripts, links or anything to load: a card a version, newest first. */
export function historyHtml(): HistoryWriter {
  return {
    head: () => `${pageHead("Fullstory settings: history")}<h1>History of Fullstory settings</h1>\n`,
    entry: (entry) => `${card(entry)}\n`,
    tail: (shown) => `<footer><p>${countShown(shown)}</p></footer>\n${pageEnd()}`,
  };
}

function card(entry: HistoryEntry): string {
  const { document, changes } = entry;
  const who = writeChanged(entry, (by) => escaped(by.slice(0, 200)));
  const body =
    changes.length === 0 ? note(capitalise(nameUnchanged(entry))) : `<ul>${changes.map(item).join("")}</ul>`;
  return `<article class="card"><p>${tag("plain", document)}</p><h3>${who}</h3>${body}</article>`;
}

function item(change: Change): string {
  const { path, direction, before, after } = change;
  const value = (label: string, canonical: string | undefined) =>
    canonical === undefined ? "" : `<br>${label} ${code(shownValue(canonical, VALUE))}`;
  return `<li>${tag(chooseColour(direction), direction ?? "neutral")}${code(path)}${escaped(verbOf(change))}${value("before", before)}${value("after", after)}</li>`;
}
