/** Beyond this many items on either side a maximum matching is not attempted. */
export const MAX_PAIRING = 1_000;

/** Which live item each declared item was given, by index. */
export type Pairs = ReadonlyMap<number, number>;

/**
 * A maximum matching between declared and live items (Kuhn's augmenting paths): as many pairs as there can be, and
 * among those as many `preferred` live items as there can be. `fits` is asked once for each pair.
 */
export function maximumMatching(
  [declared, live]: readonly [declared: number, live: number],
  fits: (declared: number, live: number) => boolean,
  preferred: (live: number) => boolean = () => true,
): Pairs {
  const edges: number[][] = [];
  for (let d = 0; d < declared; d++) {
    const row: number[] = [];
    for (let l = 0; l < live; l++) if (fits(d, l)) row.push(l);
    edges.push(row);
  }
  const matching: Matching = { liveOf: new Map(), ownerOf: new Map() };
  // An augmenting path never frees a live item, so preferred items are matched first.
  const first = edges.map((row) => row.filter(preferred));
  for (let d = 0; d < declared; d++) augment(d, first, matching);
  for (let d = 0; d < declared; d++) if (!matching.liveOf.has(d)) augment(d, edges, matching);
  return matching.liveOf;
}

interface Matching {
  readonly liveOf: Map<number, number>;
  readonly ownerOf: Map<number, number>;
}

/** Looks breadth first for a free live item that `start` can reach, and shifts the owners along the way. */
function augment(start: number, edges: readonly (readonly number[])[], matching: Matching): void {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const declared of queue) {
    for (const live of edges[declared] ?? []) {
      if (cameFrom.has(live)) continue;
      cameFrom.set(live, declared);
      const owner = matching.ownerOf.get(live);
      if (owner === undefined) {
        shift(live, cameFrom, matching);
        return;
      }
      queue.push(owner);
    }
  }
}

function shift(free: number, cameFrom: ReadonlyMap<number, number>, { liveOf, ownerOf }: Matching): void {
  let live: number | undefined = free;
  while (live !== undefined) {
    const declared = cameFrom.get(live);
    if (declared === undefined) return;
    const before = liveOf.get(declared);
    liveOf.set(declared, live);
    ownerOf.set(live, declared);
    live = before;
  }
}
