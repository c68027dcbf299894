import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

const ssn = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };
const cvc = { selector: ".cvc", type: "BLOCK_MASK" };
const blocks = { elementBlocks: [{ ...answered, ...ssn }] };
const ips = { blockedIps: ["192.0.2.1", "192.0.2.2", "192.0.2.2"] };
const rules = { sessionTargetingRules: [{ a: 1 }, { b: 2 }] };

/** Title, endpoint, live, declared, declared items, matching items. */
const cases: [string, EndpointName, object, object, number, number][] = [
  ["texts, all there", "blocking", ips, { blockedIps: ["192.0.2.2", "192.0.2.1"] }, 2, 2],
  ["texts, one missing", "blocking", ips, { blockedIps: ["192.0.2.1", "192.0.2.9"] }, 2, 1],
  ["texts, one too many in live", "blocking", ips, { blockedIps: ["192.0.2.1"] }, 1, 1],
  ["a text declared twice", "blocking", ips, { blockedIps: ["192.0.2.1", "192.0.2.1", "192.0.2.2"] }, 2, 2],
  ["no text", "blocking", { blockedIps: [] }, { blockedIps: [] }, 0, 0],
  ["some texts", "blocking", ips, { blockedIps: Match.arrayWith(["192.0.2.1", "192.0.2.9"]) }, 2, 1],
  ["a pattern", "blocking", ips, { blockedIps: [Match.stringLikeRegexp("1$"), "192.0.2.2"] }, 2, 2],
  ["rules, all there", "privacy", blocks, { elementBlocks: [ssn] }, 1, 1],
  ["rules, one missing", "privacy", blocks, { elementBlocks: [cvc, ssn] }, 2, 1],
  ["rules, one another", "privacy", blocks, { elementBlocks: [{ ...ssn, type: "BLOCK_MASK" }] }, 1, 0],
  ["some rules", "privacy", blocks, { elementBlocks: Match.arrayWith([cvc, ssn]) }, 2, 1],
  ["an ordered list", "targeting", rules, rules, 2, 2],
  ["the beginning of one", "targeting", rules, { sessionTargetingRules: Match.arrayWith([{ a: 1 }]) }, 1, 1],
  [
    "the beginning of one, in part",
    "targeting",
    rules,
    { sessionTargetingRules: Match.arrayWith([{ a: 1 }, { c: 3 }]) },
    2,
    1,
  ],
  ["another order", "targeting", rules, { sessionTargetingRules: [{ b: 2 }, { a: 1 }] }, 2, 0],
  ["each of live", "blocking", ips, { blockedIps: Match.eachLike(Match.stringLikeRegexp("1$")) }, 3, 1],
];

it.each(cases)(
  "A comparison of a list counts declared and matching items: %s",
  (_title, name, live, declared, count, matching) => {
    const { fields } = compared(name, live, declared);
    expect(fields.map(({ items }) => items)).toEqual([{ declared: count, matching }]);
  },
);

it("A comparison of what is no list counts nothing", () => {
  const { fields } = compared("features", { consoleWatcher: true }, { consoleWatcher: false });
  expect(fields).toHaveLength(1);
  expect(fields.filter((field) => "items" in field)).toEqual([]);
});
