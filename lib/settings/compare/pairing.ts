import { groupBy } from "./groups.js";

/** Beyond this many items on either side a maximum matching is not attempted. */
export const MAX_PAIRING = 1_000;

/** A declared and a live item that may go with each other. */
interface Edge {
  readonly item: unknown;
  readonly live: unknown;
}

/**
 * A maximum matching (Kuhn's augmenting paths): of all possible pairs as many as there can be without an item in two of
 * them, and among those as many `preferred` live items as there can be.
 */
export function findMaximumMatching<E extends Edge>(
  possible: readonly E[],
  preferred: ReadonlySet<E["live"]> = new Set(),
): readonly E[] {
  const rows = [...groupBy(possible, ({ item }) => item).values()].map((all) => ({
    all,
    preferred: all.filter(({ live }) => preferred.has(live)),
  }));
  const matching: Matching<E> = { pairOf: new Map(), ownerOf: new Map() };
  // An augmenting path never frees a live item, so preferred items are matched first.
  for (const row of rows) augment(row, "preferred", matching);
  for (const row of rows) if (!matching.pairOf.has(row)) augment(row, "all", matching);
  return [...matching.pairOf.values()];
}

/** The possible pairs of one declared item. */
interface Row<E extends Edge> {
  readonly all: readonly E[];
  readonly preferred: readonly E[];
}

interface Matching<E extends Edge> {
  readonly pairOf: Map<Row<E>, E>;
  readonly ownerOf: Map<unknown, Row<E>>;
}

/** A pair on the way from a declared item without one to a free live item. */
interface Step<E extends Edge> {
  readonly row: Row<E>;
  readonly pair: E;
  readonly before: Step<E> | undefined;
}

/** Looks breadth first for a free live item that `start` can reach, and shifts the owners along the way. */
function augment<E extends Edge>(
  start: Row<E>,
  among: "all" | "preferred",
  { pairOf, ownerOf }: Matching<E>,
): void {
  const seen = new Set<unknown>();
  const queue: Pick<Step<E>, "row" | "before">[] = [{ row: start, before: undefined }];
  for (const { row, before } of queue) {
    for (const pair of row[among]) {
      if (seen.has(pair.live)) continue;
      seen.add(pair.live);
      const step = { row, pair, before };
      const owner = ownerOf.get(pair.live);
      if (owner === undefined) {
        for (let each: Step<E> | undefined = step; each !== undefined; each = each.before) {
          pairOf.set(each.row, each.pair);
          ownerOf.set(each.pair.live, each.row);
        }
        return;
      }
      queue.push({ row: owner, before: step });
    }
  }
}
