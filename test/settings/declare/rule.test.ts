import type { DeclaredNode } from "../../../lib/settings/declare/declared-node.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { findMissingCompanions, RuleCompletion } from "../../../lib/settings/declare/rule.js";
import { elementBlockField } from "../../../lib/settings/endpoints/element-block.js";
import type { Implied, ObjectField } from "../../../lib/settings/model/field.js";
import type { Scalar } from "../../../lib/settings/model/json.js";
import { verdict } from "../support.js";

const literal = (value: Scalar): DeclaredNode => ({ kind: "value", value });
const oneOf = (...alternatives: readonly DeclaredNode[]): DeclaredNode => ({ kind: "oneOf", alternatives });
const pattern = (): DeclaredNode => ({
  kind: "pattern",
  source: "MASK",
  test: (text) => text.includes("MASK"),
});

const ruleField = (...implied: readonly Implied[]): ObjectField => ({
  kind: "object",
  doc: "A rule.",
  fields: { type: { kind: "text", doc: "A type." }, level: { kind: "text", doc: "A level." } },
  implied,
});

/** What is enough differs by type: two levels for `a`, one of them for `b`, none for any other. */
const level = (): Implied => ({
  field: "level",
  neutral: "full",
  enough: { by: "type", values: (type) => (type === "a" ? ["half", "most"] : type === "b" ? ["most"] : []) },
});

function impliedBy(type: DeclaredNode | undefined, implied: Implied = level()): DeclaredNode | undefined {
  const entries = new Map<string, DeclaredNode>(type === undefined ? [] : [["type", type]]);
  new RuleCompletion().complete(ruleField(implied), [...entries.keys()], entries);
  return entries.get("level");
}

const neutral = (...enough: readonly string[]) => ({ kind: "value", value: "full", enough, implied: true });

describe("What a rule implies", () => {
  it.each<[string, DeclaredNode | undefined, readonly string[]]>([
    ["a literal", literal("a"), ["half", "most"]],
    ["another literal", literal("b"), ["most"]],
    ["a literal that nothing else is enough for", literal("c"), []],
    ["either of two literals", oneOf(literal("a"), literal("b")), ["most"]],
    ["either of them, the other way round", oneOf(literal("b"), literal("a")), ["most"]],
    ["one literal twice", oneOf(literal("a"), literal("a")), ["half", "most"]],
    ["literals of which one needs the neutral value", oneOf(literal("a"), literal("c")), []],
    ["literals of which the last needs it", oneOf(literal("a"), literal("b"), literal("c")), []],
    ["literals inside literals", oneOf(literal("a"), oneOf(literal("b"))), ["most"]],
    ["one of no literals", oneOf(), []],
    ["a pattern", pattern(), []],
    ["a literal or a pattern", oneOf(literal("a"), pattern()), []],
    ["a pattern or a literal", oneOf(pattern(), literal("a")), []],
    ["a pattern inside", oneOf(literal("a"), oneOf(literal("a"), pattern())), []],
    ["a negation", { kind: "not", inner: literal("a") }, []],
    ["any value", { kind: "anyValue" }, []],
    ["nothing that is written", undefined, []],
  ])("is only what holds for all that its type may be: %s", (_, type, enough) => {
    expect(impliedBy(type)).toEqual(neutral(...enough));
  });

  it("is the neutral value alone where nothing else is ever enough", () => {
    expect(impliedBy(literal("a"), { field: "level", neutral: "full" })).toEqual(neutral());
  });

  it("is an empty list, in the field's own order and not whole", () => {
    expect(impliedBy(literal("a"), { field: "level", neutral: [] })).toEqual({
      kind: "list",
      items: [],
      order: "field",
      whole: false,
      implied: true,
    });
  });

  it("leaves alone what is written, and what is written without being readable", () => {
    const entries = new Map([["type", literal("a")]]);
    new RuleCompletion().complete(ruleField(level()), ["type", "level"], entries);
    expect([...entries.keys()]).toEqual(["type"]);
  });

  it("is one node for all rules of a type, and another for another type or field", () => {
    const completion = new RuleCompletion();
    const field = ruleField(level());
    const nodeOf = (type: DeclaredNode, of = field) => {
      const entries = new Map([["type", type]]);
      completion.complete(of, ["type"], entries);
      return entries.get("level");
    };
    const first = nodeOf(literal("a"));
    expect(first).toEqual(neutral("half", "most"));
    expect(nodeOf(literal("b"))).toEqual(neutral("most"));
    expect(nodeOf(literal("c"))).toEqual(neutral());
    expect(nodeOf(literal("a"))).toBe(first);
    expect(nodeOf(literal("a"), ruleField(level()))).not.toBe(first);
    expect(nodeOf(oneOf(literal("a")))).toEqual(neutral("half", "most"));
    expect(nodeOf(oneOf(literal("b")))).toEqual(neutral("most"));
  });

  it("is made once for each type", () => {
    const asked: (Scalar | undefined)[] = [];
    const field = ruleField({
      field: "level",
      neutral: "full",
      enough: {
        by: "type",
        values: (type) => {
          asked.push(type);
          return [];
        },
      },
    });
    const completion = new RuleCompletion();
    for (const type of ["a", "b", "a", "b", "a"])
      completion.complete(field, ["type"], new Map([["type", literal(type)]]));
    expect(asked).toEqual(["a", "b"]);
  });
});

describe("A companion", () => {
  const field = (...when: readonly string[]): ObjectField => ({
    kind: "object",
    doc: "A document.",
    fields: {},
    companions: [
      {
        field: "mode",
        needs: "zones",
        line: "zones: [],",
        why: "it says so",
        ...(when.length > 0 ? { when } : {}),
      },
    ],
  });
  const missing = (of: ObjectField, mode: DeclaredNode | undefined, ...written: readonly string[]) =>
    findMissingCompanions(of, written, new Map(mode === undefined ? [] : [["mode", mode]])).map(
      ({ key }) => key,
    );

  it.each<[string, DeclaredNode, readonly string[]]>([
    ["one of the words", literal("SOME"), ["mode"]],
    ["another word", literal("ALL"), []],
    ["words, the last of them", oneOf(literal("ALL"), literal("SOME")), ["mode"]],
    ["words, none of them", oneOf(literal("ALL"), literal("NONE")), []],
    ["a pattern", pattern(), []],
    ["a pattern or one of the words", oneOf(pattern(), literal("SOME")), ["mode"]],
    ["any value", { kind: "anyValue" }, []],
    ["null", literal(null), []],
  ])("is needed beside certain words only: %s", (_, mode, keys) => {
    expect(missing(field("SOME", "FEW"), mode, "mode")).toEqual(keys);
  });

  it("is needed beside anything where no words are named", () => {
    expect(missing(field(), pattern(), "mode")).toEqual(["mode"]);
  });

  it("is not missing where it is written, or where the field is not", () => {
    expect(missing(field("SOME"), literal("SOME"), "mode", "zones")).toEqual([]);
    expect(missing(field("SOME"), undefined, "zones")).toEqual([]);
  });

  it("is never missing where a field has none", () => {
    expect(findMissingCompanions(ruleField(), ["mode"], new Map([["mode", literal("SOME")]]))).toEqual([]);
  });
});

describe("The scope that a rule for elements implies", () => {
  const live = (scope: string) => ({
    elementBlocks: [{ selector: ".a", type: "BLOCK_MASK", scope, consent: false }],
  });
  const scopeFor = (type: unknown, scope: string) =>
    verdict("privacy", live(scope), { elementBlocks: [{ selector: ".a", type }] });

  it.each([
    ["a mask", "BLOCK_MASK"],
    ["a mask in its older spelling", "BLOCK_SCRUB"],
    ["a mask or an exclusion", Match.oneOf("BLOCK_EXCLUDE", "BLOCK_MASK")],
  ])("is also met by live sessions only: %s", (_, type) => {
    expect(scopeFor(type, "ALL_SESSIONS")).toBe("matches");
    expect(scopeFor(type, "LIVE_SESSIONS_ONLY")).toBe("matches");
    expect(scopeFor(type, "PREVIEW_SESSIONS_ONLY")).toBe("differs");
    expect(scopeFor(type, "NO_SESSIONS")).toBe("differs");
  });

  it.each([
    ["a mask or what shows", Match.oneOf("BLOCK_MASK", "BLOCK_UNMASK")],
    ["what shows or a mask", Match.oneOf("BLOCK_UNMASK", "BLOCK_MASK")],
    ["a mask or a pattern", Match.oneOf("BLOCK_MASK", Match.stringLikeRegexp("UNMASK"))],
    ["a pattern", Match.stringLikeRegexp("^BLOCK_MASK$")],
    ["any type", Match.anyValue()],
  ])("is all sessions and nothing less where the type may be more: %s", (_, type) => {
    expect(scopeFor(type, "ALL_SESSIONS")).toBe("matches");
    expect(scopeFor(type, "LIVE_SESSIONS_ONLY")).toBe("differs");
  });

  it("belongs to the fields that a rule for elements implies", () => {
    expect(elementBlockField.implied?.map(({ field }) => field)).toEqual([
      "scope",
      "consent",
      "exceptionSelectors",
      "targetingConditions",
    ]);
  });
});
