import type { DeclaredNode } from "../declare/declared-node.js";
import { entryField } from "../declare/declared-text.js";
import type { Field, ListField } from "../model/field.js";
import { isJsonObject, isScalar, type Json } from "../model/json.js";
import { type CompareContext, silent } from "./compare-context.js";
import { compareNode } from "./compare-node.js";
import type { FindingResult } from "./finding.js";
import type { Found } from "./found.js";
import type { LiveClass } from "./live-items.js";
import type { Outcome } from "./outcome.js";
import { maximumMatching, type Pairs } from "./pairing.js";
import { plainlyHolds } from "./plain-match.js";

export interface DeclaredItem {
  readonly node: DeclaredNode;
  readonly index: number;
  /** Canonical text of its key, where that is a literal. */
  readonly key: string | undefined;
}

/** Declared and live items that are tried with each other; each pair is compared once. */
export class PairTrials {
  private readonly results = new Map<number, FindingResult>();
  private readonly context: CompareContext;

  constructor(
    private readonly declared: readonly DeclaredItem[],
    private readonly live: readonly LiveClass[],
    private readonly field: ListField,
    private readonly found: Found,
  ) {
    this.context = silent(found.context);
  }

  matches(d: number, l: number): boolean {
    return this.result(d, l) === "matches";
  }

  /**
   * As many pairs as there can be. Where certain matches do not suffice, and what could not be decided might, the
   * undecided pairs count: then nothing is known, and neither a match nor a difference may be claimed.
   */
  best(mayRemain: (item: LiveClass) => boolean): Pairs {
    const needed = new Set([...this.live.keys()].filter((l) => !isTrue(this.live[l], mayRemain)));
    const matching = (fits: (d: number, l: number) => boolean) =>
      maximumMatching(this.declared.length, this.live.length, fits, (l) => needed.has(l));
    const suffices = (pairs: Pairs) => {
      const used = new Set(pairs.values());
      return pairs.size === this.declared.length && [...needed].every((l) => used.has(l));
    };
    const certain = matching((d, l) => this.result(d, l) === "matches");
    if (suffices(certain) || ![...this.results.values()].includes("not-checked")) return certain;
    const possible = matching((d, l) => this.result(d, l) !== "differs");
    return suffices(possible) ? possible : certain;
  }

  /** The left-over live item with the same key that differs least. */
  nearest(d: number, free: ReadonlySet<number>): number | undefined {
    const item = this.declared[d];
    if (item === undefined) return undefined;
    let nearest: number | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const l of free) {
      const other = this.live[l];
      if (other === undefined || !isNear(item, other)) continue;
      const differences = this.compare(item, other).findings.length;
      if (differences >= fewest) continue;
      nearest = l;
      fewest = differences;
    }
    return nearest;
  }

  private result(d: number, l: number): FindingResult {
    const index = d * this.live.length + l;
    const known = this.results.get(index);
    if (known !== undefined) return known;
    const item = this.declared[d];
    const other = this.live[l];
    if (item === undefined || other === undefined) throw new RangeError("no such pair");
    const result = tried(item, other, this.field, this.found, this.context);
    this.results.set(index, result);
    return result;
  }

  private compare(item: DeclaredItem, { first }: LiveClass): Outcome {
    return compareNode(this.field.item, item.node, first.value, this.found.place, this.context);
  }
}

/** Whether a declared and a live item go together. */
export function tried(
  { node }: DeclaredItem,
  { first: { value } }: LiveClass,
  { item }: ListField,
  { place, context }: Found,
  quiet: CompareContext | undefined = undefined,
): FindingResult {
  if (plainlyHolds(item, node, value, place.siblings.live)) return "matches";
  if (surelyDiffers(item, node, value)) return "differs";
  return compareNode(item, node, value, place, quiet ?? silent(context)).result;
}

/** Whether a declared and a live item that are left over may be shown as one that differs. */
export function isNear({ key, node }: DeclaredItem, { first }: LiveClass): boolean {
  return key !== undefined && key === first.key && node.kind !== "value";
}

function isTrue(item: LiveClass | undefined, test: (item: LiveClass) => boolean): boolean {
  return item !== undefined && test(item);
}

/** Whether a literal of the item is another one in live: most pairs that are tried are no pairs. */
function surelyDiffers(field: Field, node: DeclaredNode, live: Json): boolean {
  if (node.kind !== "object" || !isJsonObject(live)) return false;
  for (const [key, entry] of node.entries) {
    if (entry.kind !== "value" || entry.enough !== undefined) continue;
    const spec = entryField(field, key);
    if (spec.kind === "enum" || spec.absence !== undefined) continue;
    const value = live[key];
    if (value !== undefined && isScalar(value) && value !== entry.value) return true;
  }
  return false;
}
