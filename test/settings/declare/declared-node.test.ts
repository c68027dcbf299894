import {
  type DeclaredNode,
  getLiterals,
  listLiterals,
  type ObjectNode,
  toLiteral,
} from "../../../lib/settings/declare/declared-node.js";
import { listReferences } from "../../../lib/settings/declare/references.js";

const plain: DeclaredNode = { kind: "value", value: "a" };
const reference: DeclaredNode = { kind: "value", value: "TOKEN", reference: true };
const pattern: DeclaredNode = { kind: "pattern", source: "a", test: () => true };
const any: DeclaredNode = { kind: "anyValue" };
const list = (...items: DeclaredNode[]): DeclaredNode => ({
  kind: "list",
  items,
  order: "field",
  whole: false,
});
const object = (entries: Record<string, DeclaredNode>): ObjectNode => ({
  kind: "object",
  entries: new Map(Object.entries(entries)),
  whole: false,
});

/** Title, declaration, paths of the references in it. */
const cases: [string, DeclaredNode, string[]][] = [
  ["a literal", plain, []],
  ["a pattern", pattern, []],
  ["any value", any, []],
  ["absence", { kind: "absent" }, []],
  ["a reference", reference, ["at"]],
  ["a list without any", list(plain, pattern), []],
  ["an empty list", list(), []],
  ["a list, beside a literal", list(plain, reference), ["at[1]"]],
  ["a part of a list", { kind: "arrayWith", items: [reference, plain] }, ["at[0]"]],
  ["an object without any", object({ a: plain, b: any }), []],
  ["an object, behind a literal", object({ a: plain, b: reference }), ["at.b"]],
  ["alternatives without any", { kind: "oneOf", alternatives: [plain, any] }, []],
  ["one alternative", { kind: "oneOf", alternatives: [plain, reference] }, ["at"]],
  ["what must not be", { kind: "not", inner: reference }, ["at"]],
  ["what must not be, without any", { kind: "not", inner: any }, []],
  ["each item", { kind: "eachLike", inner: object({ a: reference }), allowEmpty: false }, ["at.a"]],
  [
    "a list of objects",
    list(object({ a: plain }), object({ b: list(reference, reference) })),
    ["at[1].b[0]", "at[1].b[1]"],
  ],
];

it.each(cases)("References in a declaration are found, and nothing else is: %s", (_title, node, paths) => {
  expect(listReferences(node, "at")).toEqual(paths.map((path) => ({ path, text: "TOKEN" })));
});

it("Only literals say what is declared beside a field, and what a declared item is", () => {
  const node = object({ a: plain, b: pattern, c: any, d: list(plain) });
  expect([...getLiterals(node)]).toEqual([["a", "a"]]);
  expect(toLiteral(node)).toStrictEqual({ a: "a" });
  expect(toLiteral(plain)).toBe("a");
  expect(toLiteral(pattern)).toBeNull();
});

it("Alternatives are literals only where all of them are", () => {
  const oneOf = (...alternatives: DeclaredNode[]): DeclaredNode => ({ kind: "oneOf", alternatives });
  expect(listLiterals(oneOf(plain, oneOf(reference)))).toEqual(["a", "TOKEN"]);
  expect(listLiterals(oneOf(plain, pattern))).toBeUndefined();
});
