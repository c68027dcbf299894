import type { DeclaredNode } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import { compareNode } from "./compare-node.js";
import type { Finding } from "./finding.js";
import { type Found, notChecked } from "./found.js";
import { byName, type Group, groupByKey } from "./item-groups.js";
import type { ItemPaths } from "./item-paths.js";
import {
  arranged,
  arrangedClasses,
  classesOf,
  distinct,
  isVendor,
  type LiveClass,
  type LiveItem,
  literalKey,
  singleClasses,
} from "./live-items.js";
import { arrangedItems } from "./node-identity.js";
import type { ItemCount, Outcome } from "./outcome.js";
import { type DeclaredItem, isNear, PairTrials, tried } from "./pair-trials.js";
import { MAX_PAIRING } from "./pairing.js";

/** How the items of a list may be paired. */
export interface PairingRules {
  /** Whether live items that are equal in every compared field, and declared items that say the same, count once. */
  readonly collapse: boolean;
  /** Whether the order in which items arrive decides nothing, not even which two are shown beside each other. */
  readonly arrange: boolean;
  /** Which live items may be left over: all, what the vendor keeps, or none. */
  readonly mayRemain: "all" | "vendor" | "none";
}

/** Which declared item goes with which live item. */
export interface PairedItems {
  /** Left over on both sides with the same key, or not decided: the nearest two, and how they differ. */
  readonly near: readonly { readonly outcome: Outcome }[];
  readonly missing: readonly {
    readonly node: DeclaredNode;
    readonly declared: string;
    readonly index: number;
  }[];
  readonly extra: readonly ExtraItem[];
  /** Canonical texts of the live items that were paired; asked for only where something differs. */
  readonly observed: () => readonly string[];
  /** Positions of the live items that were paired, in the order of the declared ones. */
  readonly order: readonly number[];
  readonly count: ItemCount;
  /** What could not be paired within the bound. */
  readonly undecided: readonly Finding[];
}

/** A live item that no declared one was paired with. */
export interface ExtraItem extends LiveItem {
  /** Declared items with the same key. */
  readonly rivals: readonly DeclaredNode[];
}

/**
 * Pairs a declared list with a live one. Items are grouped by their literal key, so the cost is linear while keys
 * are literal; within a group, and for declared items without a literal key, a maximum matching decides.
 */
export function pairItems(
  declared: readonly DeclaredNode[],
  live: readonly Json[],
  field: ListField,
  found: Found,
  paths: ItemPaths,
  rules: PairingRules,
): PairedItems {
  return new Pairing(field, found, paths, rules).run(declared, live);
}

interface Pair {
  /** How the two differ; absent where they match. */
  readonly outcome?: Outcome;
  readonly node: DeclaredNode;
  readonly declaredIndex: number;
  readonly liveIndex: number;
  readonly key: string;
}

class Pairing {
  private readonly matched: Pair[] = [];
  private readonly near: (Pair & { readonly outcome: Outcome })[] = [];
  private readonly missing: DeclaredItem[] = [];
  private readonly leftOver: LiveClass[] = [];
  private readonly undecided: Finding[] = [];

  constructor(
    private readonly field: ListField,
    private readonly found: Found,
    private readonly paths: ItemPaths,
    private readonly rules: PairingRules,
  ) {}

  run(declared: readonly DeclaredNode[], live: readonly Json[]): PairedItems {
    const given = declared.map((node, index) => ({ node, index, key: literalKey(this.field, node) }));
    const { groups, open } = groupByKey(this.field, given, live, this.rules.collapse);
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
    return this.result();
  }

  private classes(arrived: readonly LiveItem[], { declared }: Group, open: readonly DeclaredNode[]) {
    // Most groups are one item, which there is nothing to tell from.
    if (arrived.length < 2) return singleClasses(arrived);
    return classesOf(arrived, [...declared.map((item) => item.node), ...open], this.field);
  }

  private result(): PairedItems {
    const pairs = [...this.matched, ...this.near].sort((a, b) => a.declaredIndex - b.declaredIndex);
    return {
      near: this.near,
      missing: this.missing.map(({ node, index }) => ({
        node,
        declared: declaredText(this.field.item, node),
        index,
      })),
      extra: this.extra(pairs),
      observed: () =>
        pairs.map(({ outcome, node }) => outcome?.observed ?? declaredText(this.field.item, node)),
      order: pairs.map((pair) => pair.liveIndex),
      count: { declared: pairs.length + this.missing.length, matching: this.matched.length },
      undecided: this.undecided,
    };
  }

  private extra(pairs: readonly Pair[]): readonly ExtraItem[] {
    if (this.leftOver.length === 0) return [];
    const rivals = byName(this.field, [...pairs, ...this.missing]);
    return this.leftOver.flatMap(({ members }) =>
      distinct(this.field, members).map((item) => ({ ...item, rivals: rivals.get(item.key) ?? [] })),
    );
  }

  private settle(given: readonly DeclaredItem[], live: readonly LiveClass[]): void {
    const declared = this.rules.arrange ? arrangedItems(this.field.item, given) : given;
    if (declared.length === 0 || live.length === 0) {
      for (const item of declared) this.missing.push(item);
      for (const item of live) this.leftOver.push(item);
      return;
    }
    if (declared.length > MAX_PAIRING || live.length > MAX_PAIRING) {
      this.giveUp();
      return;
    }
    const [one, other] = [declared[0], live[0]];
    if (declared.length === 1 && live.length === 1 && one !== undefined && other !== undefined) {
      this.settleTwo(one, other);
      return;
    }
    const trials = new PairTrials(declared, live, this.field, this.found);
    const pairs = trials.best((item) => this.mayRemain(item, declared));
    const free = new Set(live.keys());
    for (const [d, l] of pairs) {
      free.delete(l);
      this.pair(declared[d], live[l], trials.matches(d, l));
    }
    for (const [d, item] of declared.entries()) {
      if (pairs.has(d)) continue;
      const l = trials.nearest(d, free);
      if (l === undefined) {
        this.missing.push(item);
        continue;
      }
      free.delete(l);
      this.pair(item, live[l], false);
    }
    for (const l of free) {
      const item = live[l];
      if (item !== undefined) this.leftOver.push(item);
    }
  }

  /** One item on either side, as in most groups: there is nothing to choose. */
  private settleTwo(item: DeclaredItem, live: LiveClass): void {
    const result = tried(item, live, this.field, this.found);
    if (result !== "differs" || isNear(item, live)) {
      this.pair(item, live, result === "matches");
      return;
    }
    this.missing.push(item);
    this.leftOver.push(live);
  }

  private mayRemain(item: LiveClass, declared: readonly DeclaredItem[]): boolean {
    if (this.rules.mayRemain === "all") return true;
    if (this.rules.mayRemain === "none") return false;
    return (
      item.members.every((member) => isVendor(this.field, member)) &&
      declared.every(({ key }) => key !== item.first.key)
    );
  }

  private pair(item: DeclaredItem | undefined, live: LiveClass | undefined, matches: boolean): void {
    if (item === undefined || live === undefined) return;
    const { value, index, key } = live.first;
    const base = { node: item.node, declaredIndex: item.index, liveIndex: index, key };
    if (matches) {
      this.matched.push(base);
      return;
    }
    const place = this.paths.of(value, index);
    const outcome = compareNode(this.field.item, item.node, value, place, this.found.context);
    this.near.push({ ...base, outcome });
  }

  private giveUp(): void {
    const message = `more than ${MAX_PAIRING} items cannot be told apart by a literal key; declare their keys as literals`;
    this.found.context.problems.push({ path: this.found.place.path, message });
    for (const finding of notChecked(this.found, "", message).findings) this.undecided.push(finding);
  }
}
