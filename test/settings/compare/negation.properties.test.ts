import { Match } from "../../../lib/settings/declare/match.js";
import * as fc from "../../fast-check.js";
import { answers, bodies, holdsEmptyObject } from "../generated.js";
import { counter, mirrors, runs } from "../laws.js";
import { verdict } from "../support.js";

const counted = counter("negation properties");

const rule = fc.record({
  selector: fc.constantFrom(".a", ".b"),
  type: fc.constantFrom("BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_UNMASK", "BLOCK_RECORD", "BLOCK_NEW"),
  scope: fc.constantFrom(
    "ALL_SESSIONS",
    "LIVE_SESSIONS",
    "PREVIEW_SESSIONS_ONLY",
    "NO_SESSIONS",
    "NEW_SESSIONS",
  ),
  consent: fc.boolean(),
  exceptionSelectors: fc.constantFrom([], [".x"], null),
  targetingConditions: fc.constantFrom([], [{ operator: "EQ" }], null),
  editable: fc.constantFrom("EDITABLE_ANY", "EDITABLE_DESCRIPTION_ONLY"),
});
const watch = fc.record({
  urlRegex: fc.constantFrom("/a", "/b"),
  recordReq: fc.constantFrom("ELIDE", "RECORD", "HASH"),
  recordRsp: fc.constantFrom("ELIDE", "RECORD"),
});
const MODIFIERS = ["scope", "consent", "exceptionSelectors", "targetingConditions"];

const kept = (item: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(item).filter(([key, value]) => keys.includes(key) && value !== null));

/** One item of a list, declared in some way. */
function patternOf(item: fc.Arbitrary<object>, required: readonly string[]): fc.Arbitrary<unknown> {
  const written = fc.subarray([...MODIFIERS]).map((more) => [...required, ...more]);
  return fc.oneof(
    fc.tuple(item, written).map(([each, keys]) => kept(each, keys)),
    fc
      .tuple(item, fc.subarray([...required, ...MODIFIERS], { minLength: 1 }))
      .map(([each, keys]) => kept(each, keys))
      .filter((each) => Object.keys(each).length > 0)
      .map((each) => Match.objectLike(each)),
    fc.tuple(item, item).map(([one, other]) => Match.oneOf(kept(one, required), kept(other, required))),
    item.map((each) => Match.exact(each)),
    item.map((each) => Match.not(kept(each, required))),
  );
}

function listOf(item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const items = fc.array(item, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    items,
    items.map((each) => Match.arrayWith(each)),
    items.map((each) => Match.anyOrder(each)),
    items.map((each) => Match.exact(each)),
    item.map((each) => Match.eachLike(each)),
    items.map((each) => Match.oneOf(Match.arrayWith(each), [])),
    items.map((each) => Match.not(Match.arrayWith(each))),
  );
}

const ruleLists = listOf(patternOf(rule, ["selector", "type"]));
const watchLists = listOf(patternOf(watch, ["urlRegex", "recordReq", "recordRsp"]));
const documents = fc.record({
  elementBlocks: fc.array(rule, { maxLength: 4 }),
  ajaxWatches: fc.array(watch, { maxLength: 3 }),
});

describe("No document satisfies both a pattern and its negation", () => {
  it.each([
    ["elementBlocks", ruleLists],
    ["ajaxWatches", watchLists],
  ] as const)("of %s", (key, patterns) => {
    fc.assert(
      fc.property(documents, patterns, fc.boolean(), (live, pattern, exact) => {
        const options = { vendorRules: exact ? "exact" : "report" } as const;
        const of = (declared: unknown) => verdict("privacy", live, { [key]: declared }, options);
        const results = [of(pattern), of(Match.not(pattern)), of(Match.not(Match.not(pattern)))];
        expect(results.filter((result) => result === "matches").length).toBeLessThanOrEqual(
          results[0] === "matches" ? 2 : 1,
        );
        if (results[0] === "matches") expect(results[1]).toBe("differs");
        if (results[1] === "matches") expect(results[0]).not.toBe("matches");
        if (results[2] === "matches") expect(results[0]).toBe("matches");
        // What is decided without words is what is told in words, but for words that nobody documents.
        const known = !/NEW|HASH/.test(JSON.stringify(live));
        if (known && results[0] === "matches") expect(results[2]).toBe("matches");
        counted(`${key} with its negation`);
      }),
      runs(3_000),
    );
  });

  it("whatever the document is, and however it is declared", () => {
    const pairs = answers.chain(([endpoint, body]) =>
      fc.tuple(fc.constant(endpoint), fc.constant(body), fc.oneof(fc.constant(body), bodies[endpoint])),
    );
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom("plain", "exact", "arrayEquals", "anyOrder"),
        ([endpoint, live, other], how) => {
          const declared = mirrors[how]?.(other);
          for (const [key, pattern] of declared instanceof Object ? Object.entries(declared) : []) {
            if (["recordGeoZones", "domains", "kind", "argument", "allowEmpty", "allowUnmask"].includes(key))
              continue;
            if (holdsEmptyObject(pattern)) continue;
            const positive = verdict(endpoint, live, { [key]: pattern });
            const negative = verdict(endpoint, live, { [key]: Match.not(pattern) });
            expect([positive, negative]).not.toEqual(["matches", "matches"]);
            if (positive === "matches") expect(negative).toBe("differs");
            counted("mirrors with their negation");
          }
        },
      ),
      runs(400),
    );
  });
});

describe("What not(arrayWith) accepts", () => {
  it("holds no rule of that selector and type, whatever its scope, consent, exceptions or conditions", () => {
    fc.assert(
      fc.property(documents, rule, ({ elementBlocks }, wanted) => {
        const { selector, type } = wanted;
        const readings = [
          { selector, type },
          { ...kept(wanted, ["selector", "type", ...MODIFIERS]) },
          Match.objectLike({ selector, type }),
          ...[{ scope: Match.anyValue() }, { consent: Match.anyValue() }].map((more) => ({
            selector,
            type,
            ...more,
          })),
        ];
        const declared = Match.not(Match.arrayWith([{ selector, type }]));
        const negated = verdict("privacy", { elementBlocks }, { elementBlocks: declared });
        const older: Record<string, string> = { BLOCK_RECORD: "BLOCK_UNMASK" };
        const shown = (word: string) => older[word] ?? word;
        const there = elementBlocks.some(
          (item) => item.selector === selector && shown(item.type) === shown(type),
        );
        if (there) expect(negated).toBe("differs");
        if (negated === "matches") {
          expect(there).toBe(false);
          for (const reading of readings)
            expect(
              verdict(
                "privacy",
                { elementBlocks },
                { elementBlocks: Match.arrayWith([reading], { allowUnmask: true }) },
              ),
            ).not.toBe("matches");
        }
        // An undocumented word of the selector is the only thing that nobody can tell.
        if (negated === "not-checked")
          expect(elementBlocks.some((item) => item.selector === selector && item.type === "BLOCK_NEW")).toBe(
            true,
          );
        counted("rules that must not be");
      }),
      runs(1_000),
    );
  });

  it("holds no such watch at any place of the list", () => {
    fc.assert(
      fc.property(documents, watch, ({ ajaxWatches }, { urlRegex, recordReq }) => {
        const item = Match.objectLike({ urlRegex, recordReq });
        const negated = verdict(
          "privacy",
          { ajaxWatches },
          { ajaxWatches: Match.not(Match.arrayWith([item])) },
        );
        const there = ajaxWatches.some((each) => each.urlRegex === urlRegex && each.recordReq === recordReq);
        expect(negated === "differs").toBe(there);
      }),
      runs(500),
    );
  });
});
