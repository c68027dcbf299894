import type { DeclaredNode } from "../declare/declared-node.js";
import { namingField } from "../model/field.js";
import type { FindingResult } from "./finding.js";
import { groupedBy } from "./groups.js";
import type { ListTask } from "./list-task.js";
import { isVendor, literalKey, liveItem } from "./live-items.js";
import { bestOf, worst } from "./outcome.js";
import { MAX_PAIRING } from "./pairing.js";

/** Whether each declared item is somewhere in the live list, however many of them one live item is. */
export function presence(nodes: readonly DeclaredNode[], task: ListTask): FindingResult {
  return new Coverage(nodes, task).present();
}

/**
 * Whether each declared item is somewhere in the live list, and each live item is some declared one, or one that the
 * vendor may keep. It accepts more than any pairing does.
 */
export function coverage(
  nodes: readonly DeclaredNode[],
  task: ListTask,
  vendorMayKeep: boolean,
): FindingResult {
  const covered = new Coverage(nodes, task);
  return worst([covered.present(), covered.accounted(vendorMayKeep)]);
}

/** Tries declared items with live ones. Those with the same key come first, so that equal lists cost linear time. */
class Coverage {
  /** Whether a declared item may go with a live item of another key. */
  private readonly reachesFurther: boolean;
  private trials = MAX_PAIRING * MAX_PAIRING;

  constructor(
    private readonly nodes: readonly DeclaredNode[],
    private readonly task: ListTask,
  ) {
    this.reachesFurther = "covers" in namingField(task.field);
  }

  present(): FindingResult {
    const { field, live } = this.task;
    const byKey = groupedBy(live, (value) => liveItem(field, value, 0).key);
    return worst(
      this.nodes.map((node) => {
        const key = literalKey(field, node);
        const near = key === undefined ? live : byKey.get(key);
        const others = key !== undefined && this.reachesFurther ? live : undefined;
        return this.tryAll([near, others], (value) => this.task.holds(node, value));
      }),
    );
  }

  accounted(vendorMayKeep: boolean): FindingResult {
    const { field, live } = this.task;
    const byKey = groupedBy(this.nodes, (node) => literalKey(field, node));
    const others = this.reachesFurther ? this.nodes : byKey.get(undefined);
    return worst(
      live.map((value) => {
        if (vendorMayKeep && isVendor(field, value)) return "matches";
        const near = byKey.get(liveItem(field, value, 0).key);
        return this.tryAll([near, others], (node) => this.task.holds(node, value));
      }),
    );
  }

  /**
   * The best result of all candidates, those with the same key first. As in a pairing, more than a thousand of those
   * are not tried, and nothing more after a million trials.
   */
  private tryAll<T>(
    [near, others]: readonly (readonly T[] | undefined)[],
    holds: (candidate: T) => FindingResult,
  ): FindingResult {
    const tried = (candidate: T) => (this.trials-- > 0 ? holds(candidate) : "not-checked");
    return bestOf([near, others], (candidates) => {
      if (candidates === undefined || candidates.length === 0) return "differs";
      const areTooMany = candidates === near && candidates.length > MAX_PAIRING;
      return areTooMany || this.trials <= 0 ? "not-checked" : bestOf(candidates, tried);
    });
  }
}
