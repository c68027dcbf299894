import { type CompareContext, nowhere } from "../../../lib/settings/compare/compare-context.js";
import type { Found } from "../../../lib/settings/compare/found.js";
import { ItemPaths } from "../../../lib/settings/compare/item-paths.js";
import { literalKey, liveItem, singleClasses } from "../../../lib/settings/compare/live-items.js";
import { type PairingRules, pairItems } from "../../../lib/settings/compare/pair-items.js";
import { type DeclaredItem, isNear, PairTrials } from "../../../lib/settings/compare/pair-trials.js";
import { MAX_PAIRING } from "../../../lib/settings/compare/pairing.js";
import type { DeclaredNode, ValueNode } from "../../../lib/settings/declare/declared-node.js";
import type { ListField } from "../../../lib/settings/model/field.js";
import type { JsonObject, Scalar } from "../../../lib/settings/model/json.js";

/** Items with a name, two numbers and a note; an item whose `b` is 9 is the vendor's. */
function listField(): ListField {
  const fields = {
    name: { kind: "text", doc: "The name." },
    a: { kind: "integer", doc: "A number." },
    b: { kind: "integer", doc: "Another number." },
    note: { kind: "text", doc: "A note.", absence: "empty" },
  } as const;
  return {
    kind: "list",
    order: "unordered",
    doc: "Items.",
    key: "name",
    item: { kind: "object", doc: "An item.", fields },
    vendorItem: (item) => item["b"] === 9,
  };
}

function foundIn(field: ListField): Found {
  const context: CompareContext = {
    masked: new Set(),
    vendorRules: "report",
    vendorRulesSeen: [],
    silent: false,
    problems: [],
  };
  return { field, value: undefined, place: { path: "items", siblings: nowhere, negated: false }, context };
}

/** A declared item: each entry is a literal, or a node of its own. */
function item(entries: Record<string, Scalar | DeclaredNode>): DeclaredNode {
  const nodes = Object.entries(entries).map(([key, entry]): [string, DeclaredNode] => [
    key,
    typeof entry === "object" && entry !== null ? entry : { kind: "value", value: entry },
  ]);
  return { kind: "object", entries: new Map(nodes), whole: false };
}

function pattern(test: (text: string) => boolean = () => true): DeclaredNode {
  return { kind: "pattern", source: "a pattern", test };
}

function declaredItem(field: ListField, node: DeclaredNode, index: number): DeclaredItem {
  return { node, index, key: literalKey(field, node) };
}

function trials(nodes: readonly DeclaredNode[], live: readonly JsonObject[]): PairTrials {
  const field = listField();
  const declared = nodes.map((node, index) => declaredItem(field, node, index));
  const classes = singleClasses(live.map((value, index) => liveItem(field, value, index)));
  return new PairTrials(declared, classes, field, foundIn(field));
}

describe("The best pairs", () => {
  // Live items are numbered; those listed in `mayRemain` need no partner.
  it.each<[string, JsonObject[], number[], [number, number][]]>([
    [
      "take what may not remain first",
      [
        { name: "x", a: 1 },
        { name: "y", a: 1 },
      ],
      [0],
      [[0, 1]],
    ],
    [
      "are certain ones where those suffice, though an undecided one came first",
      [{ name: "x" }, { name: "y", a: 1 }],
      [0, 1],
      [[0, 1]],
    ],
    [
      "are undecided ones where nothing is certain and everything would have a partner",
      [{ name: "x" }],
      [],
      [[0, 0]],
    ],
    [
      "are undecided ones where a certain one leaves over what may not remain",
      [{ name: "x", a: 1 }, { name: "y" }],
      [0],
      [[0, 1]],
    ],
    ["are never a difference", [{ name: "x", a: 2 }, { name: "y" }], [0, 1], [[0, 1]]],
    [
      "are none where an undecided one leaves over what may not remain",
      [{ name: "x", a: 2 }, { name: "y" }],
      [1],
      [],
    ],
  ])("%s", (_title, live, mayRemain, expected) => {
    const tried = trials([item({ name: pattern(), a: 1 })], live);
    const pairs = tried.best(({ first }) => mayRemain.includes(first.index));
    expect([...pairs]).toEqual(expected);
  });

  it("do not mistake one pair for another when there are more declared items than live ones", () => {
    const nodes = [1, 2, 3].map((a) => item({ name: pattern(), a }));
    const tried = trials(nodes, [
      { name: "x", a: 2 },
      { name: "y", a: 1 },
    ]);
    expect(new Map(tried.best(() => false))).toEqual(
      new Map([
        [0, 1],
        [1, 0],
      ]),
    );
    const holds = nodes.map((_, d) => [tried.matches(d, 0), tried.matches(d, 1)]);
    expect(holds).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
  });

  it("try each pair once", () => {
    const asked: string[] = [];
    const name = pattern((text) => asked.push(text) > 0);
    const tried = trials([item({ name, a: 1 })], [{ name: "x", a: 1 }, { name: "y" }]);
    tried.best(() => false);
    expect([tried.matches(0, 0), tried.matches(0, 1)]).toEqual([true, false]);
    expect(asked).toEqual(["x", "y"]);
  });
});

describe("A pair that is tried", () => {
  it("is decided by a literal that is another one, before any pattern is asked", () => {
    let asked = 0;
    const name = pattern(() => ++asked > 0);
    expect(trials([item({ name, a: 1 })], [{ name: "x", a: 2 }]).matches(0, 0)).toBe(false);
    expect(asked).toBe(0);
  });

  it.each<[string, string, ValueNode, JsonObject, boolean]>([
    ["a literal for which live is enough", "a", { kind: "value", value: 1, enough: [2] }, { a: 2 }, true],
    [
      "a literal for which live is not enough",
      "a",
      { kind: "value", value: 1, enough: [2] },
      { a: 3 },
      false,
    ],
    ["empty text, and null in its place", "note", { kind: "value", value: "" }, { note: null }, true],
    ["null, and empty text in its place", "note", { kind: "value", value: null }, { note: "" }, true],
    ["text, and null in its place", "note", { kind: "value", value: "n" }, { note: null }, false],
    ["a number, and a list in its place", "a", { kind: "value", value: 1 }, { a: [1] }, false],
    ["a number, and nothing in its place", "a", { kind: "value", value: 1 }, {}, false],
  ])("beside a pattern that holds: %s", (_title, key, node, live, expected) => {
    const tried = trials([item({ name: pattern(), [key]: node })], [{ name: "x", ...live }]);
    expect(tried.matches(0, 0)).toBe(expected);
  });

  it.each([
    ["declared", 1, 0],
    ["live", 0, 1],
  ])("must exist: no such %s item", (_title, d, l) => {
    const tried = trials([item({ name: "x" })], [{ name: "x" }]);
    expect(() => tried.matches(d, l)).toThrow(new RangeError("no such pair"));
  });
});

describe("The nearest live item", () => {
  const live = [
    { name: "x", a: 2, b: 2 },
    { name: "y", a: 1, b: 1 },
    { name: "x", a: 1, b: 2 },
    { name: "x", a: 2, b: 1 },
  ];

  it.each<[string, number, number[], number | undefined]>([
    ["has the key and differs least; of two, the first", 0, [0, 1, 2, 3], 2],
    ["is one that is free", 0, [0, 1, 3], 3],
    ["is the only one with the key, however it differs", 0, [0, 1], 0],
    ["is none where no free one has the key", 0, [1], undefined],
    ["is none where nothing is free", 0, [], undefined],
    ["is none where the free one is not there", 0, [4], undefined],
    ["is none for an item that is not there", 1, [0, 1, 2, 3], undefined],
  ])("%s", (_title, d, free, expected) => {
    expect(trials([item({ name: "x", a: 1, b: 1 })], live).nearest(d, new Set(free))).toBe(expected);
  });

  it("is none for an item whose key is a pattern", () => {
    expect(
      trials([item({ name: pattern(), a: 1, b: 1 })], live).nearest(0, new Set([0, 1, 2])),
    ).toBeUndefined();
  });
});

it.each<[string, DeclaredNode, JsonObject | string, boolean]>([
  [
    "an object with its key",
    { kind: "object", entries: new Map([["name", { kind: "value", value: "x" }]]), whole: false },
    { name: "x" },
    true,
  ],
  [
    "an object with another key",
    { kind: "object", entries: new Map([["name", { kind: "value", value: "x" }]]), whole: false },
    { name: "y" },
    false,
  ],
  [
    "an object without a literal key",
    { kind: "object", entries: new Map([["name", { kind: "anyValue" }]]), whole: false },
    { name: "x" },
    false,
  ],
  ["a scalar, which is its own key", { kind: "value", value: "x" }, "x", false],
])("What is left over is near: %s", (_title, node, live, expected) => {
  const field = listField();
  const [only] = singleClasses([liveItem(field, live, 0)]);
  if (only === undefined) throw new Error("no class");
  expect(isNear(declaredItem(field, node, 0), only)).toBe(expected);
});

function paired(
  nodes: readonly DeclaredNode[],
  live: readonly JsonObject[],
  mayRemain: PairingRules["mayRemain"],
) {
  const field = listField();
  const found = foundIn(field);
  const rules: PairingRules = { collapse: true, arrange: true, mayRemain };
  const result = pairItems(nodes, live, field, found, new ItemPaths(field, found), rules);
  return {
    near: result.near.map(({ outcome }) => outcome.result),
    missing: result.missing.map(({ index }) => index),
    extra: result.extra.map(({ index }) => index),
    order: result.order,
    matching: result.count.matching,
    problems: found.context.problems.map(({ path }) => path),
  };
}

describe("Where nothing is certain, a live item without the declared key is a partner only if the others may remain", () => {
  const undecided = { near: ["not-checked"], missing: [], matching: 0, problems: [] };
  const differs = { near: [], matching: 0, order: [], problems: [] };
  const own = { name: "y", a: 2, b: 1 };
  const vendors = { name: "y", a: 2, b: 9 };

  it.each<[string, PairingRules["mayRemain"], JsonObject[], object]>([
    ["all may", "all", [own], { ...undecided, extra: [1], order: [0] }],
    ["none may", "none", [own], { ...differs, missing: [0], extra: [0, 1] }],
    ["none may, not even the vendor's", "none", [vendors], { ...differs, missing: [0], extra: [0, 1] }],
    ["the vendor's may", "vendor", [vendors], { ...undecided, extra: [1], order: [0] }],
    ["the org's own may not", "vendor", [own], { ...differs, missing: [0], extra: [0, 1] }],
    [
      "the vendor's may not where it stands for one of the org's own too",
      "vendor",
      [vendors, own],
      { ...differs, missing: [0], extra: [0, 1, 2] },
    ],
  ])("%s", (_title, mayRemain, others, expected) => {
    const result = paired([item({ name: pattern(), a: 1 })], [{ name: "x" }, ...others], mayRemain);
    expect({ ...result, extra: [...result.extra].sort() }).toEqual(expected);
  });

  it("the vendor's may not where its key is declared", () => {
    const live = [{ name: "x" }, vendors, { ...vendors, a: 3 }];
    const result = paired([item({ name: "y", a: 2 }), item({ name: pattern(), a: 1 })], live, "vendor");
    expect({ ...result, extra: [...result.extra].sort() }).toEqual({
      near: [],
      missing: [1],
      extra: [0, 2],
      order: [1],
      matching: 1,
      problems: [],
    });
  });
});

it("One declared and one live item that share no key are no pair where they differ", () => {
  expect(paired([item({ name: pattern(() => false) })], [{ name: "y" }], "none")).toEqual({
    near: [],
    missing: [0],
    extra: [0],
    order: [],
    matching: 0,
    problems: [],
  });
});

it("Of two items with one key, the one that differs is shown beside what is left over", () => {
  const nodes = [item({ name: "x", a: 1 }), item({ name: "x", a: 2 })];
  const live = [
    { name: "x", a: 2 },
    { name: "x", a: 3 },
  ];
  expect(paired(nodes, live, "none")).toEqual({
    near: ["differs"],
    missing: [],
    extra: [],
    order: [1, 0],
    matching: 1,
    problems: [],
  });
});

describe("The bound of a pairing", () => {
  it.each<[string, number, number, string[]]>([
    ["as many declared as may be", MAX_PAIRING, 1, []],
    ["one declared more", MAX_PAIRING + 1, 1, ["items"]],
    ["as many live as may be", 1, MAX_PAIRING, []],
    ["one live more", 1, MAX_PAIRING + 1, ["items"]],
  ])("counts each side by itself: %s", (_title, declared, live, problems) => {
    const nodes = Array.from({ length: declared }, (_, a) => item({ name: "x", a }));
    const items = Array.from({ length: live }, (_, a) => ({ name: "x", a }));
    const result = paired(nodes, items, "none");
    expect([result.problems, result.matching]).toEqual([problems, problems.length === 0 ? 1 : 0]);
  });
});
