import { sanitize } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { showValue } from "../shared/shown.js";
import { type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const HEAD = ["when", "who", "document", "setting", "change", "direction", "before", "after"];

/** A history as CSV (RFC 4180): a row for each change, for an auditor's spreadsheet. */
export function createCsvWriter(): HistoryWriter {
  return {
    renderHead: () => renderRow(HEAD),
    renderEntry: (entry) => toRows(entry).map(renderRow).join(""),
    renderTail: () => "",
  };
}

function toRows(entry: HistoryEntry): readonly (readonly string[])[] {
  const { document, at = "", by = "", changes } = entry;
  if (changes.length === 0) return [[at, by, document, "", nameUnchanged(entry), "", "", ""]];
  return changes.map((change) => [at, by, document, ...toCells(change)]);
}

function toCells({ path, kind, direction, before, after }: Change): readonly string[] {
  return [path, kind, direction ?? "", showCell(before), showCell(after)];
}

/** A text as it is, without quotes of JSON; anything else as JSON. */
function showCell(canonical: string | undefined): string {
  if (canonical === undefined) return "";
  const shown = showValue(canonical, 4_000);
  try {
    const value: unknown = JSON.parse(canonical);
    return typeof value === "string" && value.length < 4_000 ? value : shown;
  } catch {
    return shown;
  }
}

function renderRow(cells: readonly string[]): string {
  return `${cells.map(renderCell).join(",")}\r\n`;
}

/**
 * A cell that no spreadsheet takes for a formula: what begins with `=`, `+`, `-`, `@`, a tab or a quote gets an
 * apostrophe, also behind blanks. All cells stand in quotes, so a separator of another country splits none.
 */
function renderCell(text: string): string {
  const inert = sanitize(text);
  const guarded = /^\s*[=+\-@|'"\t]/.test(inert) ? `'${inert}` : inert;
  return `"${guarded.replaceAll('"', '""')}"`;
}
