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
export function worst(results: Iterable<FindingResult>): FindingResult {
  let all: FindingResult = "matches";
  for (const result of results) {
    if (result === "differs") return result;
    if (result === "not-checked") all = result;
  }
  return all;
}

/**
 * The outcome that follows from findings. Where something differs, the observed text is made to differ from the
 * declared one, so that it cannot pass.
 */
export function decided(declared: string, observed: string, findings: readonly Finding[]): Outcome {
  const result = worst(findings.map((finding) => finding.result));
  const text = result === "matches" ? declared : observed === declared ? `not ${observed}` : observed;
  return { result, observed: text, findings };
}
