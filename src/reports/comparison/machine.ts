import type { Change } from "../../../lib/snapshot/index.js";
import { toRuleId } from "../shared/rules.js";
import { showValue } from "../shared/shown.js";
import { type ComparedDocument, type ComparisonReport, nameOnlySide, writeChanged } from "./model.js";

/** One difference as every format for machines tells it. Texts may be from outside. */
export interface Difference {
  readonly document: string;
  readonly path: string;
  readonly ruleId: string;
  readonly direction: string;
  readonly lines: readonly string[];
}

/** All differences of a comparison, a document that only one side has included. */
export function listDifferences({ documents }: ComparisonReport): readonly Difference[] {
  return documents.flatMap((document) => {
    const { name, changes, onlyIn } = document;
    if (onlyIn === undefined) return changes.map((change) => toDifference(document, change));
    return [
      {
        document: name,
        path: name,
        ruleId: "comparison/one-side-only",
        direction: "unclear",
        lines: [`${name} is ${nameOnlySide(onlyIn)}, so not compared`],
      },
    ];
  });
}

function toDifference({ name, changed }: ComparedDocument, change: Change): Difference {
  const { path, kind, direction = "changed", before, after, from } = change;
  const who = changed?.get(path);
  return {
    document: name,
    path,
    ruleId: toRuleId(name.split(".")[0] ?? name, /^[^.[#]+/.exec(path)?.[0] ?? path),
    direction,
    lines: [
      `${direction}: ${name} ${path} ${kind}${from === undefined ? "" : ` from ${from}`}`,
      ...(before === undefined ? [] : [`before ${showValue(before, 400)}`]),
      ...(after === undefined ? [] : [`after ${showValue(after, 400)}`]),
      ...(who === undefined ? [] : [`changed ${writeChanged(who, (by) => by)}`]),
    ],
  };
}
