import { safeInLogs, worstDirection } from "../../../lib/snapshot/index.js";
import { changeJson } from "../comparison/json.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

/** A history as NDJSON: one object a line for each version, newest first, in ASCII. */
export function historyJson(): HistoryWriter {
  return { head: () => "", entry: (entry) => `${entryJson(entry)}\n`, tail: () => "" };
}

function entryJson({ document, at, by, isFirst, changes }: HistoryEntry): string {
  const direction = worstDirection(changes);
  const body = {
    document,
    at,
    by,
    first: isFirst,
    direction,
    changes: changes.map((each) => changeJson(each)),
  };
  return safeInLogs(JSON.stringify(body));
}
