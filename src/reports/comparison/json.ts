import { type Change, formatJson } from "../../../lib/snapshot/index.js";
import { parseCanonical, toPlain } from "../shared/json-value.js";
import { type Changed, type ComparisonReport, countChanges, isSame } from "./model.js";

/** A comparison for machines. Values are values. */
export function renderComparisonJson(report: ComparisonReport): string {
  const { command, before, after, documents, skipped, notes } = report;
  return `${formatJson(
    toPlain({
      version: 1,
      command,
      result: isSame(documents) ? "match" : "drift",
      counts: countChanges(documents),
      before,
      after,
      documents: documents.map(({ name, changes, onlyIn, changed }) => ({
        name,
        changes: changes.map((change) => toChangeJson(change, changed?.get(change.path))),
        onlyIn,
      })),
      skipped,
      notes,
    }),
  )}\n`;
}

export function toChangeJson(change: Change, changed?: Changed): object {
  const { path, kind, direction, from, before, after, dataClass } = change;
  return {
    path,
    kind,
    dataClass,
    direction,
    from,
    before: before === undefined ? undefined : parseCanonical(before),
    after: after === undefined ? undefined : parseCanonical(after),
    changed,
  };
}
