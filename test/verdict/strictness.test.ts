import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { listStrictnessChanges } from "../../lib/verdict/strictness.js";
import { normalized } from "../settings/support.js";
import {
  absent,
  allChanges,
  anyValue,
  arrayEquals,
  arrayWith,
  changes,
  eachLike,
  exact,
  holds,
  not,
  oneOf,
  pattern,
} from "./strictness-rows.js";

const digest = `sha256:${"a".repeat(64)}`;

holds("privacy", "discardIpAddresses", [
  ["true for false", false, true, "tighter: discardIpAddresses"],
  ["false for true", true, false, "weaker: discardIpAddresses"],
  ["null for true", true, null, "weaker: discardIpAddresses"],
  ["true for one of which it is", oneOf(true, false), true],
  ["true for one alternative that is less strict", oneOf(false), true, "tighter: discardIpAddresses"],
  ["null for alternatives that it is none of", oneOf(true, false), null, "weaker: discardIpAddresses"],
  ["false for what must not be true", not(true), false],
  ["true for what must not be true", not(true), true, "weaker: discardIpAddresses"],
  ["null for what must not be true", not(true), null, "weaker: discardIpAddresses"],
]);

const [off, body, all] = ["PRIVACY_MODE_OFF", "PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_MASK_DEFAULT"];
const mode = "defaultPrivacyMode";

holds("privacy", mode, [
  ["a stricter word", off, all, `tighter: ${mode}`],
  ["a word of the same rank", body, all, `weaker: ${mode}`],
  ["one more alternative", all, oneOf(all, off), `weaker: ${mode}`],
  ["two stricter alternatives", off, oneOf(body, all), `tighter: ${mode}`, `tighter: ${mode}`],
  ["one alternative less", oneOf(off, body), oneOf(body)],
  ["a word stricter than one alternative alone", oneOf(off, body), all, `weaker: ${mode}`],
  ["any value for a word", all, anyValue(), `weaker: ${mode}`],
  ["a word for any value", anyValue(), off],
  ["a pattern for any value", anyValue(), pattern("MASK")],
  ["alternatives for any value", anyValue(), oneOf(off, all)],
  ["null for any value", anyValue(), null, `weaker: ${mode}`],
  ["null among alternatives for any value", anyValue(), oneOf(off, null), `weaker: ${mode}`],
  ["a negation, which null satisfies, for any value", anyValue(), not(off), `weaker: ${mode}`],
  ["absence for any value", anyValue(), absent(), `weaker: ${mode}`],
  ["absence for a word", all, absent(), `weaker: ${mode}`],
  ["a word for absence", absent(), all, `weaker: ${mode}`],
  ["a word in which the pattern is found", pattern("MASK"), body],
  ["words in which the pattern is found", pattern("MASK"), oneOf(body, all)],
  ["a word in which it is not found", pattern("MASK"), off, `weaker: ${mode}`],
  ["one such word among others", pattern("MASK"), oneOf(off, body), `weaker: ${mode}`],
  ["null for a pattern", pattern("MASK"), null, `weaker: ${mode}`],
  ["a word that nobody documents, with the pattern in it", pattern("MASK"), "MASK", `weaker: ${mode}`],
  ["another pattern", pattern("MASK"), pattern("MASK_BODY"), `weaker: ${mode}`],
  ["any value for a pattern", pattern("MASK"), anyValue(), `weaker: ${mode}`],
  ["a word for what must not be another", not(off), body],
  ["a word that must not be", not(off), off, `weaker: ${mode}`],
  ["a word that nobody documents for a negation", not(off), "PRIVACY_MODE_NEW", `weaker: ${mode}`],
  ["null for a negation", not(off), null, `weaker: ${mode}`],
  ["another negation", not(off), not(body), `weaker: ${mode}`],
  ["a negation of more", not(off), not(oneOf(off, body))],
  ["a negation of less", not(oneOf(off, body)), not(off), `weaker: ${mode}`],
  ["a negated pattern for a negated word", not(off), not(pattern("OFF")), `weaker: ${mode}`],
  ["a negated word for a negated pattern", not(pattern("OFF")), not(off), `weaker: ${mode}`],
  ["a word in which the negated pattern is not found", not(pattern("OFF")), body],
  ["a word in which the negated pattern is found", not(pattern("OFF")), off, `weaker: ${mode}`],
  ["a word beside a negated pattern among words", not(oneOf(off, pattern("x"))), body, `weaker: ${mode}`],
  ["a negation of more, a pattern among it", not(off), not(oneOf(off, pattern("x"))), `weaker: ${mode}`],
  ["a word for the negation of any value", not(anyValue()), all, `weaker: ${mode}`],
  ["a pattern for a negation", not(off), pattern("MASK"), `weaker: ${mode}`],
]);

holds("privacy", "metadata", [
  ["one key less", { created: "a", lastUpdated: "b" }, { created: "a" }, "weaker: metadata.lastUpdated"],
  ["one key more", { created: "a" }, { created: "a", lastUpdated: "b" }],
  ["other keys beside it", exact({ created: "a" }), { created: "a" }, "weaker: metadata"],
  ["no other keys beside it", { created: "a" }, exact({ created: "a" })],
  [
    "one key less, and no other",
    exact({ created: "a", lastUpdated: "b" }),
    exact({ created: "a" }),
    "weaker: metadata.lastUpdated",
  ],
  [
    "one key more beside those that may be there alone",
    exact({ created: "a" }),
    exact({ created: "a", lastUpdated: "b" }),
    "weaker: metadata",
  ],
  ["any value for an object", { created: "a" }, anyValue(), "weaker: metadata"],
  ["an object for any value", anyValue(), { created: "a" }],
  ["an object for a negated one", not({ created: "a" }), { created: "b" }, "weaker: metadata"],
  ["a negation of another object", not({ created: "a" }), not({ created: "b" }), "weaker: metadata"],
  ["another text for a negated one", { created: not("a") }, { created: "b" }],
  ["a text that a pattern is found in", { created: pattern("2026") }, { created: "2026-01-01" }],
  [
    "a person, of whom records hold a digest, for a pattern",
    { createdBy: pattern("dana") },
    { createdBy: "dana" },
    "weaker: metadata.createdBy",
  ],
  [
    "a person for a negated pattern",
    { createdBy: not(pattern("eve")) },
    { createdBy: "dana" },
    "weaker: metadata.createdBy",
  ],
  ["a person for a negated one", { createdBy: not("eve") }, { createdBy: "dana" }],
  ["null for a pattern", { created: pattern("null") }, { created: null }, "weaker: metadata.created"],
  [
    "a pattern for a negated text",
    { created: not("a") },
    { created: pattern("b") },
    "weaker: metadata.created",
  ],
]);

holds("blocking", "blockedIps", [
  [
    "a range that takes in what must not be",
    eachLike(not("10.0.0.1")),
    ["10.0.0.0/24"],
    "weaker: blockedIps[]",
  ],
  [
    "a range that takes in one of what must not be",
    eachLike(not(oneOf("10.0.0.1", "1.1.1.1"))),
    ["10.0.0.0/24"],
    "weaker: blockedIps[]",
  ],
  ["a digest that may be what must not be", eachLike(not("10.0.0.1")), [digest], "weaker: blockedIps[]"],
  [
    "an address that the digest of what must not be may be",
    eachLike(not(digest)),
    ["10.0.0.1"],
    "weaker: blockedIps[]",
  ],
  ["a range twice", ["10.0.0.0/24", "10.0.0.*"], ["10.0.0.*"]],
  ["a range in another spelling, among others", arrayWith(["10.0.0.0/24"]), arrayWith(["10.0.0.*"])],
]);

holds("blocking", "blockedUas", [
  ["one more, which records less", ["a"], ["a", "b"], 'tighter: blockedUas["b"]'],
  ["one less", ["a", "b"], ["a"], 'weaker: blockedUas["b"]'],
  ["another", ["a"], ["b"], 'weaker: blockedUas["a"]', 'tighter: blockedUas["b"]'],
  ["one of them twice, in another order", ["a", "b"], ["b", "a", "b"]],
  ["others beside them", ["a"], arrayWith(["a"]), "weaker: blockedUas"],
  ["no others beside them", arrayWith(["a"]), ["a"]],
  ["one more among others", arrayWith(["a"]), arrayWith(["a", "b"])],
  ["one more, and no others", arrayWith(["a"]), ["a", "b"]],
  ["one less among others", arrayWith(["a", "b"]), arrayWith(["a"]), 'weaker: blockedUas["b"]'],
  ["a list for a whole one", arrayEquals(["a"]), ["a"]],
  ["a list for any value", anyValue(), ["a"]],
  ["part of a list for any value", anyValue(), arrayWith(["a"])],
  ["each item for any value", anyValue(), eachLike("a")],
  ["any value for a list", ["a"], anyValue(), "weaker: blockedUas"],
  ["another list for a negated one", not(["a"]), ["b"], "weaker: blockedUas"],
  ["an item for alternatives", [oneOf("a", "b")], ["a"], "weaker: blockedUas"],
  ["alternatives for an item", ["a"], [oneOf("a", "b")], "weaker: blockedUas"],
  [
    "the same alternatives among others",
    [oneOf("a", "b")],
    arrayWith([oneOf("a", "b")]),
    "weaker: blockedUas",
  ],
  [
    "the same alternatives, and no others",
    arrayWith([oneOf("a", "b")]),
    [oneOf("a", "b")],
    "weaker: blockedUas",
  ],
  ["a list of what each item is like", eachLike(pattern("a")), ["ab", "ba"]],
  ["a list with another item", eachLike(pattern("a")), ["ab", "b"], "weaker: blockedUas[]"],
  ["an empty list for items", eachLike("a"), [], "weaker: blockedUas"],
  ["an empty list where there may be none", eachLike("a", { allowEmpty: true }), []],
  ["an item where there may be none", eachLike("a", { allowEmpty: true }), ["a"]],
  ["others beside what each item is like", eachLike("a"), arrayWith(["a"]), "weaker: blockedUas"],
  ["what each item is like for a list", ["a"], eachLike("a"), "weaker: blockedUas"],
  ["no item, too", eachLike("a"), eachLike("a", { allowEmpty: true }), "weaker: blockedUas"],
  ["at least one item", eachLike("a", { allowEmpty: true }), eachLike("a")],
  ["no item, as before", eachLike(anyValue(), { allowEmpty: true }), eachLike("a", { allowEmpty: true })],
]);

test.each([
  ["blockedIps", "10.0.0.1"],
  ["blockedAppIds", "user-1"],
])("blocking %s: a pattern cannot be tried on what records hold as digests.", (field, item) => {
  const each = eachLike(pattern(item.slice(0, 3)));
  expect(changes("blocking", { [field]: each }, { [field]: [item] })).toEqual([`weaker: ${field}[]`]);
});

const zones = (recordGeoMode: unknown, ...recordGeoZones: string[]) => ({ recordGeoMode, recordGeoZones });
const [everywhere, only, allBut] = ["GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST"];

test.each<[string, object, object, ...string[]]>([
  ["a list for everywhere", { recordGeoMode: everywhere }, zones(only, "DE"), "tighter: recordGeoMode"],
  ["one zone less is recorded", zones(only, "DE", "NL"), zones(only, "DE"), 'tighter: recordGeoZones["NL"]'],
  ["one zone more is recorded", zones(only, "DE"), zones(only, "DE", "NL"), 'weaker: recordGeoZones["NL"]'],
  ["no zone is listed", zones(only, "DE"), zones(only), 'weaker: recordGeoZones["DE"]'],
  [
    "one zone more is spared",
    zones(allBut, "DE"),
    zones(allBut, "DE", "NL"),
    'tighter: recordGeoZones["NL"]',
  ],
  ["the other mode", zones(only, "DE"), zones(allBut, "DE"), "weaker: recordGeoMode"],
  [
    "a mode that may be either",
    zones(only, "DE", "NL"),
    zones(oneOf(only, allBut), "DE"),
    "weaker: recordGeoMode",
    'weaker: recordGeoZones["NL"]',
  ],
  ["any mode", zones(anyValue(), "DE", "NL"), zones(anyValue(), "DE"), 'weaker: recordGeoZones["NL"]'],
])("geo: %s.", (_title, before, after, ...expected) => {
  expect(changes("geo", before, after)).toEqual(expected);
});

holds("targeting", "sessionTargetingRules", [
  ["one more key", [{ a: 1 }], [{ a: 1, b: 2 }]],
  ["one key less", [{ a: 1, b: 2 }], [{ a: 1 }], "weaker: sessionTargetingRules[0].b"],
  ["another value", [{ a: 1 }], [{ a: 2 }], "weaker: sessionTargetingRules[0].a"],
  [
    "another list within",
    [{ a: [1, 2] }],
    [{ a: [2, 1] }],
    "weaker: sessionTargetingRules[0].a[0]",
    "weaker: sessionTargetingRules[0].a[1]",
  ],
  ["the same list within, and more", [{ a: [1] }], [{ a: [1], b: [] }]],
  ["more in a list within", [{ a: [1] }], [{ a: [1, 2] }], "weaker: sessionTargetingRules[0].a"],
  ["another value for a negated one", [{ a: not(1) }], [{ a: 2 }], "weaker: sessionTargetingRules[0].a"],
]);

test("A document that may hold no other fields is weaker where it may.", () => {
  const declared = { discardIpAddresses: true };
  expect(changes("privacy", exact(declared), declared)).toEqual(["weaker: otherFields"]);
  expect(changes("privacy", declared, exact(declared))).toEqual([]);
});

test("A field that is declared no more is told with what it was.", () => {
  const { document } = endpoints.geo;
  const old = normalized("geo", { recordGeoMode: "GEO_ALL" });
  const now = normalized("geo", { metadata: { created: "a" } });
  expect([...listStrictnessChanges(document, old, now)]).toEqual([
    ["recordGeoMode", [{ path: "recordGeoMode", before: '"GEO_ALL"', tighter: false }]],
    ["otherFields", []],
  ]);
});

test("A change is told with both values, as far as there are two.", () => {
  const told = (before: readonly string[], after: readonly string[]) =>
    allChanges(
      "blocking",
      normalized("blocking", { blockedUas: before }),
      normalized("blocking", { blockedUas: after }),
    );
  expect(told(["a"], ["b"])).toEqual([
    { path: 'blockedUas["a"]', before: '"a"', tighter: false },
    { path: 'blockedUas["b"]', after: '"b"', tighter: true },
  ]);
});
