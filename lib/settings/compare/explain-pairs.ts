import type { DeclaredNode } from "../declare/declared-node.js";
import { spellDeclared } from "../declare/declared-text.js";
import type { Finding } from "./finding.js";
import { skipCheck } from "./found.js";
import { groupBy } from "./groups.js";
import type { ListFindings, ShownList } from "./list-findings.js";
import type { DeclaredItem, LiveClass } from "./live-items.js";
import type { ItemCount } from "./outcome.js";
import type { Pair, Paired } from "./pair-items.js";
import { MAX_PAIRING } from "./pairing.js";

export interface ShownPairs {
  /** The pairing in which left-over items with one key are shown beside each other. */
  readonly paired: Paired;
  /** All findings but those about additional live items. */
  readonly findings: Finding[];
  /** Canonical texts of the live items that were paired; asked for only where something differs. */
  readonly observed: () => readonly string[];
  /** Positions of the live items that were paired, in the order of the declared ones. */
  readonly order: readonly number[];
  readonly count: ItemCount;
}

/** Explains a pairing: what differs between two of one key, what is missing, and what could not be paired. */
export function explainPairs(pairing: Paired, list: ShownList, paths: ListFindings): ShownPairs {
  const paired = withNearest(pairing, list);
  const outcomes = new Map(
    paired.pairs
      .filter((pair) => pair.result !== "matches")
      .map((pair) => {
        const { value, index } = pair.live.first;
        return [pair, list.explain(pair.item.node, paths.locate(value, index))] as const;
      }),
  );
  const findings = [...outcomes.values()].flatMap((outcome) => outcome.findings);
  for (const { node, index } of paired.missing) findings.push(paths.reportMissing(node, index));
  if (paired.gaveUp) for (const finding of reportTooMany(list)) findings.push(finding);
  const pairs = [...paired.pairs].sort((a, b) => a.item.index - b.item.index);
  const { item: field } = list.task.field;
  return {
    paired,
    findings,
    observed: () => pairs.map((pair) => outcomes.get(pair)?.observed ?? spellDeclared(field, pair.item.node)),
    order: pairs.map((pair) => pair.live.first.index),
    count: {
      declared: pairs.length + paired.missing.length,
      matching: pairs.filter((pair) => pair.result === "matches").length,
    },
  };
}

/** Each missing item with the left-over live item of its key that differs least. */
function withNearest(paired: Paired, list: ShownList): Paired {
  const byKey = groupBy<LiveClass, string | undefined>(paired.leftOver, ({ first }) => first.key);
  const free = new Set(paired.leftOver);
  const missing: DeclaredItem[] = [];
  const near: Pair[] = [];
  for (const item of paired.missing) {
    const ofKey = (byKey.get(item.key) ?? []).filter((live) => free.has(live));
    const live = findNearest(item.node, ofKey, list);
    if (live === undefined) missing.push(item);
    else {
      free.delete(live);
      near.push({ item, live, result: "differs" });
    }
  }
  return { ...paired, pairs: [...paired.pairs, ...near], missing, leftOver: [...free] };
}

function findNearest(
  node: DeclaredNode,
  live: readonly LiveClass[],
  { task, found, explain }: ShownList,
): LiveClass | undefined {
  if (live.length < 2) return live[0];
  const counted = live.map((item) => {
    const at = { ...found, field: task.field.item, value: item.first.value };
    return { item, differences: explain(node, at).findings.length };
  });
  return counted.reduce((best, each) => (each.differences < best.differences ? each : best)).item;
}

function reportTooMany({ found }: ShownList): readonly Finding[] {
  const message = `more than ${MAX_PAIRING} items cannot be told apart by a literal key; declare their keys as literals`;
  found.context.problems.push({ path: found.place.path, message });
  return skipCheck({ ...found, declared: "" }, message).findings;
}
