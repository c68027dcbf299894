import type { Evidence, EvidenceExpectation, EvidenceWaiver } from "../../lib/evidence/index.js";
import { compareStrictness, reportGoneStack } from "../../lib/verdict/index.js";
import { document, evidence } from "../reports/gate-reports.js";

const told = (before: Evidence, after: Evidence): readonly string[] =>
  compareStrictness(before, after).weaker.map(({ kind, what, before: was, after: is }) =>
    [kind, what, was, is].filter((text) => text !== undefined).join(" | "),
  );

const expecting = (declared: object, more: Partial<EvidenceExpectation> = {}): EvidenceExpectation => ({
  construct: "web/gate",
  quantifier: "now",
  declared: declared as NonNullable<EvidenceExpectation["declared"]>,
  severity: "error",
  onTightened: "error",
  ...more,
});
const holding = (endpoint: string, declared: object, more: object = {}) =>
  document(endpoint, [], { expectations: [expecting(declared)], ...more });
const privacy = (declared: object) => evidence([holding("privacy", declared)]);
const geo = (mode: string, zones: unknown, more: object = {}) =>
  holding("geo", { record_geo_mode: mode, record_geo_zones: zones }, more);
const rule = { selector: ".ssn", type: "BLOCK_MASK" };
const base = evidence([
  geo("GEO_ALLOW_LIST", ["DE", "NL"]),
  holding("privacy", { discard_ip_addresses: true }),
]);

test("nothing is weaker than itself, and more is not weaker", () => {
  expect(compareStrictness(base, base)).toEqual({ weaker: [], stricter: [] });
  const more = { ...base, documents: [...base.documents, holding("blocking", { blocked_ips: [] })] };
  expect(told(base, more)).toEqual([]);
});

test("a field, a document, and a stack that are checked no more", () => {
  const less = evidence([holding("geo", { record_geo_mode: "GEO_ALLOW_LIST" })]);
  expect(told(base, less)).toEqual([
    "no longer checked | geo: recordGeoZones",
    "no longer checked | privacy",
  ]);
  expect(reportGoneStack(base).map(({ what }) => what)).toEqual(["geo", "privacy"]);
});

test("an error that only warns now, and tightening that passes now", () => {
  const soft = (more: Partial<EvidenceExpectation>) =>
    evidence(
      base.documents.map((each) => ({
        ...each,
        expectations: each.expectations.map((expectation) => ({ ...expectation, ...more })),
      })),
    );
  expect(told(base, soft({ severity: "warning" }))).toEqual([
    "warns only | geo: recordGeoMode | error | warning",
    "warns only | geo: recordGeoZones | error | warning",
    "warns only | privacy: discardIpAddresses | error | warning",
  ]);
  expect(told(base, soft({ onTightened: "warning" }))).toHaveLength(3);
  expect(told(soft({ severity: "warning" }), base)).toEqual([]);
});

test("a second expectation that only warns takes nothing back", () => {
  const [first, second] = base.documents;
  if (first === undefined || second === undefined) throw new Error("two documents");
  const warning = expecting({ record_geo_mode: { any_value: true } }, { severity: "warning" });
  const both = evidence([{ ...first, expectations: [warning, ...first.expectations] }, second]);
  expect(told(base, both)).toEqual([]);
  expect(told(both, base)).toEqual([]);
});

test("a declared value is weighed by what it means, and one that is only stricter is told apart", () => {
  const wider = evidence([geo("GEO_ALLOW_LIST", ["DE", "FR", "NL"]), ...base.documents.slice(1)]);
  expect(told(base, wider)).toEqual([expect.stringMatching(/^declares less \| geo: recordGeoZones/)]);
  expect(compareStrictness(wider, base)).toEqual({
    weaker: [],
    stricter: [{ what: 'geo: recordGeoZones["FR"]', before: '"FR"' }],
  });
  expect(told(privacy({ discard_ip_addresses: true }), privacy({ discard_ip_addresses: false }))).toEqual([
    "declares less | privacy: discardIpAddresses | true | false",
  ]);
});

const before: Readonly<Record<string, object>> = {
  rule: { element_blocks: [rule] },
  scoped: { element_blocks: [{ ...rule, scope: "ALL_SESSIONS" }] },
  part: { element_blocks: { array_with: [rule] } },
  ordered: { ajax_watches: [watch("/a"), watch("/b")] },
  whole: { exact: { discard_ip_addresses: true } },
  each: { element_blocks: { each_like: { consent: false } } },
  literal: { default_privacy_mode: "PRIVACY_MODE_MASK_DEFAULT" },
  negated: { default_privacy_mode: { not: "PRIVACY_MODE_OFF" } },
  listed: { element_blocks: [{ object_like: { selector: ".a, .b", type: "BLOCK_MASK" } }] },
};

function watch(url: string) {
  return { url_regex: url, record_req: "ELIDE", record_rsp: "ELIDE" };
}

test.each<[string, string, object]>([
  ["a rule turned into objectLike", "rule", { element_blocks: [{ object_like: rule }] }],
  ["a scope that is deleted", "scoped", { element_blocks: [rule] }],
  ["a whole list turned into a part", "rule", { element_blocks: { array_with: [rule] } }],
  ["allowUnmask", "part", { element_blocks: { array_with: { items: [rule], allow_unmask: true } } }],
  [
    "a declared rule that unmasks",
    "part",
    { element_blocks: { array_with: [rule, { selector: "a", type: "BLOCK_UNMASK" }] } },
  ],
  [
    "a rule that arrayWith names no more",
    "part",
    { element_blocks: { array_with: [{ ...rule, selector: ".b" }] } },
  ],
  ["anyOrder", "ordered", { ajax_watches: { any_order: [watch("/a"), watch("/b")] } }],
  ["another order", "ordered", { ajax_watches: [watch("/b"), watch("/a")] }],
  ["exact that is dropped", "whole", { discard_ip_addresses: true }],
  ["a further field beside exact", "whole", { exact: { discard_ip_addresses: true, ajax_watches: [] } }],
  ["allowEmpty", "each", { element_blocks: { each_like: { item: { consent: false }, allow_empty: true } } }],
  [
    "a further alternative",
    "literal",
    { default_privacy_mode: { one_of: ["PRIVACY_MODE_MASK_DEFAULT", "PRIVACY_MODE_OFF"] } },
  ],
  ["anyValue", "literal", { default_privacy_mode: { any_value: true } }],
  ["another negation", "negated", { default_privacy_mode: { not: "PRIVACY_MODE_MASK_BODY" } }],
  ["a pattern", "literal", { default_privacy_mode: { string_like_regexp: "MASK" } }],
])("%s is weaker", (_, from, after) => {
  expect(told(privacy(before[from] ?? {}), privacy(after))).not.toEqual([]);
});

test.each<[string, string, object]>([
  ["a scope that is written", "rule", { element_blocks: [{ ...rule, scope: "ALL_SESSIONS" }] }],
  ["a whole list in place of a part", "part", { element_blocks: [rule] }],
  [
    "a further rule that protects",
    "part",
    { element_blocks: { array_with: [rule, { selector: "a", type: "BLOCK_MASK" }] } },
  ],
  ["a literal in place of a negation", "negated", { default_privacy_mode: "PRIVACY_MODE_MASK_BODY" }],
  [
    "further words that must not be",
    "negated",
    { default_privacy_mode: { not: { one_of: ["PRIVACY_MODE_OFF", "PRIVACY_MODE_MASK_BODY"] } } },
  ],
  ["another spelling of one word", "rule", { element_blocks: [{ selector: ".ssn", type: "BLOCK_SCRUB" }] }],
  [
    "allowEmpty that is taken back",
    "each",
    { element_blocks: { each_like: { consent: false, scope: "ALL_SESSIONS" } } },
  ],
  [
    "another spelling of one selector",
    "listed",
    { element_blocks: [{ object_like: { selector: ".b,.a /* */", type: "BLOCK_MASK" } }] },
  ],
])("%s is not weaker", (_, from, after) => {
  expect(told(privacy(before[from] ?? {}), privacy(after))).toEqual([]);
});

test("a range of addresses is one in all of its spellings, and a wider one is only stricter", () => {
  const blocked = (ips: unknown) => evidence([holding("blocking", { blocked_ips: ips })]);
  expect(told(blocked(["10.0.0.*"]), blocked(["10.0.0.0/24"]))).toEqual([]);
  expect(compareStrictness(blocked(["10.0.0.1"]), blocked(["10.0.0.0/24"]))).toEqual({
    weaker: [],
    stricter: [
      { what: 'blocking: blockedIps["10.0.0.1"]', before: '"10.0.0.1"' },
      { what: 'blocking: blockedIps["10.0.0.0/24"]', after: '"10.0.0.0/24"' },
    ],
  });
  const each = (ip: unknown) => blocked({ each_like: ip });
  expect(told(each({ not: "10.0.0.1" }), each("10.0.0.2"))).toEqual([]);
  // What must not be is taken in by it, or may be: nobody can tell from a digest.
  expect(told(each({ not: "10.0.0.1" }), each("10.0.0.0/24"))).toHaveLength(1);
  expect(told(each({ not: `sha256:${"a".repeat(64)}` }), each(`sha256:${"b".repeat(64)}`))).toHaveLength(1);
});

test("what may not be shown is told without its values", () => {
  const secret = (id: string) =>
    evidence([holding("blocking", { blocked_app_ids: [`sha256:${id.repeat(64)}`] })]);
  expect(told(secret("a"), secret("a"))).toEqual([]);
  expect(told(secret("a"), secret("b"))).toEqual(["declares less | blocking: blockedAppIds"]);
});

test("a declaration that this version cannot read is weaker, unless it is the same", () => {
  const strange = (word: string) => evidence([holding("geo", { record_geo_moods: word })]);
  expect(told(strange("a"), strange("a"))).toEqual([]);
  expect(told(strange("a"), strange("b"))).toEqual(["declares less | geo"]);
  expect(told(evidence([geo("GEO_ALL", [])]), strange("a"))).toHaveLength(2);
});

test("histories: since, allowEmpty and actors", () => {
  const always = (since: string) =>
    evidence([
      document("geo history", [], {
        expectations: [expecting({ record_geo_mode: "GEO_ALLOW_LIST" }, { quantifier: "always", since })],
      }),
    ]);
  expect(told(always("2026-01-01T00:00:00.000Z"), always("2026-02-01T00:00:00.000Z"))).toEqual([
    "declares less | geo history: recordGeoMode, since | 2026-01-01T00:00:00.000Z | 2026-02-01T00:00:00.000Z",
  ]);
  expect(told(always("2026-02-01T00:00:00.000Z"), always("2026-01-01T00:00:00.000Z"))).toEqual([]);
  const by = (more: Partial<EvidenceExpectation>) => {
    const { declared: _, ...rest } = expecting({});
    return evidence([
      document("geo history", [], {
        expectations: [
          {
            ...rest,
            quantifier: "changed-only-by",
            since: "2026-01-01T00:00:00.000Z",
            allowEmpty: false,
            actors: ["a"],
            ...more,
          },
        ],
      }),
    ]);
  };
  expect(told(by({}), by({}))).toEqual([]);
  expect(told(by({}), by({ allowEmpty: true }))).toEqual([
    "declares less | geo history: changed only by, allowEmpty | false | true",
  ]);
  expect(told(by({}), by({ actors: ["a", "b"] }))).toEqual([
    "declares less | geo history: changed only by, actors",
  ]);
  expect(told(by({ actors: ["a", "b"] }), by({}))).toEqual([]);
  expect(told(by({}), by({ since: "2025-01-01T00:00:00.000Z" }))).toHaveLength(1);
  expect(told(by({}), always("2026-01-01T00:00:00.000Z"))).toEqual([
    "no longer checked | geo history: changed only by",
  ]);
});

test("limits of age, pins, sources, hosts, vendor rules and warningsAsErrors", () => {
  const old = evidence([geo("GEO_ALLOW_LIST", ["DE", "NL"], { maxAge: 43_200 }), ...base.documents.slice(1)]);
  expect(told(base, old)).toEqual(["longer maxAge | geo | 1h | 12h"]);
  const orgs = (more: object) =>
    ({ ...base, orgs: base.orgs.map((org) => ({ ...org, ...more })) }) as Evidence;
  expect(told(base, orgs({ orgPinned: false }))).toEqual([
    "org pin removed | org web/fullstory | o-7QLM2-na1 | any org",
  ]);
  expect(told(base, orgs({ id: "o-OTHER" }))).toEqual([
    "org pin removed | org web/fullstory | o-7QLM2-na1 | o-OTHER",
  ]);
  expect(told(orgs({ orgPinned: false }), orgs({ orgPinned: false, id: "o-OTHER" }))).toEqual([
    "other source | org web/fullstory | o-7QLM2-na1 | o-OTHER",
  ]);
  expect(told(base, orgs({ source: "snapshot" }))).toEqual([
    "other source | org web/fullstory | live | snapshot",
  ]);
  expect(told(orgs({ source: "snapshot" }), orgs({ source: "documents" }))).toEqual([
    "other source | org web/fullstory | snapshot | documents",
  ]);
  expect(told(orgs({ source: "documents" }), base)).toEqual([]);
  expect(told(base, orgs({ host: "evil.example" }))).toEqual([
    "other source | org web/fullstory host | api.fullstory.com | evil.example",
  ]);
  expect(told(base, orgs({ snapshotMaxAge: "off" }))).toEqual([
    "longer maxAge | org web/fullstory snapshotMaxAge | 14d | off",
  ]);
  expect(told(orgs({ vendorRules: "exact" }), base)).toHaveLength(1);
  expect(told(orgs({ warningsAsErrors: true }), base)).toEqual([
    "warns only | org web/fullstory warningsAsErrors | true | false",
  ]);
  expect(told(orgs({ host: "127.0.0.1:1" }), orgs({ host: "127.0.0.1:2" }))).toEqual([]);
});

describe("waivers", () => {
  const waiver: EvidenceWaiver = {
    construct: "web",
    org: "web/fullstory",
    endpoint: "features",
    platform: "web",
    path: "consoleWatcher",
    observed: "5d20c9f1",
    reason: "r",
    expires: "2026-12-01",
    whole: false,
    state: "in-force",
  };
  const having = (...waivers: EvidenceWaiver[]) => ({ ...base, waivers });

  test("that are new or longer", () => {
    expect(told(base, having(waiver))).toEqual([
      "new waiver | features (web): consoleWatcher | until 2026-12-01",
    ]);
    expect(told(having(waiver), having({ ...waiver, expires: "2026-12-02" }))).toEqual([
      "longer waiver | features (web): consoleWatcher | until 2026-12-01 | until 2026-12-02",
    ]);
    expect(told(having(waiver), having({ ...waiver, expires: "2026-12-01T12:00:00Z" }))).toEqual([]);
    expect(told(having(waiver), base)).toEqual([]);
  });

  test.each<[string, Partial<EvidenceWaiver>]>([
    ["of another finding", { observed: "00000000" }],
    ["copied to the other platform", { platform: "mobile" }],
    ["copied to another org", { org: "web/other" }],
    ["of the whole list", { whole: true }],
  ])("%s is new", (_, more) => {
    expect(told(having(waiver), having(waiver, { ...waiver, ...more }))).toEqual([
      expect.stringMatching(/^new waiver/),
    ]);
  });
});

describe("guards", () => {
  const guard = {
    construct: "web/gate",
    addresses: base.documents.map(({ address }) => address),
    except: [],
    applyMaxAge: 86_400,
  };
  const having = (...guards: Evidence["guards"]) => ({ ...base, guards });

  test("that are gone, let more through, or hold for less long", () => {
    expect(told(having(guard), base)).toEqual(["guard weaker | guard of web/gate | on | off"]);
    expect(told(having(guard), having({ ...guard, except: ["web/module"] }))).toEqual([
      "guard weaker | guard of web/gate | does not hold for web/module",
    ]);
    expect(told(having(guard), having({ ...guard, applyMaxAge: 172_800 }))).toEqual([
      "guard weaker | guard of web/gate, applyMaxAge | 1d | 2d",
    ]);
    expect(told(base, having(guard))).toEqual([]);
    expect(told(having(guard), having(guard))).toEqual([]);
  });

  test("moved to a trivial gate", () => {
    const trivial = {
      ...holding("geo", { record_geo_mode: { any_value: true } }),
      address: "data.null_data_source.x",
    };
    const after = {
      ...having({ ...guard, construct: "web/trivial", addresses: [trivial.address] }),
      documents: [...base.documents, trivial],
    };
    expect(told(having(guard), after)).toEqual([
      "guard weaker | guard of web/gate | does not wait for geo: recordGeoMode as it was declared",
      "guard weaker | guard of web/gate | does not wait for geo: recordGeoZones as it was declared",
      "guard weaker | guard of web/gate | does not wait for privacy as it was declared",
    ]);
  });

  test("from which a part was moved out", () => {
    const [first] = guard.addresses;
    expect(told(having(guard), having({ ...guard, addresses: [first ?? ""] }))).toEqual([
      "guard weaker | guard of web/gate | does not wait for privacy as it was declared",
    ]);
  });

  test("of another name that wait for the same are as strict", () => {
    expect(told(having(guard), having({ ...guard, construct: "web/renamed" }))).toEqual([]);
    const [first, second] = guard.addresses;
    const split = [first, second].map((address, i) => ({
      ...guard,
      construct: `web/${i}`,
      addresses: [address ?? ""],
    }));
    expect(told(having(guard), having(...split))).toEqual([]);
  });
});
