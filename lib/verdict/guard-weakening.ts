import { formatMaxAge, isLonger } from "../expectations/max-age.js";
import { listHeld, weighCoverage } from "./coverage.js";
import { buildChange, type DeclaredGuard, type DeclaredStack, type Weakening } from "./weakened.js";

/**
 * Guards that are gone, that let more resources through, that let an older plan be applied, or that wait for less
 * than they did. A guard is what it waits for, not the construct that it belongs to.
 */
export function weighGuards(
  before: DeclaredStack,
  after: DeclaredStack,
  laterOrg: (org: string) => string,
): readonly Weakening[] {
  return before.guards.flatMap((guard) => {
    const what = `guard of ${guard.construct}`;
    if (after.guards.length === 0) return [buildChange({ kind: "guard weaker" as const, what }, "on", "off")];
    const strict = after.guards.filter((now) => weighGuard(guard, now).length === 0);
    const weighBeside = (guards: readonly DeclaredGuard[]) =>
      weighUnguarded(guard, [before, { ...after, guards }], laterOrg);
    const held = weighBeside(strict);
    if (held.length === 0) return [];
    const only = before.guards.length === 1 && after.guards.length === 1 ? after.guards[0] : undefined;
    const same = after.guards.find(({ construct }) => construct === guard.construct) ?? only;
    if (same === undefined) return held;
    const ends = weighGuard(guard, same);
    return [...ends, ...weighBeside([...strict, ...(strict.includes(same) ? [] : [same])])];
  });
}

/** Which resources do not wait any more, and how much later a plan may be applied. */
function weighGuard(guard: DeclaredGuard, now: DeclaredGuard): readonly Weakening[] {
  const what = `guard of ${guard.construct}`;
  const known = new Set(guard.except);
  const found: Weakening[] = now.except
    .filter((path) => !known.has(path))
    .map((path) => ({ kind: "guard weaker", what, after: `does not hold for ${path}` }));
  if (isLonger(guard.applyMaxAge, now.applyMaxAge))
    found.push({
      kind: "guard weaker",
      what: `${what}, applyMaxAge`,
      before: formatMaxAge(guard.applyMaxAge),
      after: formatMaxAge(now.applyMaxAge),
    });
  return found;
}

/** What the guard waited for and no guard waits for now. Documents that nothing checks now are told elsewhere. */
function weighUnguarded(
  guard: DeclaredGuard,
  [before, after]: readonly [DeclaredStack, DeclaredStack],
  laterOrg: (org: string) => string,
): readonly Weakening[] {
  const addresses = new Set(after.guards.flatMap((each) => each.addresses));
  const waited = before.documents.filter(({ address }) => guard.addresses.includes(address));
  const waiting = listHeld(after.documents.filter(({ address }) => addresses.has(address)));
  const all = listHeld(after.documents);
  return listHeld(waited, laterOrg).flatMap((held) => {
    const told = new Set(weighCoverage(held, all).weaker.map(toText));
    return weighCoverage(held, waiting)
      .weaker.filter((lost) => !told.has(toText(lost)))
      .map(({ what: lost }) => ({
        kind: "guard weaker" as const,
        what: `guard of ${guard.construct}`,
        after: `does not wait for ${lost} as it was declared`,
      }));
  });
}

function toText(weakening: Weakening): string {
  return JSON.stringify(weakening);
}
