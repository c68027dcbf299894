import { arrangedItems, nodeIdentity, withoutRepeats } from "../../../lib/settings/compare/node-identity.js";
import type { DeclaredNode } from "../../../lib/settings/declare/declared-node.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { elementBlockField } from "../../../lib/settings/endpoints/element-block.js";
import type { Field } from "../../../lib/settings/model/field.js";
import { normalized } from "../support.js";

/** A declared rule, as a list of rules holds it. */
function ruleNode(declared: unknown): DeclaredNode {
  const list = normalized("privacy", { elementBlocks: [declared] }).entries.get("elementBlocks");
  const node = list?.kind === "list" ? list.items[0] : undefined;
  if (node === undefined) throw new Error("no such item");
  return node;
}

const identity = (declared: unknown) => nodeIdentity(elementBlockField, ruleNode(declared));
const like = (exceptionSelectors: unknown) => Match.objectLike({ exceptionSelectors });
const scope = (value: unknown) => Match.objectLike({ scope: value });
const ssn = { selector: ".ssn", type: "BLOCK_MASK" };

describe("Declared items that say the same", () => {
  it.each<[string, unknown, unknown]>([
    ["in another order of keys", ssn, { type: "BLOCK_MASK", selector: ".ssn" }],
    ["in another spelling", ssn, { ...ssn, type: "BLOCK_SCRUB" }],
    ["with what is implied written out", ssn, { ...ssn, scope: "ALL_SESSIONS", consent: false }],
    ["by equal matchers", scope(Match.not("NO_SESSIONS")), scope(Match.not("NO_SESSIONS"))],
  ])("are one: %s", (_title, one, other) => {
    expect(identity(one)).toBe(identity(other));
  });

  it.each<[string, unknown, unknown]>([
    ["other keys", ssn, Match.objectLike(ssn)],
    ["a part and the whole", Match.objectLike(ssn), Match.objectEquals(ssn)],
    ["other items of a list", like(["a"]), like(["b"])],
    ["a list and a part of one", like(["a"]), like(Match.arrayWith(["a"]))],
    ["parts of lists", like(Match.arrayWith(["a"])), like(Match.arrayWith(["b"]))],
    ["a part of a list and each of it", like(Match.arrayWith(["a"])), like(Match.eachLike("a"))],
    ["each of a list", like(Match.eachLike("a")), like(Match.eachLike("b"))],
    ["a list that may be empty", like(Match.eachLike("a")), like(Match.eachLike("a", { allowEmpty: true }))],
    ["each and not", like(Match.eachLike("a")), like(Match.not(["a"]))],
    ["what must not be", scope(Match.not("NO_SESSIONS")), scope(Match.not("LIVE_SESSIONS_ONLY"))],
    ["what must and must not be", scope("NO_SESSIONS"), scope(Match.not("NO_SESSIONS"))],
    ["alternatives", scope(Match.oneOf("A", "B")), scope(Match.oneOf("A", "C"))],
    ["patterns", scope(Match.stringLikeRegexp("A")), scope(Match.stringLikeRegexp("B"))],
    ["presence and absence", scope(Match.anyValue()), scope(Match.absent())],
    ["presence and a word", scope(Match.anyValue()), scope("anyValue")],
  ])("are told from those that do not: %s", (_title, one, other) => {
    expect(identity(one)).not.toBe(identity(other));
  });

  it("are no longer one where one allows more", () => {
    const field: Field = { kind: "text", doc: "A text." };
    const all: DeclaredNode = { kind: "value", value: "a" };
    expect(nodeIdentity(field, { ...all, enough: [] })).toBe(nodeIdentity(field, all));
    expect(nodeIdentity(field, { ...all, enough: ["b"] })).not.toBe(nodeIdentity(field, all));
  });
});

describe("Of declared items that say the same", () => {
  const strict = { ...ssn, scope: "ALL_SESSIONS" };
  const kept = (...declared: unknown[]) => {
    const items = declared.map((each, index) => ({ node: ruleNode(each), index }));
    return withoutRepeats(elementBlockField, items).map(({ index }) => index);
  };

  it.each<[string, unknown[], number[]]>([
    ["the first of two that allow the same", [strict, strict], [0]],
    ["the first of two that allow more", [ssn, ssn], [0]],
    ["the one that allows less, before the other", [strict, ssn], [0]],
    ["the one that allows less, behind the other", [ssn, strict], [1]],
    ["the first that allows less", [ssn, strict, strict], [1]],
    ["each that says something else", [ssn, { ...ssn, selector: ".b" }], [0, 1]],
  ])("stays %s", (_title, declared, expected) => {
    expect(kept(...declared)).toEqual(expected);
  });
});

it("Declared items are arranged by what they say, in whatever order they were written", () => {
  const nodes = [".c", ".a", ".b"].map((selector) => ({ node: ruleNode({ ...ssn, selector }) }));
  const arranged = arrangedItems(elementBlockField, nodes);
  expect(arranged).toEqual(arrangedItems(elementBlockField, [...nodes].reverse()));
  expect(arranged).toEqual([nodes[1], nodes[2], nodes[0]]);
});
