import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";

const rule = { selector: ".a", type: "BLOCK_MASK", scope: "ALL_SESSIONS", consent: false };
const NEUTRAL = '"exceptionSelectors":[],"scope":"ALL_SESSIONS","selector":".a","targetingConditions":[]';
const RULE = `{"consent":false,${NEUTRAL},"type":"BLOCK_MASK"}`;
const WITH_CONSENT = `{"consent":true,${NEUTRAL},"type":"BLOCK_MASK"}`;
const mask = { selector: ".a", type: "BLOCK_MASK" };
const other = { selector: ".b", type: "BLOCK_MASK" };

const targeting = (...sessionTargetingRules: unknown[]) => ({ sessionTargetingRules });
const ips = (blockedIps: unknown) => ({ blockedIps });
const rules = (elementBlocks: unknown) => ({ elementBlocks });

/** Title, endpoint, live, declaration of one field, text of what is live. */
const cases: [string, EndpointName, object, object, string][] = [
  ["another word", "geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode: "GEO_NONE" }, '"GEO_ALL"'],
  ["null", "features", { enabled: null }, { enabled: false }, "null"],
  ["nothing", "features", { consoleWatcher: true }, { enabled: false }, "absent"],
  ["other items", "blocking", ips(["b", "a"]), ips(["a"]), '["a","b"]'],
  [
    "of some items those that are there",
    "blocking",
    ips(["b", "a"]),
    ips(Match.arrayWith(["c", "b"])),
    'arrayWith(["b"])',
  ],
  [
    "an item for a pattern",
    "blocking",
    ips(["b", "a"]),
    ips([Match.stringLikeRegexp("b")]),
    '["a",stringLikeRegexp("b")]',
  ],
  [
    "each item, once and sorted",
    "blocking",
    ips(["b", "a", "b"]),
    ips(Match.eachLike("a")),
    'eachOf(["a","b"])',
  ],
  [
    "another order",
    "targeting",
    targeting({ a: 2 }, { a: 1 }),
    targeting({ a: 1 }, { a: 2 }),
    '[{"a":2},{"a":1}]',
  ],
  ["more behind", "targeting", targeting({ a: 1 }, { a: 2 }), targeting({ a: 1 }), '[{"a":1},{"a":2}]'],
  [
    "another beginning, and nothing of what is behind it",
    "targeting",
    targeting({ a: 2 }, { a: 1 }),
    { sessionTargetingRules: Match.arrayWith([{ a: 1 }]) },
    'arrayWith([{"a":2}])',
  ],
  [
    "of an object only what is declared, with sorted keys",
    "geo",
    { metadata: { createdBy: "x", created: "b", lastUpdated: "c" } },
    { metadata: { lastUpdated: "c", createdBy: "y", created: "b" } },
    '{"created":"b","createdBy":"x","lastUpdated":"c"}',
  ],
  [
    "a rule with what it implies",
    "privacy",
    rules([{ ...rule, consent: true }]),
    rules([mask]),
    `[${WITH_CONSENT}]`,
  ],
  ["rules without the one that is missing", "privacy", rules([rule]), rules([other, mask]), `[${RULE}]`],
  ["an undeclared rule", "privacy", rules([rule]), rules([]), `[${RULE}]`],
  [
    "of some rules those that are there",
    "privacy",
    rules([rule, { ...rule, selector: ".c" }]),
    rules(Match.arrayWith([other, mask])),
    `arrayWith([${RULE}])`,
  ],
  [
    "other fields by their paths",
    "geo",
    { recordGeoMode: "GEO_ALL", who: 1, "a b": 1 },
    Match.exact({ recordGeoMode: "GEO_ALL" }) as object,
    '["who","[\\"a b\\"]"]',
  ],
];

it.each(cases)(
  "What is live and differs is told in its own text: %s",
  (_title, name, live, declared, text) => {
    const { fields } = compared(name, live, declared);
    expect(fields.filter(({ result }) => result !== "matches").map(({ observed }) => observed)).toEqual([
      text,
    ]);
  },
);
