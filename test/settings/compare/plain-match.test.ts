import * as fc from "fast-check";
import { type CompareContext, nowhere } from "../../../lib/settings/compare/compare-context.js";
import { compareNode } from "../../../lib/settings/compare/compare-node.js";
import { holdsScalar, plainlyHolds } from "../../../lib/settings/compare/plain-match.js";
import type { DeclaredNode, ValueNode } from "../../../lib/settings/declare/declared-node.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { elementBlockField } from "../../../lib/settings/endpoints/element-block.js";
import type { EnumField, Field, ListField, ObjectField } from "../../../lib/settings/model/field.js";
import type { Json } from "../../../lib/settings/model/json.js";
import { blocks, holdsEmptyObject } from "../generated";
import { runs } from "../laws";
import { decoded, normalized } from "../support";

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

describe("A literal", () => {
  const text = (): Field => ({ kind: "text", doc: "A text." });
  const word = (): EnumField => ({
    kind: "enum",
    doc: "A word.",
    values: ["NEW", "NEXT"],
    aliases: { OLD: "NEW" },
  });
  const literal = (value: ValueNode["value"], ...enough: readonly string[]): ValueNode => ({
    kind: "value",
    value,
    enough,
  });

  it.each<[string, Json]>([
    ["an empty list", []],
    ["a list of the very text", ["a"]],
    ["a list of what is enough", ["b"]],
    ["an empty object", {}],
    ["an object", { a: "a" }],
  ])("is never held by %s", (_, live) => {
    for (const field of [text(), word(), { kind: "json", doc: "Anything." } as const]) {
      expect(holdsScalar(field, literal("a", "b"), live)).toBe(false);
      expect(plainlyHolds(field, literal("a", "b"), live, {})).toBe(false);
    }
  });

  it("is held by itself and by what is enough, in any spelling, and by nothing else", () => {
    expect(holdsScalar(word(), literal("OLD"), "NEW")).toBe(true);
    expect(holdsScalar(word(), literal("NEW"), "OLD")).toBe(true);
    expect(holdsScalar(word(), literal("NEXT", "NEW"), "OLD")).toBe(true);
    expect(holdsScalar(word(), literal("NEXT", "OLD"), "NEW")).toBe(true);
    expect(holdsScalar(word(), literal("NEXT"), "OLD")).toBe(false);
    expect(holdsScalar(word(), { kind: "value", value: "NEXT" }, "OLD")).toBe(false);
    expect(holdsScalar(text(), literal("OLD"), "NEW")).toBe(false);
  });

  it("is held by no scalar that is only written alike", () => {
    const json: Field = { kind: "json", doc: "Anything." };
    expect(holdsScalar(json, literal("1"), 1)).toBe(false);
    expect(holdsScalar(json, literal(false), 0)).toBe(false);
    expect(holdsScalar(json, literal(""), null)).toBe(false);
    expect(holdsScalar(json, literal("null"), null)).toBe(false);
    expect(holdsScalar(json, literal(null), null)).toBe(true);
  });

  it("is not held by what is absent, not even null", () => {
    expect(plainlyHolds(text(), literal("a"), undefined, {})).toBe(false);
    expect(plainlyHolds(text(), literal(null), undefined, {})).toBe(false);
    expect(plainlyHolds({ ...text(), absence: "empty" }, literal(""), undefined, {})).toBe(true);
  });
});

describe("An empty list", () => {
  const list = (absence?: "empty"): ListField => ({
    kind: "list",
    order: "unordered",
    doc: "A list.",
    item: { kind: "text", doc: "A text." },
    ...(absence === undefined ? {} : { absence }),
  });
  const node = (...items: readonly DeclaredNode[]): DeclaredNode => ({
    kind: "list",
    items,
    order: "field",
    whole: false,
  });

  it("plainly holds where live is empty, or absent where that is one value", () => {
    expect(plainlyHolds(list(), node(), [], {})).toBe(true);
    expect(plainlyHolds(list("empty"), node(), undefined, {})).toBe(true);
    expect(plainlyHolds(list("empty"), node(), null, {})).toBe(true);
  });

  it.each<[string, Json | undefined]>([
    ["absent", undefined],
    ["null", null],
    ["an item", ["a"]],
    ["an empty text", ""],
    ["an empty object", {}],
    ["an object with a length", { length: 0 }],
  ])("does not hold where live is %s", (_, live) => {
    expect(plainlyHolds(list(), node(), live, {})).toBe(false);
  });

  it("is not what a list with an item declares", () => {
    const declaration = node({ kind: "value", value: "a" });
    expect(plainlyHolds(list(), declaration, [], {})).toBe(false);
    expect(plainlyHolds(list(), declaration, ["b"], {})).toBe(false);
    expect(plainlyHolds(list("empty"), declaration, undefined, {})).toBe(false);
  });

  it("inside an object holds with the rest of it, and fails it", () => {
    const field: ObjectField = { kind: "object", doc: "An object.", fields: { list: list() } };
    const object: DeclaredNode = { kind: "object", entries: new Map([["list", node()]]), whole: false };
    expect(plainlyHolds(field, object, { list: [] }, {})).toBe(true);
    expect(plainlyHolds(field, object, { list: ["a"] }, {})).toBe(false);
    expect(plainlyHolds(field, object, {}, {})).toBe(false);
  });
});
