import type { DeclaredNode } from "../../../lib/settings/declare/declared-node.js";
import { spellDeclared } from "../../../lib/settings/declare/declared-text.js";
import { writeDeclaration } from "../../../lib/settings/declare/json-form.js";
import { readDeclaration } from "../../../lib/settings/declare/json-reader.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { toComparedNode } from "../../../lib/settings/declare/walk.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { normalized } from "../support.js";

const {
  absent,
  anyOrder,
  anyValue,
  arrayEquals,
  arrayWith,
  eachLike,
  exact,
  not,
  objectEquals,
  objectLike,
  oneOf,
} = Match;
const pattern = Match.stringLikeRegexp;

/** A node without the functions of its patterns. */
function comparable(node: DeclaredNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (_, value: unknown) =>
      value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
    ),
  );
}

/** Holds the JSON form of one field, written and read. */
function holds(
  name: EndpointName,
  field: string,
  rows: readonly (readonly [declared: unknown, json: unknown])[],
) {
  const { document } = endpoints[name];
  const key = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  test.each(rows.map((row) => [JSON.stringify(row[1]), row] as const))(
    `${name} ${field}: %s`,
    (_title, [declared, json]) => {
      const node = normalized(name, { [field]: declared });
      expect(writeDeclaration(document, node)).toEqual({ [key]: json });
      const read = readDeclaration(document, { [key]: json });
      expect(read.problems).toEqual([]);
      expect(read.node && comparable(read.node)).toEqual(comparable(node));
      // The same in camelCase.
      const again = readDeclaration(document, { [field]: json });
      expect(again.node && comparable(again.node)).toEqual(comparable(node));
    },
  );
}

holds("privacy", "discardIpAddresses", [
  [true, true],
  [null, { exact: null }],
  [exact(true), true],
  [oneOf(true, null), { one_of: [true, { exact: null }] }],
  [not(true), { not: true }],
  [not(null), { not: { exact: null } }],
  [anyValue(), { any_value: true }],
  [absent(), { absent: true }],
]);

holds("privacy", "defaultPrivacyMode", [
  ["PRIVACY_MODE_OFF", "PRIVACY_MODE_OFF"],
  [not(oneOf("PRIVACY_MODE_OFF", "x")), { not: { one_of: ["PRIVACY_MODE_OFF", "x"] } }],
  [pattern("MASK"), { string_like_regexp: "MASK" }],
]);

const a = { selector: ".a", type: "BLOCK_MASK" };

holds("privacy", "elementBlocks", [
  [[a], [a]],
  [[], []],
  [[{ ...a, exceptionSelectors: [".x"] }], [{ ...a, exception_selectors: [".x"] }]],
  [
    [{ ...a, scope: anyValue(), notes: absent() }],
    [{ ...a, scope: { any_value: true }, notes: { absent: true } }],
  ],
  [[objectLike(a)], [{ object_like: a }]],
  [[objectLike({ selector: ".a" })], [{ object_like: { selector: ".a" } }]],
  [[exact(a)], [{ object_equals: a }]],
  [
    [objectEquals({ ...a, exceptionSelectors: [".x"] })],
    [{ object_equals: { ...a, exception_selectors: [".x"] } }],
  ],
  [exact([a]), { array_equals: [a] }],
  [arrayEquals([a, { selector: ".b" }]), { array_equals: [a, { selector: ".b" }] }],
  [arrayEquals([objectLike(a)]), { array_equals: [{ object_like: a }] }],
  [anyOrder([a]), { any_order: [a] }],
  [exact(anyOrder([a])), { exact: { any_order: [a] } }],
  [arrayWith([a]), { array_with: [a] }],
  [arrayWith([exact(a)]), { array_with: [{ object_equals: a }] }],
  [arrayWith([a], { allowUnmask: true }), { array_with: { items: [a], allow_unmask: true } }],
  [eachLike({ consent: false }), { each_like: { consent: false } }],
  [eachLike(a), { each_like: a }],
  [eachLike(exact(a)), { each_like: { object_equals: a } }],
  [
    eachLike({ consent: false }, { allowEmpty: true }),
    { each_like: { item: { consent: false }, allow_empty: true } },
  ],
  [
    [{ ...a, targetingConditions: arrayWith([{ k: 1 }]) }],
    [{ ...a, targeting_conditions: { array_with: [{ k: 1 }] } }],
  ],
  [
    [{ ...a, targetingConditions: { not: 1 } }],
    [{ ...a, targeting_conditions: { with_matchers: { object_like: { not: 1 } } } }],
  ],
  [[{ ...a, targetingConditions: exact({}) }], [{ ...a, targeting_conditions: { array_equals: [] } }]],
  [not([a]), { not: [a] }],
  [not(arrayWith([a])), { not: { array_with: [a] } }],
  [oneOf([a], exact([])), { one_of: [[a], { array_equals: [] }] }],
]);

holds("privacy", "ajaxWatches", [
  [
    [{ urlRegex: "/a", recordReq: "ELIDE", recordRsp: anyValue() }],
    [{ url_regex: "/a", record_req: "ELIDE", record_rsp: { any_value: true } }],
  ],
]);

holds("privacy", "metadata", [
  [{ createdBy: "a" }, { created_by: "a" }],
  [exact({ createdBy: "a" }), { object_equals: { created_by: "a" } }],
]);

holds("targeting", "sessionTargetingRules", [
  [[{ a: 1 }], [{ a: 1 }]],
  [[{ aKey: null }], [{ aKey: null }]],
  [[{ a: [1, { b: "x" }] }], [{ a: [1, { b: "x" }] }]],
  [[{ a: anyValue() }], [{ with_matchers: { a: { any_value: true } } }]],
  [[{ a: [anyValue()], b: 1 }], [{ with_matchers: { a: [{ any_value: true }], b: 1 } }]],
  [[{ a: { b: not(1), c: [2] } }], [{ with_matchers: { a: { b: { not: 1 }, c: [2] } } }]],
  [[{ a: anyOrder([1, 2]) }], [{ with_matchers: { a: { any_order: [1, 2] } } }]],
  [[{ a: [anyOrder([1]), 2] }], [{ with_matchers: { a: [{ any_order: [1] }, 2] } }]],
  [[{ a: exact([1]) }], [{ with_matchers: { a: { array_equals: [1] } } }]],
  [[{ a: exact({ b: 1 }) }], [{ with_matchers: { a: { object_equals: { b: 1 } } } }]],
  [[exact({ a: 1 })], [{ with_matchers: { object_equals: { a: 1 } } }]],
  [[exact({ a: [1, { b: 2 }] })], [{ with_matchers: { object_equals: { a: [1, { b: 2 }] } } }]],
  [
    [exact({ a: objectLike({ b: 1 }), c: 2 })],
    [{ with_matchers: { object_equals: { a: { object_like: { b: 1 } }, c: 2 } } }],
  ],
  [[exact({ a: arrayWith([1]) })], [{ with_matchers: { object_equals: { a: { array_with: [1] } } } }]],
  [[not({ a: 1 })], [{ with_matchers: { not: { a: 1 } } }]],
  [[oneOf({ a: 1 }, { b: 2 })], [{ with_matchers: { one_of: [{ a: 1 }, { b: 2 }] } }]],
  [[{ a: null, b: anyValue() }], [{ with_matchers: { a: null, b: { any_value: true } } }]],
  // What is spelled like a matcher.
  [[{ not: 1 }], [{ not: 1 }]],
  [[{ not: 1, a: anyValue() }], [{ with_matchers: { object_like: { not: 1, a: { any_value: true } } } }]],
  [
    [{ a: { anyValue: true }, b: anyValue() }],
    [{ with_matchers: { a: { object_like: { anyValue: true } }, b: { any_value: true } } }],
  ],
  [[exact({ any_value: true })], [{ with_matchers: { object_equals: { any_value: true } } }]],
  [[{ with_matchers: 1 }], [{ with_matchers: { with_matchers: 1 } }]],
  [[{ withMatchers: 1 }], [{ with_matchers: { withMatchers: 1 } }]],
  [[{ with_matchers: 1, a: 2 }], [{ with_matchers: 1, a: 2 }]],
  [[{ a: { with_matchers: 1 } }], [{ a: { with_matchers: 1 } }]],
  [arrayEquals([{ a: [1] }]), { array_equals: [{ a: [1] }] }],
  [
    arrayEquals([{ a: objectLike({ b: 1 }) }]),
    { array_equals: [{ with_matchers: { a: { object_like: { b: 1 } } } }] },
  ],
  [eachLike({ a: 1 }), { each_like: { a: 1 } }],
  [eachLike({ item: 1 }), { each_like: { item: { item: 1 } } }],
  [eachLike({ item: anyValue() }), { each_like: { with_matchers: { item: { any_value: true } } } }],
  [arrayWith([{ a: eachLike(1) }]), { array_with: [{ with_matchers: { a: { each_like: 1 } } }] }],
  [
    arrayWith([{ a: eachLike({ item: 1 }) }]),
    { array_with: [{ with_matchers: { a: { each_like: { item: { item: 1 } } } } }] },
  ],
  [arrayWith([{ a: pattern("x") }]), { array_with: [{ with_matchers: { a: { string_like_regexp: "x" } } }] }],
]);

test("A whole document is written as one, with the fields that it names and no others.", () => {
  const { document } = endpoints.geo;
  const declared = exact({ recordGeoMode: "GEO_ALL", recordGeoZones: ["DE"] });
  const json = { object_equals: { record_geo_mode: "GEO_ALL", record_geo_zones: ["DE"] } };
  expect(writeDeclaration(document, normalized("geo", declared))).toEqual(json);
  const { node } = readDeclaration(document, json);
  expect(node && comparable(node)).toEqual(comparable(normalized("geo", declared)));
});

test.each<[EndpointName, unknown, unknown]>([
  ["privacy", { elementBlocks: [{ ...a, type: "BLOCK_SCRUB" }] }, { elementBlocks: [a] }],
  [
    "privacy",
    { elementBlocks: arrayWith([{ ...a, selector: "div > .a" }]) },
    { elementBlocks: arrayWith([{ ...a, selector: "div>.a" }]) },
  ],
  [
    "privacy",
    { elementBlocks: [{ ...a, type: oneOf("BLOCK_SCRUB", not("BLOCK_RECORD")) }] },
    { elementBlocks: [{ ...a, type: oneOf("BLOCK_MASK", not("BLOCK_UNMASK")) }] },
  ],
  ["blocking", { blockedIps: not(["10.0.0.0/24"]) }, { blockedIps: not(["10.0.0.*"]) }],
  [
    "blocking",
    { blockedIps: eachLike("10.0.0.0/24", { allowEmpty: true }) },
    { blockedIps: eachLike("10.0.0.*", { allowEmpty: true }) },
  ],
])("Two spellings of one declaration are one where it is compared: %s", (name, one, other) => {
  const { document } = endpoints[name];
  const [a1, b1] = [one, other].map((each) => comparable(toComparedNode(document, normalized(name, each))));
  expect(a1).toEqual(b1);
  expect(a1).toEqual(comparable(normalized(name, other)));
});

test.each<[EndpointName, string, unknown]>([
  ["privacy", "elementBlocks", [{ ...a, scope: pattern("x"), notes: absent(), label: anyValue() }]],
  ["privacy", "elementBlocks", exact([objectLike(a)])],
  ["privacy", "ajaxWatches", anyOrder([objectLike({ urlRegex: "/a" })])],
])("What is written the same way in both spellings is not changed: %s %s", (name, field, declared) => {
  const node = normalized(name, { [field]: declared });
  expect(comparable(toComparedNode(endpoints[name].document, node))).toEqual(comparable(node));
});

test("A list that may stand beside rules that unmask is told apart from one that may not.", () => {
  const text = (declared: unknown) => {
    const field = endpoints.privacy.document.fields["elementBlocks"];
    const node = normalized("privacy", { elementBlocks: declared }).entries.get("elementBlocks");
    if (field === undefined || node === undefined) throw new Error("no field");
    return spellDeclared(field, node);
  };
  expect(text(arrayWith([a], { allowUnmask: true }))).not.toBe(text(arrayWith([a])));
});
