import type { DeclaredNode } from "../declare/declared-node.js";
import { getNameField } from "../model/field.js";
import type { FindingResult } from "./finding.js";
import { groupBy } from "./groups.js";
import type { ListTask } from "./list-task.js";
import { findLiteralKey, isVendor, toLiveItem } from "./live-items.js";
import { pickBest, pickWorst } from "./outcome.js";
import { MAX_PAIRING } from "./pairing.js";

/** Whether each declared item is somewhere in the live list, however many of them one live item is. */
export function judgePresence(nodes: readonly DeclaredNode[], task: ListTask): FindingResult {
  return new Coverage(nodes, task).judgePresence();
}

/**
 * Whether each declared item is somewhere in the live list, and each live item is some declared one, or one that the
 * vendor may keep. It accepts more than any pairing does.
 */
export function judgeCoverage(
  nodes: readonly DeclaredNode[],
  task: ListTask,
  vendorMayKeep: boolean,
): FindingResult {
  const covered = new Coverage(nodes, task);
  return pickWorst([covered.judgePresence(), covered.judgeAccounted(vendorMayKeep)]);
}

/** Tries declared items with live ones. Those with the same key come first, so that equal lists cost linear time. */
class Coverage {
  /** Whether a declared item may be paired with a live item that has another key. */
  private readonly reachesFurther: boolean;
  private trials = MAX_PAIRING * MAX_PAIRING;

  constructor(
    private readonly nodes: readonly DeclaredNode[],
    private readonly task: ListTask,
  ) {
    this.reachesFurther = "covers" in getNameField(task.field);
  }

  judgePresence(): FindingResult {
    const { field, live } = this.task;
    const byKey = groupBy(live, (value) => toLiveItem(field, value, 0).key);
    return pickWorst(
      this.nodes.map((node) => {
        const key = findLiteralKey(field, node);
        const near = key === undefined ? live : byKey.get(key);
        const others = key !== undefined && this.reachesFurther ? live : undefined;
        return this.pickBestOfAll([near, others], (value) => this.task.holds(node, value));
      }),
    );
  }

  judgeAccounted(vendorMayKeep: boolean): FindingResult {
    const { field, live } = this.task;
    const byKey = groupBy(this.nodes, (node) => findLiteralKey(field, node));
    const others = this.reachesFurther ? this.nodes : byKey.get(undefined);
    return pickWorst(
      live.map((value) => {
        if (vendorMayKeep && isVendor(field, value)) return "matches";
        const near = byKey.get(toLiveItem(field, value, 0).key);
        return this.pickBestOfAll([near, others], (node) => this.task.holds(node, value));
      }),
    );
  }

  /**
   * The best result of all candidates, those with the same key first. As in a pairing, more than a thousand of those
   * are not tried, and nothing more after a million trials.
   */
  private pickBestOfAll<T>(
    [near, others]: readonly (readonly T[] | undefined)[],
    holds: (candidate: T) => FindingResult,
  ): FindingResult {
    const judgeOne = (candidate: T) => (this.trials-- > 0 ? holds(candidate) : "not-checked");
    return pickBest([near, others], (candidates) => {
      if (candidates === undefined || candidates.length === 0) return "differs";
      const areTooMany = candidates === near && candidates.length > MAX_PAIRING;
      return areTooMany || this.trials <= 0 ? "not-checked" : pickBest(candidates, judgeOne);
    });
  }
}
