import { type Change, jsonText } from "../../../lib/snapshot/index.js";
import { type ComparisonReport, countChanges, isSame } from "./model.js";

/** A comparison for machines. Values are canonical text. */
export function comparisonJson(report: ComparisonReport): string {
  const { command, before, after, documents, skipped, notes } = report;
  return `${jsonText({
    version: 1,
    command,
    result: isSame(documents) ? "match" : "drift",
    counts: { ...countChanges(documents) },
    ...(before === undefined ? {} : { before: { ...before } }),
    after: { ...after },
    documents: documents.map(({ name, changes, onlyIn }) => ({
      name,
      changes: changes.map(changeJson),
      ...(onlyIn === undefined ? {} : { onlyIn }),
    })),
    skipped: [...skipped],
    notes: [...notes],
  })}\n`;
}

export function changeJson(change: Change): { readonly [key: string]: string } {
  const { path, kind, direction, from, before, after, dataClass } = change;
  return {
    path,
    kind,
    dataClass,
    ...(direction === undefined ? {} : { direction }),
    ...(from === undefined ? {} : { from }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
