import type { FindingResult } from "./finding.js";
import type { ListTask } from "./list-task.js";
import type { DeclaredItem, LiveClass } from "./live-items.js";
import { maximumMatching, type Pairs } from "./pairing.js";

/** Declared and live items that are tried with each other; each pair is judged once. */
export class PairTrials {
  private readonly results = new Map<number, FindingResult>();

  constructor(
    private readonly declared: readonly DeclaredItem[],
    private readonly live: readonly LiveClass[],
    private readonly holds: ListTask["holds"],
  ) {}

  /**
   * As many pairs as there can be among certain matches. Where they leave something over that undecided pairs would
   * not, the undecided pairs are taken: then neither a match nor a difference is certain.
   */
  best(mayRemain: (item: LiveClass) => boolean): Pairs {
    const needed = new Set<number>();
    for (const [l, item] of this.live.entries()) if (!mayRemain(item)) needed.add(l);
    const matching = (fits: (d: number, l: number) => boolean) =>
      maximumMatching([this.declared.length, this.live.length], fits, (l) => needed.has(l));
    const suffices = (pairs: Pairs) => {
      const used = new Set(pairs.values());
      return pairs.size === this.declared.length && [...needed].every((l) => used.has(l));
    };
    const certain = matching((d, l) => this.result(d, l) === "matches");
    if (suffices(certain) || ![...this.results.values()].includes("not-checked")) return certain;
    const possible = matching((d, l) => this.result(d, l) !== "differs");
    return suffices(possible) ? possible : certain;
  }

  result(d: number, l: number): FindingResult {
    const index = d * this.live.length + l;
    const known = this.results.get(index);
    if (known !== undefined) return known;
    const item = this.declared[d];
    const other = this.live[l];
    if (item === undefined || other === undefined) throw new RangeError("no such pair");
    const result = this.holds(item.node, other.first.value);
    this.results.set(index, result);
    return result;
  }
}
