import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";

const IMPLIED = '"consent":false,"exceptionSelectors":[],"scope":"ALL_SESSIONS"';

/** Title, endpoint, declaration of one field, its text. */
const cases: [string, EndpointName, Record<string, unknown>, string][] = [
  ["a switch", "features", { enabled: true }, "true"],
  ["a word", "geo", { recordGeoMode: "GEO_ALL" }, '"GEO_ALL"'],
  ["null", "geo", { recordGeoMode: null }, "null"],
  ["a list without order", "blocking", { blockedIps: ["b", "a", "b"] }, '["a","b"]'],
  [
    "a list with order",
    "targeting",
    { sessionTargetingRules: [{ b: 1 }, { a: 1 }, { b: 1 }] },
    '[{"b":1},{"a":1},{"b":1}]',
  ],
  [
    "a list whose order is set aside",
    "targeting",
    { sessionTargetingRules: Match.anyOrder([{ b: 1 }, { a: 1 }]) },
    '[{"a":1},{"b":1}]',
  ],
  [
    "some of a list without order",
    "blocking",
    { blockedIps: Match.arrayWith(["b", "a"]) },
    'arrayWith(["a","b"])',
  ],
  [
    "the first of a list with order",
    "targeting",
    { sessionTargetingRules: Match.arrayWith([{ b: 1 }, { a: 1 }]) },
    'arrayWith([{"b":1},{"a":1}])',
  ],
  ["each of a list", "blocking", { blockedIps: Match.eachLike("a") }, 'eachLike("a")'],
  [
    "each of a list that may be empty",
    "blocking",
    { blockedIps: Match.eachLike("a", { allowEmpty: true }) },
    'eachLike("a",allowEmpty)',
  ],
  [
    "alternatives",
    "geo",
    { recordGeoMode: Match.oneOf("GEO_BLOCK_LIST", "GEO_ALL") },
    'oneOf("GEO_BLOCK_LIST","GEO_ALL")',
  ],
  [
    "not a pattern",
    "geo",
    { recordGeoMode: Match.not(Match.stringLikeRegexp("^GEO_A")) },
    'not(stringLikeRegexp("^GEO_A"))',
  ],
  ["any value", "geo", { recordGeoMode: Match.anyValue() }, "anyValue()"],
  ["absence", "geo", { metadata: Match.absent() }, "absent()"],
  ["an object", "geo", { metadata: { created: "b", createdBy: "a" } }, '{"created":"b","createdBy":"a"}'],
  [
    "a rule with all that it implies, in the newer spelling",
    "privacy",
    { elementBlocks: [{ type: "BLOCK_SCRUB", selector: ".a" }] },
    `[{${IMPLIED},"selector":".a","targetingConditions":[],"type":"BLOCK_MASK"}]`,
  ],
  [
    "a partial rule, with nothing implied",
    "privacy",
    { elementBlocks: [Match.objectLike({ type: "BLOCK_SCRUB" })] },
    '[{"type":"BLOCK_MASK"}]',
  ],
];

it.each(cases)(
  "The plan compares live with a text of the declaration alone: %s",
  (_title, name, declared, text) => {
    for (const live of [{ metadata: {} }, { metadata: { created: "x" } }]) {
      expect(compared(name, live, declared).fields.map(({ expected }) => expected)).toEqual([text]);
    }
  },
);
