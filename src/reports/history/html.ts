import type { Change } from "../../../lib/snapshot/index.js";
import { describeKind, writeChanged } from "../comparison/model.js";
import {
  capitalize,
  note,
  pickColour,
  renderCode,
  renderPageEnd,
  renderPageHead,
  renderTag,
} from "../shared/html-page.js";
import { showValue } from "../shared/shown.js";
import { escapeXml } from "../shared/xml.js";
import { countShown, type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const VALUE = 4_000;

/** A history as one HTML page without scripts, links or anything to load: a card a version, newest first. */
export function createHtmlWriter(): HistoryWriter {
  return {
    renderHead: () =>
      `${renderPageHead("Fullstory settings: history")}<h1>History of Fullstory settings</h1>\n`,
    renderEntry: (entry) => `${renderCard(entry)}\n`,
    renderTail: (shown) => `<footer><p>${countShown(shown)}</p></footer>\n${renderPageEnd()}`,
  };
}

function renderCard(entry: HistoryEntry): string {
  const { document, changes } = entry;
  const who = writeChanged(entry, (by) => escapeXml(by.slice(0, 200)));
  const body =
    changes.length === 0
      ? note(capitalize(nameUnchanged(entry)))
      : `<ul>${changes.map(renderItem).join("")}</ul>`;
  return `<article class="card"><p>${renderTag("plain", document)}</p><h3>${who}</h3>${body}</article>`;
}

function renderItem(change: Change): string {
  const { path, direction, before, after } = change;
  const renderValue = (label: string, canonical: string | undefined) =>
    canonical === undefined ? "" : `<br>${label} ${renderCode(showValue(canonical, VALUE))}`;
  return `<li>${renderTag(pickColour(direction), direction ?? "neutral")}${renderCode(path)}${escapeXml(describeKind(change))}${renderValue("before", before)}${renderValue("after", after)}</li>`;
}
