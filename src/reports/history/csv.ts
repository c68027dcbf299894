import { printable } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { shownValue } from "../shared/shown.js";
import { type HistoryEntry, type HistoryWriter, nameUnchanged } from "./model.js";

const HEAD = ["when", "who", "document", "setting", "change", "direction", "before", "after"];

/** A history as CSV (RFC 4180): a row for each change, for an auditor's spreadsheet. */
export function historyCsv(): HistoryWriter {
  return { head: () => row(HEAD), entry: (entry) => rowsOf(entry).map(row).join(""), tail: () => "" };
}

function rowsOf(entry: HistoryEntry): readonly (readonly string[])[] {
  const { document, at = "", by = "", changes } = entry;
  if (changes.length === 0) return [[at, by, document, "", nameUnchanged(entry), "", "", ""]];
  return changes.map((change) => [at, by, document, ...cellsOf(change)]);
}

function cellsOf({ path, kind, direction, before, after }: Change): readonly string[] {
  return [path, kind, direction ?? "", valueText(before), valueText(after)];
}

/** A text as it is, without quotes of JSON; anything else as JSON. */
function valueText(canonical: string | undefined): string {
  if (canonical === undefined) return "";
  const shown = shownValue(canonical, 4_000);
  try {
    const value: unknown = JSON.parse(canonical);
    return typeof value === "string" && value.length < 4_000 ? value : shown;
  } catch {
    return shown;
  }
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/**
 * A cell that no spreadsheet takes for a formula: what begins with `=`, `+`, `-`, `@`, a tab or a quote gets an
 * apostrophe, also behind blanks. All cells stand in quotes, so a separator of another country splits none.
 */
function cell(text: string): string {
  const inert = printable(text);
  const guarded = /^\s*[=+\-@|'"\t]/.test(inert) ? `'${inert}` : inert;
  return `"${guarded.replaceAll('"', '""')}"`;
}
