import { findMaximumMatching } from "../../../lib/settings/compare/pairing.js";
import * as fc from "../../fast-check.js";
import { runs } from "../laws.js";

/** The largest number of pairs, and within it of preferred live items, by trying everything. */
function bruteForce(edges: readonly (readonly boolean[])[], preferred: readonly boolean[]): [number, number] {
  const best = (d: number, used: ReadonlySet<number>): [number, number][] => {
    const row = edges[d];
    if (row === undefined) return [[used.size, [...used].filter((l) => preferred[l]).length]];
    return [
      ...best(d + 1, used),
      ...row.flatMap((fits, l) => (fits && !used.has(l) ? best(d + 1, new Set([...used, l])) : [])),
    ];
  };
  return best(0, new Set()).reduce((a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
}

describe("A maximum matching", () => {
  const graphs = fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
    .chain(([d, l]) =>
      fc.tuple(
        fc.array(fc.array(fc.boolean(), { minLength: l, maxLength: l }), { minLength: d, maxLength: d }),
        fc.array(fc.boolean(), { minLength: l, maxLength: l }),
      ),
    );

  it("makes as many pairs as trying everything does, and as many preferred ones", () => {
    fc.assert(
      fc.property(graphs, ([edges, preferred]) => {
        const possible = edges.flatMap((row, item) =>
          row.flatMap((fits, live) => (fits ? [{ item, live }] : [])),
        );
        const wanted = new Set([...preferred.keys()].filter((live) => preferred[live]));
        const pairs = findMaximumMatching(possible, wanted);
        for (const pair of pairs) expect(possible).toContain(pair);
        expect(new Set(pairs.map(({ item }) => item)).size).toBe(pairs.length);
        const used = pairs.map(({ live }) => live);
        expect(new Set(used).size).toBe(pairs.length);
        expect([pairs.length, used.filter((live) => preferred[live]).length]).toEqual(
          bruteForce(edges, preferred),
        );
        expect(findMaximumMatching(possible)).toHaveLength(pairs.length);
      }),
      runs(1_000),
    );
  });
});
