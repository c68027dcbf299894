import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { FindingResult } from "./finding.js";
import { byName, type Group, groupByKey } from "./item-groups.js";
import type { ListTask, Twin } from "./list-task.js";
import {
  arranged,
  arrangedClasses,
  classesOf,
  type DeclaredItem,
  distinct,
  isVendor,
  type LiveClass,
  type LiveItem,
  literalKey,
  singleClasses,
} from "./live-items.js";
import { arrangedItems } from "./node-identity.js";
import { PairTrials } from "./pair-trials.js";
import { MAX_PAIRING } from "./pairing.js";

/** How the items of a list may be paired. */
export interface PairingRules {
  /** Whether live items that are equal in every compared field, and declared items that say the same, count once. */
  readonly collapse: boolean;
  /** Whether the order of arrival has no influence, not even on which two items are shown as a pair. */
  readonly arrange: boolean;
  /** Which live items may be left over: all, what the vendor keeps, or none. */
  readonly mayRemain: "all" | "vendor" | "none";
}

export interface Pair {
  readonly item: DeclaredItem;
  readonly live: LiveClass;
  /** `differs` only between two that are shown beside each other because they have one key. */
  readonly result: FindingResult;
}

/** Which declared item goes with which live item. */
export interface Paired {
  readonly pairs: readonly Pair[];
  /** Declared items without a live one. */
  readonly missing: readonly DeclaredItem[];
  /** Live items without a declared one. */
  readonly leftOver: readonly LiveClass[];
  /** Whether there were more items than are tried with each other. */
  readonly gaveUp: boolean;
}

/**
 * Pairs a declared list with a live one. Items are grouped by their literal key, so the cost is linear while keys
 * are literal; within a group, and for declared items without a literal key, a maximum matching decides.
 */
export function pairItems(nodes: readonly DeclaredNode[], task: ListTask, rules: PairingRules): Paired {
  return new Pairing(task, rules).run(nodes);
}

/** Live items that were not paired, one for each meaning. */
export function extraItems(paired: Paired, field: ListField): readonly Twin[] {
  if (paired.leftOver.length === 0) return [];
  const rivals = byName(field, [
    ...paired.pairs.map(({ item, live }) => ({ node: item.node, key: live.first.key })),
    ...paired.missing,
  ]);
  return paired.leftOver.flatMap(({ members }) =>
    distinct(field, members).map((item) => ({ ...item, rivals: rivals.get(item.key) ?? [] })),
  );
}

class Pairing {
  private readonly pairs: Pair[] = [];
  private readonly missing: DeclaredItem[] = [];
  private readonly leftOver: LiveClass[] = [];
  private gaveUp = false;
  private readonly field: ListField;

  constructor(
    private readonly task: ListTask,
    private readonly rules: PairingRules,
  ) {
    this.field = task.field;
  }

  run(nodes: readonly DeclaredNode[]): Paired {
    const given = nodes.map((node, index) => ({ node, index, key: literalKey(this.field, node) }));
    const { groups, open } = groupByKey(this.task, given, this.rules.collapse);
    const poolDeclared: DeclaredItem[] = [...open];
    const poolLive: LiveClass[] = [];
    const openNodes = open.map((item) => item.node);
    for (const group of groups) {
      const arrived = this.rules.arrange ? arranged(group.live) : group.live;
      const items = this.rules.collapse ? this.classes(arrived, group, openNodes) : singleClasses(arrived);
      if (open.length > 0 && items.length > group.declared.length) {
        for (const item of group.declared) poolDeclared.push(item);
        for (const item of items) poolLive.push(item);
      } else {
        this.settle(group.declared, items);
      }
    }
    if (open.length > 0) this.settle(poolDeclared, this.rules.arrange ? arrangedClasses(poolLive) : poolLive);
    const { pairs, missing, leftOver, gaveUp } = this;
    return { pairs, missing, leftOver, gaveUp };
  }

  private classes(arrived: readonly LiveItem[], { declared }: Group, open: readonly DeclaredNode[]) {
    // A single item cannot have duplicates.
    if (arrived.length < 2) return singleClasses(arrived);
    return classesOf(arrived, [...declared.map((item) => item.node), ...open], this.field);
  }

  private settle(given: readonly DeclaredItem[], live: readonly LiveClass[]): void {
    const declared = this.rules.arrange ? arrangedItems(this.field.item, given) : given;
    if (declared.length === 0 || live.length === 0) {
      for (const item of declared) this.missing.push(item);
      for (const item of live) this.leftOver.push(item);
      return;
    }
    if (declared.length > MAX_PAIRING || live.length > MAX_PAIRING) {
      this.gaveUp = true;
      return;
    }
    const trials = new PairTrials(declared, live, this.task.holds);
    const pairs =
      declared.length === 1 && live.length === 1
        ? this.onlyPair(trials)
        : trials.best((item) => this.mayRemain(item, declared));
    const used = new Set(pairs.values());
    for (const [d, item] of declared.entries()) {
      const l = pairs.get(d);
      const other = l === undefined ? undefined : live[l];
      if (l === undefined || other === undefined) this.missing.push(item);
      else this.pairs.push({ item, live: other, result: trials.result(d, l) });
    }
    for (const [l, item] of live.entries()) if (!used.has(l)) this.leftOver.push(item);
  }

  /** One item on either side, as in most groups: there is nothing to choose. */
  private onlyPair(trials: PairTrials): ReadonlyMap<number, number> {
    return new Map(trials.result(0, 0) === "differs" ? [] : [[0, 0]]);
  }

  private mayRemain(item: LiveClass, declared: readonly DeclaredItem[]): boolean {
    if (this.rules.mayRemain === "all") return true;
    if (this.rules.mayRemain === "none") return false;
    return (
      item.members.every((member) => isVendor(this.field, member.value)) &&
      declared.every(({ key }) => key !== item.first.key)
    );
  }
}
