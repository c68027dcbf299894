import { omitUndefined } from "../../omit-undefined.js";
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

/** A certain difference decides, then whatever was not checked, then a match. */
export function worst(results: Iterable<FindingResult>): FindingResult {
  let all: FindingResult = "matches";
  for (const result of results) {
    if (result === "differs") return result;
    if (result === "not-checked") all = result;
  }
  return all;
}

/** An outcome by its findings; texts that would wrongly agree are told apart, so that a difference cannot pass. */
export function decided(
  declared: string,
  observed: string,
  findings: readonly Finding[],
  items?: ItemCount,
): Outcome {
  const result = worst(findings.map((finding) => finding.result));
  const text = result === "matches" ? declared : observed === declared ? `not ${observed}` : observed;
  return { result, observed: text, findings, ...omitUndefined({ items }) };
}
