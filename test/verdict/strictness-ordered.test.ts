import { anyOrder, arrayWith, changes, holds, objectLike, oneOf, pattern } from "./strictness-rows.js";

const parts = (...items: readonly unknown[]) => arrayWith(items);
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
  [
    "a stricter one of two patterns",
    [watch("/a", loose), watch("/b")],
    [watch("/a"), watch("/b")],
    "tighter: ajaxWatches[0].recordReq",
  ],
  [
    "a stricter one of two of one pattern",
    [watch("/a", loose), watch("/a", { recordRsp: "RECORD" })],
    [watch("/a"), watch("/a", { recordRsp: "RECORD" })],
    "weaker: ajaxWatches[0].recordReq",
  ],
  [
    "one more behind what is said as before",
    parts(objectLike({ urlRegex: "/a" })),
    parts(objectLike({ urlRegex: "/a" }), watch("/b")),
  ],
  [
    "two more behind, the first of the same pattern",
    parts(watch("/a")),
    parts(watch("/a"), watch("/a", loose), watch("/b")),
    "weaker: ajaxWatches",
  ],
  [
    "a stricter one beside a matcher, alone",
    [watch(pattern("a"), loose)],
    [watch(pattern("a"))],
    "tighter: ajaxWatches[0].recordReq",
  ],
  [
    "one stricter and one weaker than an alternative",
    [oneOf(watch("/a", loose))],
    [watch("/a", { recordRsp: "RECORD" })],
    "weaker: ajaxWatches[0]",
  ],
]);
