import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { fieldChanges, strictnessChanges } from "../../lib/verdict/strictness.js";
import { normalized } from "../settings/support.js";

/** What a later declaration asks for otherwise, by path. */
function changes(name: EndpointName, before: unknown, after: unknown): readonly string[] {
  const [old, now] = [normalized(name, before), normalized(name, after)];
  return strictnessChanges(endpoints[name].document, old, now).map(
    ({ path, tighter }) => `${tighter ? "tighter" : "weaker"}: ${path}`,
  );
}

type Row = readonly [title: string, before: unknown, after: unknown, ...changes: readonly string[]];

function holds(name: EndpointName, field: string, rows: readonly Row[]): void {
  test.each(rows.map(([title, ...row]) => [title, row] as const))(`${name} ${field}: %s`, (_title, row) => {
    const [before, after, ...expected] = row;
    expect(changes(name, { [field]: before }, { [field]: after })).toEqual(expected);
    expect(changes(name, { [field]: before }, { [field]: before })).toEqual([]);
    expect(changes(name, { [field]: after }, { [field]: after })).toEqual([]);
  });
}

const { absent, anyOrder, anyValue, arrayEquals, arrayWith, eachLike, exact, not, objectLike, oneOf } = Match;
const pattern = Match.stringLikeRegexp;

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

const rule = (selector: string, type = "BLOCK_MASK", more: object = {}) => ({ selector, type, ...more });
const a = rule(".a");
const at = (path: string) => `elementBlocks[".a"]${path}`;

holds("privacy", "elementBlocks", [
  ["a stricter type", [a], [rule(".a", "BLOCK_EXCLUDE")], `tighter: ${at(".type")}`],
  ["a weaker type", [a], [rule(".a", "BLOCK_UNMASK")], `weaker: ${at(".type")}`],
  ["an older spelling", [a], [rule(".a", "BLOCK_SCRUB")]],
  ["another spelling of the selector", [rule("div > .a")], [rule("div>.a")]],
  ["the implied scope written", [a], [{ ...a, scope: "ALL_SESSIONS" }]],
  ["a written scope left out", [{ ...a, scope: "ALL_SESSIONS" }], [a], `weaker: ${at(".scope")}`],
  ["a scope of fewer sessions", [a], [{ ...a, scope: "NO_SESSIONS" }], `weaker: ${at(".scope")}`],
  [
    "one more exception",
    [a],
    [{ ...a, exceptionSelectors: [".x"] }],
    `weaker: ${at('.exceptionSelectors[".x"]')}`,
  ],
  [
    "one exception less",
    [{ ...a, exceptionSelectors: [".x", ".y"] }],
    [{ ...a, exceptionSelectors: [".x"] }],
    `tighter: ${at('.exceptionSelectors[".y"]')}`,
  ],
  [
    "notes that must be absent, with notes",
    [{ ...a, notes: absent() }],
    [{ ...a, notes: "x" }],
    `weaker: ${at(".notes")}`,
  ],
  ["one more rule that protects", [a], [a, rule(".b")], 'tighter: elementBlocks[".b"]'],
  ["one more rule that unmasks", [a], [a, rule(".b", "BLOCK_UNMASK")], 'weaker: elementBlocks[".b"]'],
  ["one rule that unmasks less", [a, rule(".b", "BLOCK_UNMASK")], [a], 'tighter: elementBlocks[".b"]'],
  ["one rule that protects less", [a, rule(".b")], [a], 'weaker: elementBlocks[".b"]'],
  ["a second rule for one selector", [a], [a, rule(".a", "BLOCK_EXCLUDE")], `weaker: ${at("")}`],
  ["one of two rules for one selector", [a, rule(".a", "BLOCK_EXCLUDE")], [a], `weaker: ${at("")}`],
  [
    "two rules for one selector for another",
    [a, { ...a, notes: "x" }],
    [{ ...a, notes: "y" }, a],
    `weaker: ${at("")}`,
  ],
  ["one rule twice", [a], [a, a]],
  ["vendor rules beside a whole list", arrayEquals([a]), [a], "weaker: elementBlocks"],
  ["no vendor rules beside the list", [exact(a)], arrayEquals([a])],
  ["a list for what each rule is like", eachLike({ consent: false }), [a], "weaker: elementBlocks"],
  ["a whole list for what each rule is like", eachLike({ type: "BLOCK_MASK" }), arrayEquals([a])],
  [
    "a weaker one for each",
    eachLike({ consent: false }),
    eachLike({ consent: true }),
    "weaker: elementBlocks[].consent",
  ],
  ["one more key for each", eachLike({ consent: false }), eachLike({ consent: false, type: "BLOCK_MASK" })],
  [
    "a pattern for a selector",
    [a],
    [rule("x", "BLOCK_MASK", { selector: pattern("a") })],
    "weaker: elementBlocks",
  ],
  [
    "a selector for a pattern",
    [rule("x", "BLOCK_MASK", { selector: pattern("a") })],
    [a],
    "weaker: elementBlocks",
  ],
  [
    "an older spelling that a pattern is found in",
    [{ ...a, type: pattern("SCRUB") }],
    [{ ...a, scope: "ALL_SESSIONS" }],
  ],
]);

const unmasking = rule(".b", "BLOCK_UNMASK");
const parts = (...items: readonly unknown[]) => arrayWith(items);
const unguarded = (...items: readonly unknown[]) => arrayWith(items, { allowUnmask: true });
const bare = objectLike(a);

holds("privacy", "elementBlocks", [
  ["one more rule that protects, among others", parts(a), parts(a, rule(".b"))],
  ["one more rule that unmasks, among others", parts(a), parts(a, unmasking), 'weaker: elementBlocks[".b"]'],
  ["one that unmasks nobody, among others", parts(a), parts(a, { ...unmasking, scope: "NO_SESSIONS" })],
  [
    "one of no type, among others",
    parts(a),
    parts(a, objectLike({ selector: ".b" })),
    'weaker: elementBlocks[".b"]',
  ],
  [
    "one of either type, among others",
    parts(a),
    parts(a, { ...unmasking, type: oneOf("BLOCK_MASK", "BLOCK_UNMASK") }),
    'weaker: elementBlocks[".b"]',
  ],
  ["one more rule that unmasks, and no others", parts(a), [a, unmasking], 'weaker: elementBlocks[".b"]'],
  ["rules that unmask beside it", parts(a), unguarded(a), "weaker: elementBlocks"],
  ["no rules that unmask beside it", unguarded(a), parts(a)],
  ["rules that unmask beside it, as before", unguarded(a), unguarded(a, unmasking)],
  ["one rule less among others", parts(a, rule(".b")), parts(a), 'weaker: elementBlocks[".b"]'],
  ["a stricter type among others", parts(a), parts(rule(".a", "BLOCK_EXCLUDE")), `tighter: ${at(".type")}`],
  ["implied modifiers beside what was written", parts(bare), parts(a)],
  [
    "nothing implied",
    parts(a),
    parts(bare),
    ...["scope", "consent", "exceptionSelectors", "targetingConditions"].map(
      (key) => `weaker: ${at(`.${key}`)}`,
    ),
  ],
  ["a type where there was none", parts(objectLike({ selector: ".a" })), parts(bare), `weaker: ${at("")}`],
  ["a type where there was none, and no others", parts(objectLike({ selector: ".a" })), [bare]],
  [
    "a type where there was any",
    parts({ ...a, type: anyValue() }),
    parts({ ...a, scope: "ALL_SESSIONS" }),
    `weaker: ${at("")}`,
  ],
  [
    "a type for what must not be another",
    parts({ ...a, type: not("BLOCK_UNMASK") }),
    parts({ ...a, scope: "ALL_SESSIONS" }),
    `weaker: ${at("")}`,
  ],
  ["the implied scope written, among others", parts(a), parts({ ...a, scope: "ALL_SESSIONS" })],
  [
    "fewer alternatives of the scope",
    parts({ ...a, scope: oneOf("ALL_SESSIONS", "LIVE_SESSIONS_ONLY") }),
    parts({ ...a, scope: "ALL_SESSIONS" }),
    `weaker: ${at("")}`,
  ],
  [
    "notes beside the same matcher",
    parts({ ...a, scope: not("NO_SESSIONS") }),
    parts({ ...a, scope: not("NO_SESSIONS"), notes: "x" }),
  ],
  ["another key beside no others", parts(exact(a)), parts(exact({ ...a, notes: "x" })), `weaker: ${at("")}`],
  ["notes beside no others", parts(exact(a)), parts(exact({ ...a, consent: false })), `weaker: ${at("")}`],
]);

test.each<[string, EndpointName, object, object, readonly string[]]>([
  [
    "a pattern, in another spelling of which it is not found",
    "privacy",
    { elementBlocks: eachLike({ selector: pattern(" > ") }) },
    { elementBlocks: arrayEquals([rule("div > .a")]) },
    ["weaker: elementBlocks[].selector"],
  ],
  [
    "a negated pattern that is found in another spelling",
    "privacy",
    { elementBlocks: eachLike({ selector: not(pattern(" > ")) }) },
    { elementBlocks: arrayEquals([rule("div>.a")]) },
    ["weaker: elementBlocks[].selector"],
  ],
  [
    "a negated selector in another spelling",
    "privacy",
    { elementBlocks: eachLike({ selector: not("div > .a") }) },
    { elementBlocks: arrayEquals([rule("div>.a")]) },
    ["weaker: elementBlocks[].selector"],
  ],
  [
    "a negated range in another spelling",
    "blocking",
    { blockedIps: eachLike(not("10.0.0.0/24")) },
    { blockedIps: ["10.0.0.*"] },
    ["weaker: blockedIps[]"],
  ],
  [
    "a range in another spelling",
    "blocking",
    { blockedIps: ["10.0.0.0/24"] },
    { blockedIps: ["10.0.0.*"] },
    [],
  ],
  [
    "a selector in another spelling, among others",
    "privacy",
    { elementBlocks: arrayWith([objectLike(rule("div > .a"))]) },
    { elementBlocks: arrayWith([rule("div>.a")]) },
    [],
  ],
])("A declared text stands for all its spellings: %s.", (_title, name, before, after, expected) => {
  expect(changes(name, before, after)).toEqual(expected);
});

const site = (domain: unknown, disabled: unknown = false) => ({ domain, disabled });

test.each<[string, unknown, unknown, ...string[]]>([
  ["recording that is off", [site("a")], [site("a", true)], "tighter: domains[0].disabled"],
  ["recording that is on", [site("a", true)], [site("a")], "weaker: domains[0].disabled"],
  [
    "recording that is off in a list of literals",
    [site("a"), site("b")],
    [site("a"), site("b", true)],
    "tighter: domains[1].disabled",
  ],
  [
    "recording that is off beside a matcher, which another item may match",
    [site(pattern("a")), site("b")],
    [site(pattern("a")), site("b", true)],
    "weaker: domains[1].disabled",
  ],
  [
    "recording that is off in a list of one matcher",
    [site(pattern("a"))],
    [site("a", true)],
    "weaker: domains[0].disabled",
  ],
  [
    "another order",
    [site("a"), site("b")],
    [site("b"), site("a")],
    "weaker: domains[0].domain",
    "weaker: domains[1].domain",
  ],
  ["one more", [site("a")], [site("a"), site("b")], "weaker: domains"],
  ["one less", [site("a"), site("b")], [site("a")], "weaker: domains"],
  ["any order", [site("a"), site("b")], anyOrder([site("a"), site("b")]), "weaker: domains"],
  ["any order of one", [site("a")], anyOrder([site("a")])],
  ["the order given", anyOrder([site("a"), site("b")]), [site("b"), site("a")]],
  ["any order, written in another one", anyOrder([site("a"), site("b")]), anyOrder([site("b"), site("a")])],
  [
    "another one in any order",
    anyOrder([site("a"), site("b")]),
    anyOrder([site("a"), site("c")]),
    "weaker: domains",
  ],
  [
    "one twice in any order",
    anyOrder([site("a"), site("b")]),
    anyOrder([site("a"), site("a")]),
    "weaker: domains",
  ],
  [
    "recording that is off in any order",
    anyOrder([site("a"), site("b")]),
    [site("a"), site("b", true)],
    "weaker: domains",
  ],
  ["one more after the first", arrayWith([site("a")]), arrayWith([site("a"), site("b")])],
  ["one more after the first, and no others", arrayWith([site("a")]), [site("a"), site("b")]],
  ["one that was first, twice", arrayWith([site("a")]), arrayWith([site("a"), site("a")])],
  ["one less of the first", arrayWith([site("a"), site("b")]), arrayWith([site("a")]), "weaker: domains"],
  ["another first", arrayWith([site("a")]), arrayWith([site("b"), site("a")]), "weaker: domains[0].domain"],
  ["the first in any order", arrayWith([site("a")]), anyOrder([site("a"), site("b")]), "weaker: domains"],
  ["the only one in any order", arrayWith([site("a")]), anyOrder([site("a")])],
  ["others behind", [site("a")], arrayWith([site("a")]), "weaker: domains"],
])("domain domains: %s.", (_title, before, after, ...expected) => {
  const beside = { onlyRecordKnownDomains: true };
  expect(changes("domain", { ...beside, domains: before }, { ...beside, domains: after })).toEqual(expected);
});

const watch = (urlRegex: unknown, more: object = {}) => ({
  urlRegex,
  recordReq: "ELIDE",
  recordRsp: "ELIDE",
  ...more,
});
const loose = { recordReq: "RECORD" };

holds("privacy", "ajaxWatches", [
  ["one more behind, of another pattern", parts(watch("/a")), parts(watch("/a"), watch("/b"))],
  [
    "one more behind, of the same pattern",
    parts(watch("/a")),
    parts(watch("/a"), watch("/a", loose)),
    "weaker: ajaxWatches",
  ],
  [
    "one more behind, of the same pattern, and no others",
    parts(watch("/a")),
    [watch("/a"), watch("/a", loose)],
    "weaker: ajaxWatches",
  ],
  ["one more behind, of another pattern, and no others", parts(watch("/a")), [watch("/a"), watch("/b")]],
  ["no others", parts(watch("/a")), [watch("/a")]],
  [
    "one more behind, of no literal pattern",
    parts(watch("/a")),
    parts(watch("/a"), watch(pattern("b"))),
    "weaker: ajaxWatches",
  ],
  [
    "one more behind one of no literal pattern",
    parts(watch(pattern("a"))),
    parts(watch(pattern("a")), watch("/b")),
    "weaker: ajaxWatches",
  ],
  ["no others behind one of no literal pattern", parts(watch(pattern("a"))), [watch(pattern("a"))]],
  [
    "a stricter one",
    parts(watch("/a", loose)),
    parts(watch("/a")),
    "tighter: ajaxWatches[0].recordReq",
    "weaker: ajaxWatches",
  ],
  [
    "a stricter one, and no others",
    parts(watch("/a", loose)),
    [watch("/a")],
    "tighter: ajaxWatches[0].recordReq",
  ],
  [
    "what was not said of it",
    parts(objectLike({ urlRegex: "/a" })),
    parts(watch("/a")),
    "weaker: ajaxWatches",
  ],
  ["what was not said of it, and no others", parts(objectLike({ urlRegex: "/a" })), [watch("/a")]],
  [
    "what was not said of the second",
    parts(watch("/a"), objectLike({ urlRegex: "/b" })),
    parts(watch("/a"), watch("/b")),
    "weaker: ajaxWatches",
  ],
]);

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
  expect(changes("privacy", exact(declared), declared)).toEqual(["weaker: "]);
  expect(changes("privacy", declared, exact(declared))).toEqual([]);
});

test("A field that is declared no more is told with what it was.", () => {
  const { document } = endpoints.geo;
  const old = normalized("geo", { recordGeoMode: "GEO_ALL" });
  const now = normalized("geo", { metadata: { created: "a" } });
  expect(fieldChanges(document, "recordGeoMode", old, now)).toEqual([
    { path: "recordGeoMode", before: '"GEO_ALL"', tighter: false },
  ]);
  expect(fieldChanges(document, "metadata", old, now)).toEqual([]);
  expect(strictnessChanges(document, old, now)).toEqual([
    { path: "recordGeoMode", before: '"GEO_ALL"', tighter: false },
  ]);
});

test("A change is told with both values, as far as there are two.", () => {
  const { document } = endpoints.blocking;
  const told = (before: readonly string[], after: readonly string[]) =>
    strictnessChanges(
      document,
      normalized("blocking", { blockedUas: before }),
      normalized("blocking", { blockedUas: after }),
    );
  expect(told(["a"], ["b"])).toEqual([
    { path: 'blockedUas["a"]', before: '"a"', tighter: false },
    { path: 'blockedUas["b"]', after: '"b"', tighter: true },
  ]);
});
