import type { DeclaredNode } from "../../../lib/settings/declare/declared-node.js";
import { writeDeclaration } from "../../../lib/settings/declare/json-form.js";
import { readDeclaration } from "../../../lib/settings/declare/json-reader.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import { canonicalize } from "../../../lib/settings/model/canonical.js";
import { toCamel } from "../../../lib/settings/model/keys.js";
import * as fc from "../../fast-check.js";
import { declarations } from "../generated-declarations.js";
import { counter, runs } from "../laws.js";

const count = counter("JSON forms");

/** A node without the functions of its patterns, which are made anew from the same source. */
function comparable(node: DeclaredNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (_, value: unknown) =>
      value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
    ),
  );
}

test("what is written of a declaration is read as the same declaration", () => {
  fc.assert(
    fc.property(declarations, ([name, node]) => {
      const { document } = endpoints[name];
      const json = writeDeclaration(document, node);
      const again = readDeclaration(document, JSON.parse(JSON.stringify(json)));
      expect(again.problems).toEqual([]);
      expect(again.node && comparable(again.node)).toEqual(comparable(node));
      expect(canonicalize(json)).toMatch(/^[\x20-\x7e]+$/);
      expect(again.node && canonicalize(writeDeclaration(document, again.node))).toBe(canonicalize(json));
      count(name);
    }),
    runs(1_000),
  );
});

test("names in camelCase are read as names in snake_case", () => {
  fc.assert(
    fc.property(declarations, ([name, node]) => {
      const { document } = endpoints[name];
      const json = writeDeclaration(document, node);
      if (JSON.stringify(json).includes("with_matchers") || name === "targeting") return;
      const camel = JSON.parse(JSON.stringify(json), (_, value: unknown) =>
        typeof value === "object" && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [toCamel(key), each]))
          : value,
      );
      const again = readDeclaration(document, camel);
      if (
        JSON.stringify(json).includes("targeting_conditions") ||
        JSON.stringify(json).includes("element_rule")
      )
        return;
      expect(again.node && comparable(again.node)).toEqual(comparable(node));
      count("in camelCase");
    }),
    runs(1_000),
  );
});
