import { writeDeclaration } from "../../../lib/settings/declare/json-form.js";
import { readDeclaration } from "../../../lib/settings/declare/json-reader.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { matcherNames, WITH_MATCHERS } from "../../../lib/settings/declare/matcher-names.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import type { Field } from "../../../lib/settings/model/field.js";
import { toSnake } from "../../../lib/settings/model/keys.js";
import { normalized } from "../support.js";

const read = (name: EndpointName, json: unknown) => readDeclaration(endpoints[name].document, json);
const written = (name: EndpointName, declared: unknown) =>
  writeDeclaration(endpoints[name].document, normalized(name, declared));
const rule = { selector: ".a", type: "BLOCK_MASK" };

test.each<[string, EndpointName, unknown, unknown]>([
  ["a list", "geo", { record_geo_mode: "GEO_ALL" }, { recordGeoMode: "GEO_ALL" }],
  ["camelCase", "geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode: "GEO_ALL" }],
  [
    "alternatives",
    "privacy",
    { default_privacy_mode: { one_of: ["PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_OFF"] } },
    { defaultPrivacyMode: Match.oneOf("PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_OFF") },
  ],
  ["a rule", "privacy", { element_blocks: [rule] }, { elementBlocks: [rule] }],
  [
    "a rule whose implied fields are null, as optional(string) makes them",
    "privacy",
    {
      element_blocks: [
        { ...rule, scope: null, consent: null, exception_selectors: null, targetingConditions: null },
      ],
    },
    { elementBlocks: [rule] },
  ],
  [
    "a partial rule",
    "privacy",
    { element_blocks: { array_with: [{ object_like: { selector: ".a" } }] } },
    { elementBlocks: Match.arrayWith([Match.objectLike({ selector: ".a" })]) },
  ],
  [
    "options of arrayWith",
    "privacy",
    { elementBlocks: { arrayWith: { items: [rule], allowUnmask: true } } },
    { elementBlocks: Match.arrayWith([rule], { allowUnmask: true }) },
  ],
  [
    "options of eachLike",
    "privacy",
    { element_blocks: { each_like: { item: { consent: false }, allow_empty: true } } },
    { elementBlocks: Match.eachLike({ consent: false }, { allowEmpty: true }) },
  ],
  [
    "eachLike without options",
    "privacy",
    { element_blocks: { each_like: { consent: false } } },
    { elementBlocks: Match.eachLike({ consent: false }) },
  ],
  [
    "eachLike with an option that says no",
    "privacy",
    { element_blocks: { each_like: { item: { consent: false }, allow_empty: false } } },
    { elementBlocks: Match.eachLike({ consent: false }) },
  ],
  [
    "a null in a list of open JSON",
    "privacy",
    { element_rule_groups: [null, { a: [null] }] },
    { elementRuleGroups: [null, { a: [null] }] },
  ],
  [
    "a null that is meant",
    "privacy",
    { discard_ip_addresses: { exact: null } },
    { discardIpAddresses: null },
  ],
  [
    "what looks like a matcher inside open JSON",
    "targeting",
    { session_targeting_rules: [{ not: null }, { any_value: true, x: { one_of: [] } }] },
    { sessionTargetingRules: [{ not: null }, { any_value: true, x: { one_of: [] } }] },
  ],
  [
    "matchers inside open JSON",
    "targeting",
    { session_targeting_rules: { array_with: [{ with_matchers: { not: { a: { any_value: true } } } }] } },
    { sessionTargetingRules: Match.arrayWith([Match.not({ a: Match.anyValue() })]) },
  ],
  [
    "a matcher in place of open JSON",
    "privacy",
    { element_rule_groups: { with_matchers: { absent: true } } },
    { elementRuleGroups: Match.absent() },
  ],
  ["a whole document", "features", { exact: { enabled: true } }, Match.exact({ enabled: true })],
])("reads %s", (_, name, json, declared) => {
  const { node, problems } = read(name, json);
  expect(problems).toEqual([]);
  expect(node && writeDeclaration(endpoints[name].document, node)).toEqual(written(name, declared));
});

test.each<[string, EndpointName, unknown, readonly (string | number)[], RegExp]>([
  [
    "a misspelt field",
    "geo",
    { record_geo_mod: "GEO_ALL" },
    ["record_geo_mod"],
    /did you mean "record_geo_mode"\?/,
  ],
  [
    "a misspelt field in camelCase",
    "geo",
    { recordGeoMod: 1 },
    ["recordGeoMod"],
    /did you mean "recordGeoMode"\?/,
  ],
  [
    "a misspelt matcher",
    "geo",
    { record_geo_mode: { onf_of: ["GEO_ALL"] } },
    ["record_geo_mode"],
    /did you mean the matcher "one_of"\?/,
  ],
  ["a null", "geo", { record_geo_mode: null }, ["record_geo_mode"], /^null declares nothing/],
  [
    "a null for a field that no rule implies",
    "privacy",
    { element_blocks: [{ ...rule, notes: null }] },
    ["element_blocks", 0, "notes"],
    /^null declares nothing/,
  ],
  [
    "a null for an implied field of no rule",
    "privacy",
    { element_blocks: [{ object_like: { scope: null } }] },
    ["element_blocks", 0, "object_like", "scope"],
    /^null declares nothing/,
  ],
  [
    "a null in place of open JSON",
    "privacy",
    { element_rule_groups: null },
    ["element_rule_groups"],
    /^null declares nothing/,
  ],
  [
    "a negated null",
    "geo",
    { record_geo_mode: { not: null } },
    ["record_geo_mode", "not"],
    /^null declares nothing/,
  ],
  [
    "a null among alternatives",
    "geo",
    { record_geo_mode: { one_of: ["GEO_ALL", null] } },
    ["record_geo_mode", "one_of", 1],
    /^null declares nothing/,
  ],
  [
    "a null item",
    "geo",
    { record_geo_mode: "GEO_ALLOW_LIST", record_geo_zones: ["US", null] },
    ["record_geo_zones", 1],
    /null/,
  ],
  [
    "a second key",
    "geo",
    { record_geo_mode: { not: "GEO_ALL", one_of: ["x"] } },
    ["record_geo_mode", "one_of"],
    /stands beside the matcher "not"/,
  ],
  [
    "a second key that is a field",
    "privacy",
    { element_blocks: [{ object_like: rule, consent: false }] },
    ["element_blocks", 0, "consent"],
    /stands beside the matcher "object_like"/,
  ],
  [
    "an unknown option",
    "privacy",
    { element_blocks: { array_with: { items: [rule], allow_unmsk: true } } },
    ["element_blocks", "array_with", "allow_unmsk"],
    /is no option of "array_with"/,
  ],
  [
    "an option that is no flag",
    "privacy",
    { element_blocks: { each_like: { item: rule, allow_empty: "yes" } } },
    ["element_blocks", "each_like", "allow_empty"],
    /true or false/,
  ],
  [
    "anyValue that is false",
    "geo",
    { record_geo_mode: { any_value: false } },
    ["record_geo_mode", "any_value"],
    /takes true and nothing else/,
  ],
  ["no alternatives", "geo", { record_geo_mode: { one_of: [] } }, ["record_geo_mode"], /no alternatives/],
  ["an empty object", "geo", {}, [], /declares nothing/],
  ["an empty rule", "privacy", { element_blocks: [{}] }, ["element_blocks", 0], /declares nothing/],
  [
    "a rule without its type",
    "privacy",
    { element_blocks: { array_with: [{ selector: ".a" }] } },
    ["element_blocks", "array_with", 0],
    /a rule must declare type/,
  ],
  ["a list for a scalar", "geo", { record_geo_mode: ["GEO_ALL"] }, ["record_geo_mode"], /found a list/],
  [
    "one field in two spellings",
    "geo",
    { recordGeoMode: "GEO_ALL", record_geo_mode: "GEO_ALL" },
    ["record_geo_mode"],
    /is written twice/,
  ],
  ["a field that needs another", "geo", { record_geo_zones: ["US"] }, ["record_geo_zones"], /needs record/],
  [
    "a pattern that RE2 has not",
    "geo",
    { record_geo_mode: { string_like_regexp: "(?=a)" } },
    ["record_geo_mode"],
    /look-around/,
  ],
  [
    "something in the second alternative",
    "privacy",
    { element_blocks: { one_of: [[rule], [{ ...rule, type: 1 }]] } },
    ["element_blocks", "one_of"],
    /expected a string/,
  ],
  ["no object at all", "geo", "GEO_ALL", [], /expected an object/],
])("refuses %s, and says where it was written", (_, name, json, steps, message) => {
  const { node, problems } = read(name, json);
  expect(node).toBeUndefined();
  expect(problems.map((problem) => problem.steps)).toContainEqual(steps);
  expect(problems[0]?.message).toMatch(message);
});

test("all problems come together", () => {
  const { problems } = read("geo", { record_geo_mode: null, record_geo_zone: [] });
  expect(problems.map(({ steps }) => steps)).toEqual([["record_geo_mode"], ["record_geo_zone"]]);
});

test("a null leaves out what a rule implies, and nothing where an object is compared whole", () => {
  const rules = [{ ...rule, scope: null }];
  const places = [
    [{ element_blocks: rules }, []],
    [{ element_blocks: { any_order: rules } }, []],
    [{ object_like: { element_blocks: rules } }, []],
    [{ object_equals: { element_blocks: rules } }, ["object_equals", "element_blocks", 0, "scope"]],
    [
      { exact: { element_blocks: { any_order: rules } } },
      ["exact", "element_blocks", "any_order", 0, "scope"],
    ],
  ] as const;
  for (const [json, steps] of places)
    expect(read("privacy", json).problems.flatMap((problem) => problem.steps)).toEqual(steps);
});

test("matchers are marked as such in open JSON only", () => {
  expect(read("geo", { with_matchers: { record_geo_mode: "GEO_ALL" } })).toEqual({
    problems: [
      {
        steps: ["with_matchers"],
        message: "is not a setting; known are record_geo_mode, record_geo_zones, metadata",
      },
    ],
  });
});

test("what is nested without end is refused", () => {
  const nested = (levels: number) => {
    let json: unknown = "GEO_ALL";
    for (let level = 0; level < levels; level++) json = { not: json };
    return read("geo", { record_geo_mode: json }).problems.map(({ message }) => message);
  };
  expect(nested(399)).toEqual(["nested deeper than 128 levels"]);
  expect(nested(400)).toEqual(["is nested too deeply"]);

  expect(nested(100_000)).toEqual(["is nested too deeply"]);
});

test("no field is called like a matcher or an option", () => {
  const names = (field: Field): string[] => {
    if (field.kind === "list") return names(field.item);
    if (field.kind !== "object") return [];
    return Object.entries(field.fields).flatMap(([key, each]) => [key, ...names(each)]);
  };
  const all = Object.values(endpoints).flatMap(({ document }) => names(document));
  expect(all).toContain("exceptionSelectors");
  const taken = ["item", "items", ...matcherNames, WITH_MATCHERS];
  expect(all.filter((key) => taken.includes(toSnake(key)))).toEqual([]);
});

const inRules = (json: unknown) => ({ element_blocks: json });

test.each<[unknown, readonly (string | number)[], string]>([
  [inRules([{ object_like: [rule] }]), [0, "object_like"], '"object_like" takes an object'],
  [inRules([{ object_equals: "x" }]), [0, "object_equals"], '"object_equals" takes an object'],
  [inRules([{ objectLike: null }]), [0, "objectLike"], 'null declares nothing: "objectLike" needs a value'],
  [inRules({ array_equals: rule }), ["array_equals"], '"array_equals" takes a list'],
  [inRules({ any_order: rule }), ["any_order"], '"any_order" takes a list'],
  [inRules({ array_with: rule }), ["array_with"], '"array_with" takes a list'],
  [inRules({ array_with: { items: rule } }), ["array_with", "items"], '"array_with" takes a list'],
  [inRules({ array_with: null }), ["array_with"], 'null declares nothing: "array_with" needs a value'],
  [
    inRules({ array_with: { items: [rule], allow_empty: true } }),
    ["array_with", "allow_empty"],
    'is no option of "array_with", which has "items" and "allow_unmask"',
  ],
  [
    inRules({ array_with: { items: [rule], allow_unmask: 1 } }),
    ["array_with", "allow_unmask"],
    "takes true or false",
  ],
  [
    inRules({ each_like: { item: { consent: false }, allow_unmask: true } }),
    ["each_like", "allow_unmask"],
    'is no option of "each_like", which has "item" and "allow_empty"',
  ],
  [inRules({ one_of: rule }), ["one_of"], '"one_of" takes a list of alternatives'],
  [
    inRules([{ ...rule, notes: { string_like_regexp: 5 } }]),
    [0, "notes", "string_like_regexp"],
    '"string_like_regexp" takes the pattern as a string',
  ],
  [
    inRules([{ ...rule, notes: { absent: "true" } }]),
    [0, "notes", "absent"],
    '"absent" takes true and nothing else',
  ],
  [
    inRules([{ selector: ".a", any_value: true }]),
    [0, "selector"],
    'stands beside the matcher "any_value", which takes no other key: options go inside it',
  ],
  [inRules([{ ...rule, consent: [{}] }]), [0, "consent"], "expected true or false, found a list"],
  [inRules([{ ...rule, scope: ["x"] }]), [0, "scope"], "expected a string, found a list"],
  [inRules([{ ...rule, scope: { x: 1 } }]), [0, "scope"], "expected a string, found an object"],
  [
    inRules([{ not: rule, any_value: true }]),
    [0, "any_value"],
    'stands beside the matcher "not", which takes no other key: options go inside it',
  ],
])("refuses %j once, with these words", (json, steps, message) => {
  expect(read("privacy", json)).toEqual({ problems: [{ steps: ["element_blocks", ...steps], message }] });
});

test("null is data inside open JSON, with matchers beside it as well", () => {
  const rules = [{ with_matchers: { a: { not: null }, b: { one_of: [null, 1] } } }];
  expect(read("targeting", { session_targeting_rules: rules }).problems).toEqual([]);
});

test("a problem inside open JSON is told where it was written", () => {
  const steps = ["session_targeting_rules", 0, "with_matchers", "a", "one_of"];
  const { problems } = read("targeting", {
    session_targeting_rules: [{ with_matchers: { a: { one_of: 1 } } }],
  });
  expect(problems).toEqual([{ steps, message: '"one_of" takes a list of alternatives' }]);
});
