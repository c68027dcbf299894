import type { Evidence } from "../../lib/evidence/index.js";
import { compareStrictness, reportGoneStack } from "../../lib/verdict/index.js";
import type { ReadBaseline } from "./baseline.js";
import { GateError } from "./error.js";
import type { StackReport, StricterInStack, Weakened, Weakening } from "./gate-report.js";

/** Earlier evidence, and how it is used. */
export interface Baseline {
  /** Empty where nothing is compared. */
  readonly earlier: readonly ReadBaseline[];
  /** Whether weakening fails. */
  readonly noWeaken: boolean;
  /** The one stack that was asked for. */
  readonly only?: string;
}

/** Compares the stacks with their earlier evidence, by name. */
export function compareWithBaseline(
  { earlier, noWeaken, only }: Baseline,
  stacks: readonly StackReport[],
): Weakened {
  const baseline = earlier.map(({ name }) => name).join(", ");
  const known = mapByName(
    earlier.flatMap(({ evidence }) => evidence),
    "two baselines are of the stack",
    "Give one baseline for each stack; compare apps that share a stack's name one by one.",
  );
  const now = mapByName(
    stacks,
    "two files are of the stack",
    "With --baseline, give one file for each stack.",
  );
  const items: Weakening[] = [];
  const stricter: StricterInStack[] = [];
  for (const before of known.values()) {
    const { stack } = before;
    if (only !== undefined && stack !== only) continue;
    refuseUnproven(before, baseline);
    const { evidence: after } = now.get(stack) ?? {};
    // A synthesis that failed declares nothing, which is told already.
    if (after?.outcome === "error") continue;
    const changes =
      after === undefined
        ? { weaker: reportGoneStack(before), stricter: [] }
        : compareStrictness(before, after);
    items.push(...changes.weaker.map((each) => ({ ...each, stack })));
    stricter.push(...changes.stricter.map((each) => ({ ...each, stack })));
  }
  const unknownStacks = stacks.filter(({ stack, evidence }) => evidence !== undefined && !known.has(stack));
  return {
    baseline,
    forbidden: noWeaken,
    items,
    stricter,
    unknownStacks: unknownStacks.map(({ stack }) => stack),
  };
}

/** A baseline that says nothing of what it declares, or did not read it, proves nothing. */
function refuseUnproven({ stack, outcome, documents }: Evidence, baseline: string): void {
  if (outcome === "error")
    throw new GateError(
      `the baseline ${baseline} holds a synthesis of ${stack} that failed, so it declares nothing`,
      "Name one that succeeded.",
    );
  const unread = documents
    .filter(({ status }) => status === "unreadable")
    .map(({ endpoint, platform }) => (platform === undefined ? endpoint : `${endpoint} (${platform})`));
  if (unread.length > 0)
    throw new GateError(
      `the baseline ${baseline} could not read ${[...new Set(unread)].join(", ")} of ${stack}, so it proves nothing about it`,
      "Synthesize the base again, with a key that may read it, or name another baseline.",
    );
}

/** With two of one name, one would hide what the other weakens. */
function mapByName<T extends { readonly stack: string }>(
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
