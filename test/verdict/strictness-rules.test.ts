import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import {
  absent,
  anyValue,
  arrayEquals,
  arrayWith,
  changes,
  eachLike,
  exact,
  holds,
  not,
  objectLike,
  oneOf,
  pattern,
} from "./strictness-rows.js";

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

holds("privacy", "elementBlocks", [
  [
    "a scope that may be another than the pattern's",
    [{ ...a, scope: pattern("ALL_S") }],
    [a],
    `weaker: ${at(".scope")}`,
  ],
  [
    "a scope that may be the negated one",
    [{ ...a, scope: not("LIVE_SESSIONS_ONLY") }],
    [a],
    `weaker: ${at(".scope")}`,
  ],
  [
    "one more beside two of one selector",
    [a, { ...a, notes: "x" }],
    [a, { ...a, notes: "x" }, rule(".b")],
    'tighter: elementBlocks[".b"]',
  ],
  ["notes beside what is implied", parts(a), parts({ ...a, notes: "x" })],
  [
    "a written scope left out, among others",
    parts({ ...a, scope: "ALL_SESSIONS" }),
    parts(a),
    `weaker: ${at(".scope")}`,
  ],
  [
    "one alternative less of the scope",
    parts({ ...a, scope: oneOf("ALL_SESSIONS", "LIVE_SESSIONS_ONLY") }),
    parts({ ...a, scope: oneOf("ALL_SESSIONS") }),
    `weaker: ${at("")}`,
  ],
  [
    "no rules that unmask beside one of no literal selector",
    unguarded({ ...a, selector: pattern("a") }),
    parts({ ...a, selector: pattern("a") }),
  ],
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
