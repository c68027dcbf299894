import type { EvidenceGuard } from "../../lib/evidence/index.js";
import type { Weakening } from "./gate-report.js";
import { isLonger, writeLimit } from "./max-age.js";

/** Guards that are gone, that let more resources through, or that let an older plan be applied. */
export function guardWeakenings(
  stack: string,
  before: readonly EvidenceGuard[],
  after: readonly EvidenceGuard[],
): Weakening[] {
  return before.flatMap((guard): Weakening[] => {
    const what = `guard of ${guard.construct}`;
    const same = after.find(({ construct }) => construct === guard.construct);
    const now = same ?? (before.length === 1 && after.length === 1 ? after[0] : undefined);
    if (now === undefined) return [{ kind: "guard weaker", stack, what, before: "on", after: "off" }];
    const found: Weakening[] = [];
    const known = new Set(guard.except);
    for (const path of now.except)
      if (!known.has(path))
        found.push({ kind: "guard weaker", stack, what, after: `does not hold for ${path}` });
    if (isLonger(guard.applyMaxAge, now.applyMaxAge)) {
      const [old, late] = [writeLimit(guard.applyMaxAge), writeLimit(now.applyMaxAge)];
      found.push({ kind: "guard weaker", stack, what: `${what}, applyMaxAge`, before: old, after: late });
    }
    return found;
  });
}
