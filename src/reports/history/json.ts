import { jsonString, worstDirection } from "../../../lib/snapshot/index.js";
import { changeJson } from "../comparison/json.js";
import type { HistoryEntry, HistoryWriter } from "./model.js";

/** A history as NDJSON: one object a line for each version, newest first, in ASCII. */
export function historyJson(): HistoryWriter {
  return { head: () => "", entry: (entry) => `${entryJson(entry)}\n`, tail: () => "" };
}

function entryJson({ document, at, by, isFirst, changes }: HistoryEntry): string {
  const direction = worstDirection(changes);
  return compact({
    document,
    ...(at === undefined ? {} : { at }),
    ...(by === undefined ? {} : { by }),
    first: isFirst,
    ...(direction === undefined ? {} : { direction }),
    changes: changes.map(changeJson),
  });
}

type Plain = string | boolean | readonly Plain[] | { readonly [key: string]: Plain };

function compact(value: Plain): string {
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(compact).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, entry]) => `${jsonString(key)}:${compact(entry)}`)
    .join(",")}}`;
}

function isList(value: readonly Plain[] | { readonly [key: string]: Plain }): value is readonly Plain[] {
  return Array.isArray(value);
}
