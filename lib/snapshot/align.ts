/** Where a list item went: it stayed, or is on one side only. Positions count from 0. */
export type Step =
  | { readonly kind: "same"; readonly before: number; readonly after: number }
  | { readonly kind: "removed"; readonly before: number }
  | { readonly kind: "added"; readonly after: number };

/** Beyond this many pairs items are aligned by position. */
const MAX_CELLS = 4_000_000;

/** Aligns two lists by a longest common subsequence of their texts. */
export function align(before: readonly string[], after: readonly string[]): readonly Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const middle = alignMiddle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  const listSame = (from: number, to: number, shift: number): Step[] =>
    Array.from({ length: to - from }, (_, i) => ({
      kind: "same",
      before: from + i,
      after: from + i + shift,
    }));
  return [
    ...listSame(0, start, 0),
    ...middle.map((step) => moveStep(step, start)),
    ...listSame(before.length - end, before.length, after.length - before.length),
  ];
}

function moveStep(step: Step, by: number): Step {
  if (step.kind === "same") return { ...step, before: step.before + by, after: step.after + by };
  return step.kind === "removed"
    ? { ...step, before: step.before + by }
    : { ...step, after: step.after + by };
}

function alignMiddle(before: readonly string[], after: readonly string[]): readonly Step[] {
  const width = after.length + 1;
  const tooLarge = before.length * after.length > MAX_CELLS;
  const lengths = tooLarge ? undefined : measureCommon(before, after, width);
  const getLength = (b: number, a: number): number => lengths?.[b * width + a] ?? 0;
  const steps: Step[] = [];
  let b = 0;
  let a = 0;
  while (b < before.length || a < after.length) {
    if (b < before.length && a < after.length && before[b] === after[a]) {
      steps.push({ kind: "same", before: b++, after: a++ });
    } else if (b < before.length && (a >= after.length || getLength(b + 1, a) >= getLength(b, a + 1))) {
      steps.push({ kind: "removed", before: b++ });
    } else {
      steps.push({ kind: "added", after: a++ });
    }
  }
  return steps;
}

/** At `b * width + a`: how much the rest of both lists has in common from there on. */
function measureCommon(before: readonly string[], after: readonly string[], width: number): Uint32Array {
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let b = before.length - 1; b >= 0; b--) {
    for (let a = after.length - 1; a >= 0; a--) {
      const skip = Math.max(lengths[(b + 1) * width + a] ?? 0, lengths[b * width + a + 1] ?? 0);
      lengths[b * width + a] = before[b] === after[a] ? (lengths[(b + 1) * width + a + 1] ?? 0) + 1 : skip;
    }
  }
  return lengths;
}
