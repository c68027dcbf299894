import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { FindingResult } from "./finding.js";
import { groupBy } from "./groups.js";
import type { ListTask, Twin } from "./list-task.js";
import {
  type DeclaredItem,
  findLiteralKey,
  groupByContent,
  type LiveClass,
  type LiveItem,
  listDistinct,
  sortClasses,
  sortItems,
  toLiveItem,
  toSingleClasses,
} from "./live-items.js";
import { sortByMeaning, withoutRepeats } from "./node-identity.js";
import { findMaximumMatching, MAX_PAIRING } from "./pairing.js";
import { createRivalFinder } from "./twins.js";

/** How the items of a list may be paired. */
export interface PairingRules {
  /** Whether live items that are equal in every compared field, and declared items that say the same, count once. */
  readonly collapse: boolean;
  /** Whether the order of arrival has no influence, not even on which two items are shown as a pair. */
  readonly arrange: boolean;
  /** Whether a live item may be left over beside the declared ones that it could go with. */
  readonly mayRemain: (item: LiveClass, declared: readonly DeclaredItem[]) => boolean;
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
export function listExtraItems(paired: Paired, field: ListField): readonly Twin[] {
  if (paired.leftOver.length === 0) return [];
  const rivals = createRivalFinder([
    ...paired.pairs.map(({ item, live }) => ({ node: item.node, key: live.first.key })),
    ...paired.missing,
  ]);
  return paired.leftOver.flatMap(({ members }) =>
    listDistinct(field, members).map((item) => ({ ...item, rivals: rivals(item.key) })),
  );
}

class Pairing {
  private readonly pairs: Pair[] = [];
  private readonly missing: DeclaredItem[] = [];
  private readonly leftOver: LiveClass[] = [];
  private gaveUp = false;

  constructor(
    private readonly task: ListTask,
    private readonly rules: PairingRules,
  ) {}

  run(nodes: readonly DeclaredNode[]): Paired {
    const { field, live } = this.task;
    const { arrange, collapse } = this.rules;
    const declared = groupBy(
      nodes.map((node, index) => ({ node, index, key: findLiteralKey(field, node) })),
      ({ key }) => key,
    );
    const arrived = groupBy<LiveItem, string | undefined>(
      live.map((value, index) => toLiveItem(field, value, index)),
      ({ key }) => key,
    );
    const listItems = (key: string | undefined): readonly DeclaredItem[] => {
      const items = declared.get(key) ?? [];
      return collapse ? withoutRepeats(field.item, items) : items;
    };
    // Declared items whose key is no literal may go with any live item.
    const open = listItems(undefined);
    declared.delete(undefined);
    const poolDeclared = [...open];
    const poolLive: LiveClass[] = [];
    for (const key of new Set([...declared.keys(), ...arrived.keys()])) {
      const items = listItems(key);
      const group = arrived.get(key) ?? [];
      const ofKey = arrange ? sortItems(group) : group;
      const classes = collapse ? groupByContent(ofKey, [items, open], field) : toSingleClasses(ofKey);
      if (open.length > 0 && classes.length > items.length) {
        for (const item of items) poolDeclared.push(item);
        for (const item of classes) poolLive.push(item);
      } else {
        this.settle(items, classes);
      }
    }
    this.settle(poolDeclared, arrange ? sortClasses(poolLive) : poolLive);
    const { pairs, missing, leftOver, gaveUp } = this;
    return { pairs, missing, leftOver, gaveUp };
  }

  private settle(given: readonly DeclaredItem[], live: readonly LiveClass[]): void {
    const declared = this.rules.arrange ? sortByMeaning(this.task.field.item, given) : given;
    const isTried = declared.length <= MAX_PAIRING && live.length <= MAX_PAIRING;
    if (!isTried && declared.length > 0 && live.length > 0) {
      this.gaveUp = true;
      return;
    }
    const pairs = new Map<DeclaredItem, Pair>();
    const used = new Set<LiveClass>();
    for (const pair of this.pairBest(declared, live)) {
      pairs.set(pair.item, pair);
      used.add(pair.live);
    }
    for (const item of declared) {
      const pair = pairs.get(item);
      if (pair === undefined) this.missing.push(item);
      else this.pairs.push(pair);
    }
    for (const item of live) if (!used.has(item)) this.leftOver.push(item);
  }

  /**
   * The largest set of pairs whose items match for certain. If items are left over that undecided pairs would cover,
   * the undecided pairs are taken as well: the result is then neither a certain match nor a certain difference.
   */
  private pairBest(declared: readonly DeclaredItem[], live: readonly LiveClass[]): readonly Pair[] {
    const possible: Pair[] = [];
    for (const item of declared) {
      for (const other of live) {
        const result = this.task.holds(item.node, other.first.value);
        if (result !== "differs") possible.push({ item, live: other, result });
      }
    }
    // One item on either side, as in most groups: there is nothing to choose.
    if (declared.length === 1 && live.length === 1) return possible;
    const needed = new Set(live.filter((item) => !this.rules.mayRemain(item, declared)));
    const suffices = (pairs: readonly Pair[]) => {
      const used = new Set(pairs.map((pair) => pair.live));
      return pairs.length === declared.length && [...needed].every((item) => used.has(item));
    };
    const certain = findMaximumMatching(
      possible.filter(({ result }) => result === "matches"),
      needed,
    );
    if (suffices(certain)) return certain;
    const all = findMaximumMatching(possible, needed);
    return suffices(all) ? all : certain;
  }
}
