import { canonicalObject, canonicalText } from "./canonical.js";
import { compareNode } from "./compare-node.js";
import type { DeclaredNode } from "./declared-node.js";
import { declaredText } from "./declared-text.js";
import type { Field, ListField } from "./field.js";
import type { Found } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import { isJsonObject, type Json } from "./json.js";
import { canonicalLive, canonicalScalar, liveValue } from "./normal.js";
import type { ItemCount, Outcome } from "./outcome.js";
import { MAX_PAIRING, maximumMatching } from "./pairing.js";

/** Which declared item goes with which live item. */
export interface PairedItems {
  /** Left over on both sides with the same key: the nearest two, and how they differ. */
  readonly near: readonly { readonly outcome: Outcome }[];
  readonly missing: readonly {
    readonly node: DeclaredNode;
    readonly declared: string;
    readonly index: number;
  }[];
  readonly extra: readonly { readonly live: Json; readonly index: number; readonly sharesKey: boolean }[];
  /** Canonical texts of the live items that were paired. */
  readonly observed: readonly string[];
  /** Positions of the live items that were paired, in the order of the declared ones. */
  readonly order: readonly number[];
  readonly count: ItemCount;
}

interface LiveItem {
  readonly value: Json;
  readonly index: number;
}

interface DeclaredItem {
  readonly node: DeclaredNode;
  readonly index: number;
}

interface Group {
  readonly declared: DeclaredItem[];
  readonly live: LiveItem[];
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
): PairedItems {
  return new Pairing(field, found, paths).run(declared, live);
}

interface Pair {
  readonly outcome: Outcome;
  readonly declaredIndex: number;
  readonly liveIndex: number;
}

class Pairing {
  private readonly matched: Pair[] = [];
  private readonly near: Pair[] = [];
  private readonly missing: { node: DeclaredNode; declared: string; index: number }[] = [];
  private readonly extra: { live: Json; index: number; sharesKey: boolean }[] = [];
  /** Tries must not leave paths or remarks behind. */
  private readonly trial: Found;

  constructor(
    private readonly field: ListField,
    private readonly found: Found,
    private readonly paths: ItemPaths,
  ) {
    this.trial = { ...found, context: { ...found.context, vendorRulesSeen: [] } };
  }

  run(declared: readonly DeclaredNode[], live: readonly Json[]): PairedItems {
    const { groups, open } = this.group(declared, live);
    const poolDeclared: DeclaredItem[] = [...open];
    const poolLive: LiveItem[] = [];
    for (const group of groups.values()) {
      const items = this.collapse(group.live, [...group.declared, ...open]);
      if (open.length > 0 && items.length > group.declared.length) {
        poolDeclared.push(...group.declared);
        poolLive.push(...items);
      } else {
        this.settle(group.declared, items);
      }
    }
    if (open.length > 0) this.settle(poolDeclared, poolLive);
    const pairs = [...this.matched, ...this.near].sort((a, b) => a.declaredIndex - b.declaredIndex);
    return {
      near: this.near,
      missing: this.missing,
      extra: this.extra,
      observed: pairs.map((pair) => pair.outcome.observed),
      order: pairs.map((pair) => pair.liveIndex),
      count: { declared: pairs.length + this.missing.length, matching: this.matched.length },
    };
  }

  private group(
    declared: readonly DeclaredNode[],
    live: readonly Json[],
  ): { groups: Map<string, Group>; open: DeclaredItem[] } {
    const groups = new Map<string, Group>();
    const open: DeclaredItem[] = [];
    const groupOf = (key: string): Group => {
      const known = groups.get(key);
      if (known !== undefined) return known;
      const group: Group = { declared: [], live: [] };
      groups.set(key, group);
      return group;
    };
    const seen = new Set<string>();
    for (const [index, node] of declared.entries()) {
      const identity = this.field.order === "unordered" ? nodeIdentity(node) : undefined;
      if (identity !== undefined && seen.has(identity)) continue;
      if (identity !== undefined) seen.add(identity);
      const key = this.declaredKey(node);
      if (key === undefined) open.push({ node, index });
      else groupOf(key).declared.push({ node, index });
    }
    for (const [index, value] of live.entries()) groupOf(this.liveKey(value)).live.push({ value, index });
    return { groups, open };
  }

  private declaredKey(node: DeclaredNode): string | undefined {
    if (node.kind === "value") return canonicalText(canonicalScalar(this.field.item, node.value));
    if (node.kind !== "object" || this.field.key === undefined) return undefined;
    const entry = node.entries.get(this.field.key);
    return entry?.kind === "value" ? canonicalText(entry.value) : undefined;
  }

  private liveKey(value: Json): string {
    if (!isJsonObject(value)) return canonicalLive(this.field.item, value);
    const name = this.field.key === undefined ? undefined : value[this.field.key];
    return name === undefined || this.field.key === undefined ? "no key" : canonicalText(name);
  }

  /** Live items that are equal in every field that some declared item of the group compares count once. */
  private collapse(live: readonly LiveItem[], declared: readonly DeclaredItem[]): LiveItem[] {
    if (this.field.order === "ordered" || live.length < 2) return [...live];
    const fields = new Set<string>();
    for (const { node } of declared) {
      if (node.kind !== "object" || node.whole)
        return [...live].filter(uniqueBy((item) => canonicalText(item.value)));
      for (const key of node.entries.keys()) fields.add(key);
    }
    if (fields.size === 0)
      return [...live].filter(uniqueBy((item) => canonicalLive(this.field.item, item.value)));
    return live.filter(uniqueBy((item) => this.projection(item.value, fields)));
  }

  private projection(value: Json, fields: ReadonlySet<string>): string {
    const { item } = this.field;
    if (!isJsonObject(value) || item.kind !== "object") return canonicalLive(item, value);
    const entries: [string, string][] = [];
    for (const key of fields) {
      const spec: Field | undefined = item.fields[key];
      if (spec !== undefined) entries.push([key, canonicalLive(spec, liveValue(spec, value[key], value))]);
    }
    return canonicalObject(entries);
  }

  private settle(declared: readonly DeclaredItem[], live: readonly LiveItem[]): void {
    if (declared.length === 0 || live.length === 0) {
      for (const item of declared) this.leaveDeclared(item);
      for (const item of live) this.leaveLive(item, declared);
      return;
    }
    if (declared.length > MAX_PAIRING || live.length > MAX_PAIRING) {
      this.found.context.problems.push({
        path: this.found.place.path,
        message: `more than ${MAX_PAIRING} items cannot be told apart by a literal key; declare their keys as literals`,
      });
      return;
    }
    const attempts = new Attempts(declared, live, (item, other) => this.tryPair(item, other));
    const pairs = maximumMatching(
      declared.length,
      live.length,
      (d, l) => attempts.of(d, l).result === "matches",
    );
    const free = new Set(live.keys());
    for (const [d, l] of pairs) {
      free.delete(l);
      this.matched.push(pairOf(declared, live, d, l, attempts.of(d, l)));
    }
    for (const [d, item] of declared.entries()) {
      if (!pairs.has(d)) this.settleFree(d, item, live, free, attempts);
    }
    for (const l of free) this.leaveLive(live[l], declared);
  }

  private tryPair(item: DeclaredItem, other: LiveItem): Outcome {
    const place = new ItemPaths(this.field, this.trial).of(other.value, other.index);
    return compareNode(this.field.item, item.node, other.value, place, this.trial.context);
  }

  /** Gives a left-over declared item its nearest left-over live item with the same key, or calls it missing. */
  private settleFree(
    d: number,
    item: DeclaredItem,
    live: readonly LiveItem[],
    free: Set<number>,
    attempts: Attempts,
  ): void {
    const key = item.node.kind === "value" ? undefined : this.declaredKey(item.node);
    let nearest: number | undefined;
    for (const l of key === undefined ? [] : free) {
      const other = live[l];
      if (other === undefined || this.liveKey(other.value) !== key) continue;
      const differences = attempts.of(d, l).findings.length;
      if (nearest === undefined || differences < attempts.of(d, nearest).findings.length) nearest = l;
    }
    const other = nearest === undefined ? undefined : live[nearest];
    if (nearest === undefined || other === undefined) {
      this.leaveDeclared(item);
      return;
    }
    free.delete(nearest);
    const place = this.paths.of(other.value, other.index);
    const outcome = compareNode(this.field.item, item.node, other.value, place, this.found.context);
    this.near.push({ outcome, declaredIndex: item.index, liveIndex: other.index });
  }

  private leaveDeclared({ node, index }: DeclaredItem): void {
    this.missing.push({ node, declared: declaredText(this.field.item, node), index });
  }

  private leaveLive(item: LiveItem | undefined, declared: readonly DeclaredItem[]): void {
    if (item === undefined) return;
    const key = this.liveKey(item.value);
    const sharesKey = declared.some(({ node }) => this.declaredKey(node) === key);
    this.extra.push({ live: item.value, index: item.index, sharesKey });
  }
}

/** Each pair is compared once. */
class Attempts {
  private readonly outcomes = new Map<number, Outcome>();

  constructor(
    private readonly declared: readonly DeclaredItem[],
    private readonly live: readonly LiveItem[],
    private readonly compare: (declared: DeclaredItem, live: LiveItem) => Outcome,
  ) {}

  of(d: number, l: number): Outcome {
    const index = d * this.live.length + l;
    const known = this.outcomes.get(index);
    if (known !== undefined) return known;
    const item = this.declared[d];
    const other = this.live[l];
    if (item === undefined || other === undefined) throw new RangeError("no such pair");
    const outcome = this.compare(item, other);
    this.outcomes.set(index, outcome);
    return outcome;
  }
}

function pairOf(
  declared: readonly DeclaredItem[],
  live: readonly LiveItem[],
  d: number,
  l: number,
  outcome: Outcome,
): Pair {
  return { outcome, declaredIndex: declared[d]?.index ?? d, liveIndex: live[l]?.index ?? l };
}

function uniqueBy<T>(identity: (item: T) => string): (item: T) => boolean {
  const seen = new Set<string>();
  return (item) => {
    const text = identity(item);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  };
}

/** The same text for declared items that say the same; matchers that cannot be told apart are kept apart. */
function nodeIdentity(node: DeclaredNode): string | undefined {
  switch (node.kind) {
    case "value":
      return canonicalText(node.value);
    case "object": {
      const entries: [string, string][] = [];
      for (const [key, entry] of node.entries) {
        const identity = nodeIdentity(entry);
        if (identity === undefined) return undefined;
        entries.push([key, identity]);
      }
      return `${node.whole}${canonicalObject(entries)}`;
    }
    case "list": {
      const items = node.items.map(nodeIdentity);
      return items.includes(undefined) ? undefined : `${node.order}${node.whole}[${items.join(",")}]`;
    }
    default:
      return undefined;
  }
}
