import type { DeclaredNode } from "../declare/declared-node.js";
import { namingField } from "../model/field.js";
import type { Json } from "../model/json.js";
import type { FindingResult } from "./finding.js";
import type { ListTask } from "./list-task.js";
import { isVendor, literalKey, liveItem } from "./live-items.js";
import { worst } from "./outcome.js";
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
  const present = covered.present();
  return present === "differs" ? present : worst([present, covered.accounted(vendorMayKeep)]);
}

/** Tries declared items with live ones. Those with the same key come first, so that equal lists cost linear time. */
class Coverage {
  private readonly liveByKey = new Map<string, Json[]>();
  private readonly declaredByKey = new Map<string, DeclaredNode[]>();
  /** Declared items that may go with a live item of another key. */
  private readonly beyondKeys = new Set<DeclaredNode>();
  private trials = MAX_PAIRING * MAX_PAIRING;

  constructor(
    private readonly nodes: readonly DeclaredNode[],
    private readonly task: ListTask,
  ) {
    const { field, live } = task;
    const naming = namingField(field);
    const reachesFurther = naming.kind === "text" && naming.covers !== undefined;
    for (const value of live) add(this.liveByKey, liveItem(field, value, 0).key, value);
    for (const node of nodes) {
      const key = literalKey(field, node);
      if (key !== undefined) add(this.declaredByKey, key, node);
      if (key === undefined || reachesFurther) this.beyondKeys.add(node);
    }
  }

  present(): FindingResult {
    return worst(this.nodes.map((node) => this.isPresent(node)));
  }

  accounted(vendorMayKeep: boolean): FindingResult {
    const { field, live } = this.task;
    return worst(
      live.map((value) => {
        if (vendorMayKeep && isVendor(field, value)) return "matches";
        const key = liveItem(field, value, 0).key;
        const near = this.bestOfGroup(this.declaredByKey.get(key) ?? [], (node) =>
          this.task.holds(node, value),
        );
        return near === "matches"
          ? near
          : either(
              near,
              this.bestOf(this.beyondKeys, (node) => this.task.holds(node, value)),
            );
      }),
    );
  }

  private isPresent(node: DeclaredNode): FindingResult {
    const { live, holds } = this.task;
    const key = literalKey(this.task.field, node);
    if (key === undefined && live.length > MAX_PAIRING) return "not-checked";
    const near = key === undefined ? [] : (this.liveByKey.get(key) ?? []);
    const result = this.bestOfGroup(near, (value) => holds(node, value));
    if (result === "matches" || !this.beyondKeys.has(node)) return result;
    return either(
      result,
      this.bestOf(live, (value) => holds(node, value)),
    );
  }

  /** As in a pairing, more than a thousand items with one key are not tried. */
  private bestOfGroup<T>(group: readonly T[], holds: (candidate: T) => FindingResult): FindingResult {
    return group.length > MAX_PAIRING ? "not-checked" : this.bestOf(group, holds);
  }

  /** The best result of any, or `not-checked` where there are too many to try. */
  private bestOf<T>(candidates: Iterable<T>, holds: (candidate: T) => FindingResult): FindingResult {
    let best: FindingResult = "differs";
    for (const candidate of candidates) {
      if (this.trials-- <= 0) return "not-checked";
      const result = holds(candidate);
      if (result === "matches") return result;
      if (result === "not-checked") best = result;
    }
    return best;
  }
}

/** The result of an alternative. */
function either(one: FindingResult, other: FindingResult): FindingResult {
  if (one === "matches" || other === "matches") return "matches";
  return one === "not-checked" ? one : other;
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
