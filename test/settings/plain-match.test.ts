import * as fc from "fast-check";
import { type CompareContext, nowhere } from "../../lib/settings/compare-context.js";
import { compareNode } from "../../lib/settings/compare-node.js";
import type { DeclaredNode } from "../../lib/settings/declared-node.js";
import { elementBlockField } from "../../lib/settings/element-block.js";
import type { Json } from "../../lib/settings/json.js";
import { Match } from "../../lib/settings/match.js";
import { plainlyHolds } from "../../lib/settings/plain-match.js";
import { blocks, holdsEmptyObject } from "./generated";
import { runs } from "./laws";
import { decoded, normalized } from "./support";

const context: CompareContext = {
  masked: new Set(),
  vendorRules: "report",
  vendorRulesSeen: [],
  silent: false,
  problems: [],
};

const WRITTEN = ["selector", "type"];

/** One block, partly, as somebody may declare it. */
const declared = fc.record({
  block: blocks.filter((each) => each.length > 0 && !holdsEmptyObject(each)).map(([first]) => first ?? {}),
  written: fc.subarray([
    "scope",
    "consent",
    "exceptionSelectors",
    "targetingConditions",
    "notes",
    "editable",
    "groupId",
  ]),
  as: fc.constantFrom(
    (rule: object) => rule,
    (rule: object) => Match.objectLike({ ...rule }),
    (rule: object) => Match.objectEquals({ ...rule }),
    (rule: object) => Match.not(rule),
    (rule: object) => Match.oneOf(rule),
  ),
});

const keptOf = (block: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(block).filter(([key, value]) => keys.includes(key) && value !== null));

const nodeOf = (rule: unknown): DeclaredNode => {
  const node = normalized("privacy", { elementBlocks: [rule] }).entries.get("elementBlocks");
  const [item] = node?.kind === "list" ? node.items : [];
  if (item === undefined) throw new Error("nothing was declared");
  return item;
};

const liveOf = (block: object): Json =>
  (decoded("privacy", { elementBlocks: [block] }) as unknown as { elementBlocks: Json[] }).elementBlocks[0] ??
  null;

describe("A rule that plainly holds", () => {
  it("is one that a comparison finds to match", () => {
    // Fewer would hardly hold any.
    const numRuns = Math.max(100, runs(500).numRuns);
    let held = 0;
    fc.assert(
      fc.property(declared, blocks, ({ block, written, as }, others) => {
        const node = nodeOf(as(keptOf(block, [...WRITTEN, ...written])));
        // The other blocks with the same name are nearly the same.
        const near = others.map((other) => ({ ...other, ...keptOf(block, WRITTEN) }));
        for (const live of [block, ...others, ...near].map(liveOf)) {
          if (!plainlyHolds(elementBlockField, node, live, nowhere.live)) continue;
          held += 1;
          const place = { path: "elementBlocks[0]", siblings: nowhere, negated: false };
          expect(compareNode(elementBlockField, node, live, place, context)).toMatchObject({
            result: "matches",
            findings: [],
          });
        }
      }),
      { numRuns, seed: 1 },
    );
    expect(held).toBeGreaterThan(numRuns / 10);
  });

  it("is never a pattern, a negation or a whole object, which need a comparison", () => {
    const live = liveOf({ selector: ".a", type: "BLOCK_MASK" });
    for (const rule of [
      Match.objectEquals({ selector: ".a", type: "BLOCK_MASK" }),
      Match.objectLike({ selector: Match.stringLikeRegexp("a") }),
      Match.not({ selector: ".b", type: "BLOCK_MASK" }),
      Match.objectLike({ selector: ".a", scope: Match.absent() }),
    ]) {
      expect(plainlyHolds(elementBlockField, nodeOf(rule), live, nowhere.live)).toBe(false);
    }
  });
});
