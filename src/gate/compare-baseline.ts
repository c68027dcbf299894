import type { Evidence } from "../../lib/evidence/index.js";
import { GateError } from "./error.js";
import type { StackReport, Weakened, Weakening } from "./gate-report.js";
import { goneStack, weakenings } from "./weakening.js";

/** Earlier evidence, and how it is used. */
export interface Baseline {
  /** Files or git references, as they were named. */
  readonly names: readonly string[];
  readonly earlier: readonly Evidence[];
  /** Whether weakening fails. */
  readonly forbidden: boolean;
  /** The one stack that was asked for. */
  readonly only?: string;
}

/** Compares the stacks with their earlier evidence, by name. */
export function compareWithBaseline(
  { names, earlier, forbidden, only }: Baseline,
  stacks: readonly StackReport[],
): Weakened {
  const baseline = names.join(", ");
  const known = uniqueByName(
    earlier,
    "two baselines are of the stack",
    "Give one baseline for each stack; compare apps that share a stack's name one by one.",
  );
  const now = uniqueByName(
    stacks,
    "two files are of the stack",
    "With --baseline, give one file for each stack.",
  );
  const items: Weakening[] = [];
  for (const before of known.values()) {
    if (only !== undefined && before.stack !== only) continue;
    if (before.outcome === "error")
      throw new GateError(
        `the baseline ${baseline} holds a synthesis of ${before.stack} that failed, so it declares nothing`,
        "Name one that succeeded.",
      );
    const { evidence: after } = now.get(before.stack) ?? {};
    if (after === undefined) items.push(...goneStack(before));
    // A synthesis that failed declares nothing, which is told already.
    else if (after.outcome !== "error") items.push(...weakenings(before, after));
  }
  const unknownStacks = stacks.filter(({ stack, evidence }) => evidence !== undefined && !known.has(stack));
  return { baseline, forbidden, items, unknownStacks: unknownStacks.map(({ stack }) => stack) };
}

/** With two of one name, one would hide what the other weakens. */
function uniqueByName<T extends { readonly stack: string }>(
  all: readonly T[],
  fault: string,
  hint: string,
): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const each of all) {
    if (byName.has(each.stack)) throw new GateError(`${fault} ${each.stack}`, hint);
    byName.set(each.stack, each);
  }
  return byName;
}
