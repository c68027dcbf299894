import { Match } from "../../../lib/settings/declare/match.js";
import * as fc from "../../fast-check.js";
import { blocks, bodies } from "../generated.js";
import { counter, isSound, runs, spelled } from "../laws.js";
import { compared, resultOf } from "../support.js";

const counted = counter("list properties");

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe("The order of a list that has none", () => {
  const cases = fc
    .tuple(blocks, blocks, fc.constantFrom("plain", "arrayWith", "anyOrder", "partial", "open"))
    .chain(([live, other, how]) =>
      fc.tuple(
        shuffled(live),
        shuffled(live),
        fc.constant([...live.slice(0, 2), ...other.slice(0, 2)]),
        fc.constant(how),
      ),
    );

  it("changes neither verdict nor texts nor findings", () => {
    fc.assert(
      fc.property(cases, ([one, two, wanted, how]) => {
        fc.pre(wanted.length > 0);
        const items = wanted.map((block) => {
          const { selector, type, scope, consent } = block;
          if (how === "partial") return Match.objectLike({ selector, scope });
          if (how === "open") return Match.objectLike({ type, consent });
          return spelled(block);
        });
        const declared = {
          elementBlocks:
            how === "arrayWith" ? Match.arrayWith(items) : how === "anyOrder" ? Match.anyOrder(items) : items,
        };
        const first = compared("privacy", { elementBlocks: one }, declared);
        expect(compared("privacy", { elementBlocks: two }, declared)).toEqual(first);
        isSound(first);
        counted("permutations");
      }),
      runs(200),
    );
  });

  it("of declared items changes neither verdict nor expected text", () => {
    fc.assert(
      fc.property(
        blocks.chain((live) => fc.tuple(fc.constant(live), shuffled(live))),
        ([live, declared]) => {
          const items = declared.map(spelled);
          const a = compared("privacy", { elementBlocks: live }, { elementBlocks: live.map(spelled) });
          const b = compared("privacy", { elementBlocks: live }, { elementBlocks: items });
          expect(b.fields.map(({ result, expected, observed }) => ({ result, expected, observed }))).toEqual(
            a.fields.map(({ result, expected, observed }) => ({ result, expected, observed })),
          );
        },
      ),
      runs(200),
    );
  });

  it("changes texts of blocked addresses and zones as little", () => {
    fc.assert(
      fc.property(
        bodies.blocking.chain((body) =>
          fc.tuple(fc.constant(body), shuffled(body["blockedIps"] as string[])),
        ),
        bodies.blocking,
        ([body, ips], other) => {
          const declared = { blockedIps: other["blockedIps"] };
          expect(compared("blocking", { ...body, blockedIps: ips }, declared)).toEqual(
            compared("blocking", body, declared),
          );
        },
      ),
      runs(200),
    );
  });
});

type Rule = { selector: string; type: string; scope: string; consent: boolean };

describe("Rules with one selector", () => {
  const rule = fc.record({
    selector: fc.constantFrom(".a", ".b"),
    type: fc.constantFrom("BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_NEW"),
    scope: fc.constantFrom("ALL_SESSIONS", "NO_SESSIONS"),
    consent: fc.boolean(),
  });
  const keys = fc.subarray(["selector", "type", "scope", "consent"] as const, { minLength: 1 });
  const partial = fc
    .tuple(rule, keys)
    .map(([given, names]) => Object.fromEntries(names.map((name) => [name, given[name]])));
  const fits = (wanted: object, live: Rule) =>
    Object.entries(wanted).every(([key, value]) => Reflect.get(live, key) === value);
  const uniqueBy = <T>(items: readonly T[], identity: (item: T) => string) => [
    ...new Map(items.map((item) => [identity(item), item])).values(),
  ];

  /** Whether each declared rule can be given a live one of its own. */
  const canPair = (wanted: readonly object[], live: readonly Rule[], whole: boolean): boolean => {
    const [first, ...rest] = wanted;
    if (first === undefined) return !whole || live.length === 0;
    return live.some(
      (item, index) =>
        fits(first, item) &&
        canPair(
          rest,
          live.filter((_, i) => i !== index),
          whole,
        ),
    );
  };

  it.each([true, false])("are paired as trying every pairing would (the whole list: %p)", (whole) => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 4 }),
        fc.array(partial, { minLength: 1, maxLength: 4 }),
        (live, wanted) => {
          const declared = uniqueBy(wanted, (item) => JSON.stringify(Object.entries(item).sort()));
          // Live rules count once by what the declared ones with their selector, or with any, compare of them.
          const compares = (item: Rule) =>
            [
              ...new Set(
                declared
                  .filter((one) => !("selector" in one) || one["selector"] === item.selector)
                  .flatMap((one) => Object.keys(one)),
              ),
            ].sort();
          const classes = uniqueBy(live, (item) => {
            const names = compares(item);
            return JSON.stringify([item.selector, ...names.map((name) => Reflect.get(item, name))]);
          });
          // A class that nothing compares is told apart by all it holds; it is left over in any case.
          const items = declared.map((item) => Match.objectLike(item));
          const comparison = compared(
            "privacy",
            { elementBlocks: live },
            { elementBlocks: whole ? items : Match.arrayWith(items) },
          );
          isSound(comparison);
          const result = resultOf(comparison);
          const possible = canPair(declared, classes, whole);
          if (!possible) expect(result).toBe("differs");
          else if (whole) expect(result).toBe("matches");
          // Beside a pairing, arrayWith may still find a weaker twin, or a rule of a type that may unmask.
          else if (result !== "matches") {
            const mayUnmask = live.some(
              ({ type, scope }) => type === "BLOCK_NEW" && scope === "ALL_SESSIONS",
            );
            const kinds = mayUnmask ? ["weaker-twin", "extra"] : ["weaker-twin"];
            expect(kinds).toEqual(
              expect.arrayContaining((comparison.fields[0]?.findings ?? []).map(({ kind }) => kind)),
            );
          }
          counted("pairings");
        },
      ),
      runs(1_000),
    );
  });
});
