import type { Evidence, EvidenceWaiver } from "../../lib/evidence/index.js";
import { goneStack, weakenings } from "../../src/gate/weakening.js";
import { document, evidence, field } from "../reports/gate-reports.js";

const told = (before: Evidence, after: Evidence): readonly string[] =>
  weakenings(before, after).map(({ kind, what, before: was, after: is }) =>
    [kind, what, was, is].filter((text) => text !== undefined).join(" | "),
  );

const declared = (name: string, text: string, more: object = {}) =>
  field(name, { declared: text, expected: text, ...more });
const geo = (mode: string, zones: string, more: object = {}) =>
  document("geo", [declared("recordGeoMode", mode), declared("recordGeoZones", zones)], more);
const base = evidence([
  geo('"GEO_ALLOW_LIST"', '["DE","NL"]'),
  document("privacy", [declared("discardIpAddresses", "true")]),
]);

test("nothing is weaker than itself, and more is not weaker", () => {
  expect(told(base, base)).toEqual([]);
  const more = { ...base, documents: [...base.documents, document("blocking", [field("blockedIps")])] };
  expect(told(base, more)).toEqual([]);
});

test("a field, a document, and a stack that are checked no more", () => {
  const less = evidence([document("geo", [declared("recordGeoMode", '"GEO_ALLOW_LIST"')])]);
  expect(told(base, less)).toEqual([
    "no longer checked | geo: recordGeoZones",
    "no longer checked | privacy",
  ]);
  expect(goneStack(base).map(({ what }) => what)).toEqual(["geo", "privacy"]);
});

test("an error that only warns now, and tightening that passes now", () => {
  const [first, second] = base.documents;
  const soft = (more: object) =>
    ({
      ...base,
      documents: [{ ...first, fields: first?.fields.map((each) => ({ ...each, ...more })) }, second],
    }) as Evidence;
  expect(told(base, soft({ severity: "warning" }))).toEqual([
    "warns only | geo: recordGeoMode | error | warning",
    "warns only | geo: recordGeoZones | error | warning",
  ]);
  expect(told(base, soft({ onTightened: "warning" }))).toHaveLength(2);
  expect(told(soft({ severity: "warning" }), base)).toEqual([]);
});

test("a declared value is weighed by what it means, never by which text it is", () => {
  const wider = evidence([geo('"GEO_ALLOW_LIST"', '["DE","FR","NL"]'), ...base.documents.slice(1)]);
  expect(told(base, wider)).toEqual([expect.stringMatching(/^declares less \| geo: recordGeoZones/)]);
  expect(told(wider, base)).toEqual([]);
  const off = evidence([
    ...base.documents.slice(0, 1),
    document("privacy", [declared("discardIpAddresses", "false")]),
  ]);
  expect(told(base, off)).toEqual(["declares less | privacy: discardIpAddresses | true | false"]);
  expect(told(off, base)).toEqual([]);
});

test("a matcher in place of a literal, or one that nobody can weigh, counts", () => {
  const any = evidence([geo('"GEO_ALLOW_LIST"', "anyValue()"), ...base.documents.slice(1)]);
  expect(told(base, any)).toEqual(['declares less | geo: recordGeoZones | ["DE","NL"] | anyValue()']);
});

test("a rule that arrayWith names no more counts; one that it names now does not", () => {
  const rule = (selector: string) =>
    `{"consent":false,"exceptionSelectors":[],"scope":"ALL_SESSIONS","selector":"${selector}","targetingConditions":[],"type":"BLOCK_EXCLUDE"}`;
  const rules = (...names: string[]) =>
    evidence([document("privacy", [declared("elementBlocks", `arrayWith([${names.map(rule).join(",")}])`)])]);
  expect(told(rules(".a", ".b"), rules(".a"))).toEqual([
    expect.stringMatching(/^declares less \| privacy: elementBlocks\["\.b"\]/),
  ]);
  expect(told(rules(".a"), rules(".a", ".b"))).toEqual([]);
});

test("what may not be shown is told as changed", () => {
  const secret = (digest: string) => {
    const { declared: _declared, ...rest } = field("blockedAppIds", { expected: digest });
    return evidence([document("blocking", [rest])]);
  };
  expect(told(secret("a"), secret("b"))).toEqual(["declares less | blocking: blockedAppIds"]);
});

test("limits of age, pins, sources, hosts and vendor rules", () => {
  const old = {
    ...base,
    documents: [geo('"GEO_ALLOW_LIST"', '["DE","NL"]', { maxAge: 43_200 }), ...base.documents.slice(1)],
  };
  expect(told(base, old)).toEqual(["longer maxAge | geo | 1h | 12h"]);
  const orgs = (more: object) =>
    ({ ...base, orgs: base.orgs.map((org) => ({ ...org, ...more })) }) as Evidence;
  expect(told(base, orgs({ orgPinned: false }))).toEqual([
    "org pin removed | org web/fullstory | o-7QLM2-na1 | any org",
  ]);
  expect(told(base, orgs({ id: "o-OTHER" }))).toEqual([
    "org pin removed | org web/fullstory | o-7QLM2-na1 | o-OTHER",
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
  expect(told(orgs({ host: "127.0.0.1:1" }), orgs({ host: "127.0.0.1:2" }))).toEqual([]);
});

test("waivers that are new or longer", () => {
  const waiver: EvidenceWaiver = {
    construct: "web",
    endpoint: "geo",
    path: "recordGeoMode",
    observed: "5d20c9f1",
    reason: "r",
    expires: "2026-12-01",
    whole: false,
    state: "in-force",
  };
  const having = (...waivers: EvidenceWaiver[]) => ({ ...base, waivers });
  expect(told(base, having(waiver))).toEqual(["new waiver | geo: recordGeoMode | until 2026-12-01"]);
  expect(told(having(waiver), having({ ...waiver, expires: "2026-12-02" }))).toEqual([
    "longer waiver | geo: recordGeoMode | until 2026-12-01 | until 2026-12-02",
  ]);
  expect(told(having(waiver), having({ ...waiver, expires: "2026-12-01T12:00:00Z" }))).toEqual([]);
  expect(told(having(waiver), having({ ...waiver, observed: "00000000" }))).toHaveLength(1);
  expect(told(having(waiver), base)).toEqual([]);
});

test("guards that are gone, let more through, or hold for less long", () => {
  const guard = { construct: "web/gate", addresses: [], except: [], applyMaxAge: 86_400 };
  const having = (...guards: Evidence["guards"]) => ({ ...base, guards });
  expect(told(having(guard), base)).toEqual(["guard weaker | guard of web/gate | on | off"]);
  expect(told(having(guard), having({ ...guard, except: ["web/module"] }))).toEqual([
    "guard weaker | guard of web/gate | does not hold for web/module",
  ]);
  expect(told(having(guard), having({ ...guard, applyMaxAge: 172_800 }))).toEqual([
    "guard weaker | guard of web/gate, applyMaxAge | 1d | 2d",
  ]);
  expect(told(base, having(guard))).toEqual([]);
});

test("what could not be read is no weakening", () => {
  const [, second] = base.documents;
  const broken = {
    ...base,
    documents: [document("geo", [], { status: "unreadable" }), ...(second === undefined ? [] : [second])],
  };
  expect(told(base, broken)).toEqual([]);
});
