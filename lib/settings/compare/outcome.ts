import type { Finding, FindingResult } from "./finding.js";

/**
 * What became of one declared node. `observed` is the canonical text of the live value as far as it is declared:
 * equal to the declared text exactly when the result is `matches`.
 */
export interface Outcome {
  readonly result: FindingResult;
  readonly observed: string;
  readonly findings: readonly Finding[];
  readonly items?: ItemCount;
}

export interface ItemCount {
  readonly declared: number;
  readonly matching: number;
}

/** The worst of some results: `differs`, then `not-checked`, then `matches`. */
export function pickWorst(results: Iterable<FindingResult>): FindingResult {
  let all: FindingResult = "matches";
  for (const result of results) {
    if (result === "differs") return result;
    if (result === "not-checked") all = result;
  }
  return all;
}

/** The best result of any candidate: `matches`, then `not-checked`, then `differs`. */
export function pickBest<T>(candidates: Iterable<T>, holds: (candidate: T) => FindingResult): FindingResult {
  let best: FindingResult = "differs";
  for (const candidate of candidates) {
    const result = holds(candidate);
    if (result === "matches") return result;
    if (result === "not-checked") best = result;
  }
  return best;
}

/** The outcome of a node that holds. */
export function accept(declared: string): Outcome {
  return { result: "matches", observed: declared, findings: [] };
}

/**
 * The outcome that follows from findings. The observed text is asked for only where there are some, and is made to
 * differ from the declared one, so that it cannot pass.
 */
export function conclude(declared: string, findings: readonly Finding[], textOf: () => string): Outcome {
  if (findings.length === 0) return accept(declared);
  const observed = textOf();
  const result = pickWorst(findings.map((finding) => finding.result));
  return { result, observed: observed === declared ? `not ${observed}` : observed, findings };
}
