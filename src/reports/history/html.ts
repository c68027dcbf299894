import type { Change } from "../../../lib/snapshot/index.js";
import { verbOf } from "../comparison/change-lines.js";
import { minuteOf } from "../comparison/changed.js";
import { pageEnd, pageHead } from "../shared/html-page.js";
import { counted, shownValue } from "../shared/shown.js";
import { escaped } from "../shared/xml.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

const VALUE = 4_000;
const COLOURS: Readonly<Record<string, string>> = { loosened: "bad", tightened: "calm", unclear: "odd" };

/** A history as one HTML page without scripts, links or anything to load: a card a version, newest first. */
export function historyHtml(): HistoryWriter {
  return {
    head: () => `${pageHead("Fullstory settings: history")}<h1>History of Fullstory settings</h1>\n`,
    entry: (entry) => `${card(entry)}\n`,
    tail: (shown) =>
      `<footer><p>${shown === 0 ? "No version fits." : counted(shown, "version")}</p></footer>\n${pageEnd()}`,
  };
}

function card({ document, at, by, isFirst, changes }: HistoryEntry): string {
  const who = by === undefined ? "" : ` by ${escaped(by.slice(0, 200))}`;
  const none = isFirst ? "First version" : "No setting changed";
  const body =
    changes.length === 0 ? `<p class="context">${none}</p>` : `<ul>${changes.map(item).join("")}</ul>`;
  return `<article class="card"><p><span class="tag plain">${escaped(document)}</span></p><h3>${minuteOf(at)}${who}</h3>${body}</article>`;
}

function item(change: Change): string {
  const { path, direction, before, after } = change;
  const colour = COLOURS[direction ?? ""] ?? "plain";
  const value = (label: string, canonical: string | undefined) =>
    canonical === undefined ? "" : `<br>${label} <code>${escaped(shownValue(canonical, VALUE))}</code>`;
  return `<li><span class="tag ${colour}">${direction ?? "neutral"}</span><code>${escaped(path)}</code>${escaped(verbOf(change))}${value("before", before)}${value("after", after)}</li>`;
}
