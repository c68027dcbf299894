import { escapeForLogs, pickWorstDirection } from "../../../lib/snapshot/index.js";
import { toChangeJson } from "../comparison/json.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

/** A history as NDJSON: one object a line for each version, newest first, in ASCII. */
export function createJsonWriter(): HistoryWriter {
  return {
    renderHead: () => "",
    renderEntry: (entry) => `${renderEntryJson(entry)}\n`,
    renderTail: () => "",
  };
}

function renderEntryJson({ document, at, by, isFirst, changes }: HistoryEntry): string {
  const direction = pickWorstDirection(changes);
  const body = {
    document,
    at,
    by,
    first: isFirst,
    direction,
    changes: changes.map((each) => toChangeJson(each)),
  };
  return escapeForLogs(JSON.stringify(body));
}
