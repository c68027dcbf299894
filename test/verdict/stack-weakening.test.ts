import { compareStrictness, reportGoneStack } from "../../lib/verdict/index.js";
import type {
  DeclaredDocument,
  DeclaredExpectation,
  DeclaredGuard,
  DeclaredOrg,
  DeclaredStack,
  DeclaredWaiver,
} from "../../lib/verdict/weakened.js";

function org(more: Partial<DeclaredOrg> = {}): DeclaredOrg {
  return {
    construct: "web/org",
    id: "o-A",
    orgPinned: true,
    source: "live",
    host: "api.fullstory.com",
    snapshotMaxAge: 86_400,
    vendorRules: "exact",
    warningsAsErrors: true,
    ...more,
  };
}

function expecting(declared: object | null, more: Partial<DeclaredExpectation> = {}): DeclaredExpectation {
  return {
    quantifier: "now",
    ...(declared === null ? {} : { declared: declared as NonNullable<DeclaredExpectation["declared"]> }),
    severity: "error",
    onTightened: "error",
    ...more,
  };
}

function document(endpoint: string, more: Partial<DeclaredDocument> = {}): DeclaredDocument {
  return {
    address: `data.null_data_source.${endpoint}`,
    org: "web/org",
    endpoint,
    maxAge: 3_600,
    expectations: [expecting({ record_geo_mode: "GEO_ALLOW_LIST" })],
    ...more,
  };
}

function stack(more: Partial<DeclaredStack> = {}): DeclaredStack {
  return { orgs: [org()], documents: [document("geo")], waivers: [], guards: [], ...more };
}

function told(before: Partial<DeclaredStack>, after: Partial<DeclaredStack>): readonly string[] {
  const { weaker, stricter } = compareStrictness(stack(before), stack(after));
  for (const { what } of stricter) expect(what).toMatch(/^[a-z]+/);
  return weaker.map(({ kind, what, before: was, after: is }) =>
    [kind, what, was, is].filter((text) => text !== undefined).join(" | "),
  );
}

const features = (platform: "web" | "mobile" | undefined, enabled = false) =>
  document("features", {
    ...(platform === undefined ? {} : { platform }),
    expectations: [expecting({ enabled })],
  });

describe("An org of the later declaration is the same", () => {
  const loose = { warningsAsErrors: false };
  const warns = (name: string) => `warns only | org ${name} warningsAsErrors | true | false`;

  test("by its id, wherever it is declared", () => {
    const before = { orgs: [org({ construct: "a", id: "o-A" }), org({ construct: "b", id: "o-B" })] };
    const after = {
      orgs: [org({ construct: "b", id: "o-A", ...loose }), org({ construct: "a", id: "o-B" })],
    };
    expect(told({ ...before, documents: [] }, { ...after, documents: [] })).toEqual([warns("a")]);
  });

  test("else by its construct", () => {
    const unnamed = ({ id: _, ...rest }: DeclaredOrg): DeclaredOrg => rest;
    const before = { orgs: [org({ construct: "a" }), org({ construct: "b" })].map(unnamed), documents: [] };
    const after = {
      orgs: [org({ construct: "b", ...loose }), org({ construct: "a" })].map(unnamed),
      documents: [],
    };
    expect(told(before, after)).toEqual([warns("b")]);
    // One that has no id is not the same as another that has none.
    const third = { orgs: [org({ construct: "c", ...loose }), ...before.orgs].map(unnamed), documents: [] };
    expect(told(before, third)).toEqual([]);
  });

  test("by construct and id, where two constructs are of one org", () => {
    const both = { orgs: [org({ construct: "a", ...loose }), org({ construct: "b" })], documents: [] };
    expect(told(both, both)).toEqual([]);
  });

  test("else where there is only one on both sides", () => {
    const one = (construct: string, id: string, more = {}) => ({
      orgs: [org({ construct, id, ...more })],
      documents: [],
    });
    expect(told(one("a", "o-A"), one("b", "o-B", loose))).toEqual([
      "org pin removed | org a | o-A | o-B",
      warns("a"),
    ]);
    const two = { orgs: [...one("b", "o-B", loose).orgs, ...one("c", "o-C", loose).orgs], documents: [] };
    expect(told(one("a", "o-A"), two)).toEqual([]);
    expect(told(two, one("a", "o-A", { orgPinned: false }))).toEqual([]);
  });
});

test("Documents are followed to the org's new construct, and to no other.", () => {
  const renamed = { orgs: [org({ construct: "web/new" })], documents: [document("geo", { org: "web/new" })] };
  expect(told({}, renamed)).toEqual([]);
  const two = { orgs: [org(), org({ construct: "web/new", id: "o-B" })] };
  expect(told(two, { ...two, documents: [document("geo", { org: "web/new" })] })).toEqual([
    "no longer checked | geo",
  ]);
  // Evidence that names an org which it does not list.
  expect(told({ orgs: [] }, { orgs: [] })).toEqual([]);
  expect(
    told({ orgs: [] }, { orgs: [org({ construct: "x" })], documents: [document("geo", { org: "x" })] }),
  ).toEqual(["no longer checked | geo"]);
});

test.each<[string, Partial<DeclaredOrg>, Partial<DeclaredOrg>, ...string[]]>([
  [
    "a pin that is gone, of an org without an id",
    { id: undefined as never },
    { orgPinned: false },
    "org pin removed | org web/org | pinned | any org",
  ],
  ["an id that was not known", { id: undefined as never, orgPinned: false }, { orgPinned: false }],
  ["an id that is not known any more", { orgPinned: false }, { id: undefined as never, orgPinned: false }],
  ["a pin that is new", { orgPinned: false }, {}],
  ["a snapshot in place of live", {}, { source: "snapshot" }, "other source | org web/org | live | snapshot"],
  ["live in place of a snapshot of another host", { source: "snapshot", host: "a" }, { host: "b" }],
  [
    "a snapshot of another host",
    {},
    { source: "snapshot", host: "b" },
    "other source | org web/org | live | snapshot",
  ],
  ["another host", { host: "a" }, { host: "b" }, "other source | org web/org host | a | b"],
  [
    "a host that was not told",
    { host: undefined as never },
    { host: "b" },
    "other source | org web/org host |  | b",
  ],
  ["another port of this machine", { host: "127.0.0.1:1" }, { host: "127.0.0.1:22" }],
  ["another port of this machine under its name", { host: "localhost:1" }, { host: "localhost:22" }],
  ["another port of this machine in IPv6", { host: "[::1]:1" }, { host: "[::1]:22" }],
  [
    "another port of a host that only ends so",
    { host: "evil.localhost:1" },
    { host: "evil.localhost:2" },
    "other source | org web/org host | evil.localhost:1 | evil.localhost:2",
  ],
  [
    "a host that only begins so",
    { host: "localhost:1.evil" },
    { host: "localhost:2.evil" },
    "other source | org web/org host | localhost:1.evil | localhost:2.evil",
  ],
  [
    "older snapshots",
    { snapshotMaxAge: 86_400 },
    { snapshotMaxAge: 172_800 },
    "longer maxAge | org web/org snapshotMaxAge | 1d | 2d",
  ],
  ["younger snapshots", { snapshotMaxAge: "off" }, { snapshotMaxAge: 60 }],
  [
    "vendor rules that only report",
    {},
    { vendorRules: "report" },
    "declares less | org web/org vendorRules | exact | report",
  ],
  ["vendor rules as they were", { vendorRules: "report" }, { vendorRules: "report" }],
  ["vendor rules that count now", { vendorRules: "report" }, {}],
  ["warnings that fail now", { warningsAsErrors: false }, {}],
])("An org with %s.", (_title, before, after, ...expected) => {
  expect(told({ orgs: [org(before)] }, { orgs: [org(after)] })).toEqual(expected);
});

describe("A document", () => {
  test("is told with its platform, and is not the one of another platform", () => {
    expect(told({ documents: [features("web")] }, { documents: [features("mobile")] })).toEqual([
      "no longer checked | features (web)",
    ]);
    expect(told({ documents: [features(undefined)] }, { documents: [features("web")] })).toEqual([
      "no longer checked | features",
    ]);
    expect(told({ documents: [features("web", false)] }, { documents: [features("web", true)] })).toEqual([
      "declares less | features (web): enabled | false | true",
    ]);
  });

  test("of which nothing was declared is missed by nobody", () => {
    const bare = document("privacy", { expectations: [] });
    expect(told({ documents: [bare] }, { documents: [] })).toEqual([]);
    expect(reportGoneStack({ documents: [bare, document("geo"), document("geo")] })).toEqual([
      { kind: "no longer checked", what: "geo" },
    ]);
  });

  test("may be older where its limit is longer or gone", () => {
    const aged = (maxAge: number | "off") => ({ documents: [document("geo", { maxAge })] });
    expect(told(aged(60), aged("off"))).toEqual(["longer maxAge | geo | 1m | off"]);
    expect(told(aged("off"), aged(60))).toEqual([]);
    expect(told(aged("off"), aged("off"))).toEqual([]);
  });

  test("that nobody knows any more is compared word for word", () => {
    const odd = (declared: object) => ({
      documents: [document("moods", { expectations: [expecting(declared)] })],
    });
    expect(told(odd({ a: 1 }), odd({ a: 1 }))).toEqual([]);
    expect(told(odd({ a: 1 }), odd({ a: 2 }))).toEqual(["declares less | moods"]);
    const none = { documents: [document("moods", { expectations: [expecting(null)] })] };
    expect(told(none, none)).toEqual([]);
    expect(told(none, odd({ a: 1 }))).toEqual(["declares less | moods"]);
    // The history of the document is not the history of another that only ends like it.
    const similar = { documents: [document("geo history x")] };
    expect(told(similar, similar)).toEqual([]);
  });

  test("of which nothing can be read now is checked no more", () => {
    const lost = { documents: [document("geo", { expectations: [expecting(null)] })] };
    expect(told({}, lost)).toEqual(["no longer checked | geo: recordGeoMode"]);
  });

  test("is held by the best of several expectations", () => {
    const held = (...modes: unknown[]) => ({
      documents: [
        document("geo", { expectations: modes.map((mode) => expecting({ record_geo_mode: mode })) }),
      ],
    });
    expect(told(held("GEO_ALL"), held({ any_value: true }, "GEO_ALL"))).toEqual([]);
    expect(told(held("GEO_ALL"), held("GEO_ALL", { any_value: true }))).toEqual([]);
    const changes = compareStrictness(stack(held("GEO_ALL")), stack(held("GEO_ALLOW_LIST", "GEO_ALL")));
    expect(changes).toEqual({ weaker: [], stricter: [] });
    const only = compareStrictness(
      stack(held("GEO_ALL")),
      stack(held("GEO_ALLOW_LIST", { any_value: true })),
    );
    expect(only).toMatchObject({ weaker: [], stricter: [{ what: "geo: recordGeoMode" }] });
    const first = told(held("GEO_ALL"), held({ any_value: true }, { not: "GEO_ALLOW_LIST" }));
    expect(first).toEqual([expect.stringContaining("anyValue")]);
  });

  test("that may hold nothing else is weaker where it may, or where its limits are", () => {
    const exact = (declared: object, more: Partial<DeclaredExpectation> = {}) => ({
      documents: [document("geo", { expectations: [expecting({ exact: declared }, more)] })],
    });
    const mode = { record_geo_mode: "GEO_ALL" };
    const both = { ...mode, metadata: { created: "a" } };
    expect(told(exact(mode), exact(mode))).toEqual([]);
    expect(told(exact(mode), { documents: [document("geo", { expectations: [expecting(mode)] })] })).toEqual([
      "declares less | geo: otherFields | no other fields",
    ]);
    expect(told(exact(mode), exact(both))).toEqual(["declares less | geo: otherFields | no other fields"]);
    expect(told(exact(both), exact(mode))).toEqual(["no longer checked | geo: metadata"]);
    expect(told(exact(mode), exact(mode, { severity: "warning" }))).toEqual([
      "warns only | geo: recordGeoMode | error | warning",
      "warns only | geo: otherFields | error | warning",
    ]);
    expect(told(exact(mode), exact(mode, { quantifier: "always", since: "2026-01-01" }))).toEqual([
      "no longer checked | geo: recordGeoMode",
      "no longer checked | geo",
    ]);
  });

  test("that only reports fails nothing any more", () => {
    const held = (more: Partial<DeclaredExpectation>) => ({
      documents: [document("geo", { expectations: [expecting({ record_geo_mode: "GEO_ALL" }, more)] })],
    });
    expect(told(held({}), held({ reportsOnly: true }))).toEqual([
      "warns only | geo: recordGeoMode | fails the plan | reports only",
    ]);
    expect(told(held({ reportsOnly: true }), held({ reportsOnly: true }))).toEqual([]);
    expect(told(held({ reportsOnly: true }), held({}))).toEqual([]);
  });

  test("that only warned is not weaker where it warns", () => {
    const soft = {
      documents: [
        document("geo", {
          expectations: [
            expecting({ record_geo_mode: "GEO_ALL" }, { severity: "warning", onTightened: "warning" }),
          ],
        }),
      ],
    };
    expect(told(soft, soft)).toEqual([]);
  });
});

describe("A history", () => {
  const since = (
    date: string | undefined,
    more: Partial<DeclaredExpectation> = {},
    declared: object | null = { record_geo_mode: "GEO_ALL" },
  ) => ({
    documents: [
      document("geo history", {
        expectations: [
          expecting(declared, {
            quantifier: "always",
            ...(date === undefined ? {} : { since: date }),
            ...more,
          }),
        ],
      }),
    ],
  });

  test("is looked at from the same date on, or from an earlier one", () => {
    expect(told(since("2026-01-01"), since("2026-01-01T00:00:00.000Z"))).toEqual([]);
    expect(told(since("2026-01-02"), since("2026-01-01"))).toEqual([]);
    expect(told(since("2026-01-01"), since("soon"))).toHaveLength(1);
    expect(told(since("2026-01-01"), since(undefined))).toEqual([
      "declares less | geo history: recordGeoMode, since | 2026-01-01",
    ]);
    expect(told(since(undefined), since("2026-01-01"))).toEqual([
      "declares less | geo history: recordGeoMode, since | 2026-01-01",
    ]);
    expect(told(since(undefined), since(undefined))).toEqual([]);
  });

  const by = (more: Partial<DeclaredExpectation>) =>
    since("2026-02-01", { quantifier: "changed-only-by", actors: ["a"], allowEmpty: true, ...more }, null);

  test("by whom it was changed is looked at from an earlier date on where there may be no change", () => {
    expect(told(by({}), by({ since: "2026-01-01" }))).toEqual([]);
    expect(told(by({ allowEmpty: false }), by({ allowEmpty: false, since: "2026-01-01" }))).toHaveLength(1);
    expect(told(by({ allowEmpty: false }), by({ allowEmpty: false }))).toEqual([]);
    expect(told(by({}), by({}))).toEqual([]);
    expect(told(by({}), by({ allowEmpty: false }))).toEqual([]);
  });

  test("whose actors are not told any more may be anybody's", () => {
    const weaker = ["declares less | geo history: changed only by, actors"];
    expect(told(by({}), by({ actors: undefined as never }))).toEqual(weaker);
    expect(told(by({ actors: [] }), by({ actors: [] }))).toEqual([]);
    expect(told(by({ actors: ["a", "b"] }), by({ actors: ["b"] }))).toEqual([]);
    expect(told(by({ actors: undefined as never }), by({ actors: ["a"] }))).toEqual([]);
  });
});

describe("A waiver", () => {
  const waiver = (expires: string, more: Partial<DeclaredWaiver> = {}): DeclaredWaiver => ({
    org: "web/org",
    endpoint: "geo",
    path: "recordGeoMode",
    observed: "0".repeat(32),
    expires,
    whole: false,
    ...more,
  });

  test("is longer than the longest that there was for its finding", () => {
    const before = { waivers: [waiver("2026-12-01"), waiver("2026-12-20"), waiver("2026-11-01")] };
    expect(told(before, { waivers: [waiver("2026-12-20")] })).toEqual([]);
    expect(told(before, { waivers: [waiver("2026-12-21")] })).toEqual([
      "longer waiver | geo: recordGeoMode | until 2026-12-20 | until 2026-12-21",
    ]);
    expect(told(before, { waivers: [waiver("soon")] })).toEqual([
      "longer waiver | geo: recordGeoMode | until 2026-12-20 | until soon",
    ]);
    expect(told({ waivers: [waiver("soon")] }, before)).toEqual([]);
  });

  test("is the same under the org's new construct", () => {
    const renamed = {
      orgs: [org({ construct: "web/new" })],
      documents: [document("geo", { org: "web/new" })],
      waivers: [waiver("2026-12-01", { org: "web/new" })],
    };
    expect(told({ waivers: [waiver("2026-12-01")] }, renamed)).toEqual([]);
  });
});

describe("A guard", () => {
  const guard = (more: Partial<DeclaredGuard> = {}): DeclaredGuard => ({
    construct: "web/gate",
    addresses: ["data.null_data_source.geo"],
    except: [],
    applyMaxAge: 86_400,
    ...more,
  });
  const guards = (...all: readonly DeclaredGuard[]) => ({ guards: all });
  const lost = (name: string, what: string) =>
    `guard weaker | guard of ${name} | does not wait for ${what} as it was declared`;

  test("lets more through where it leaves out more, and no more where it leaves out the same or less", () => {
    const leaving = (...except: string[]) => guards(guard({ except }));
    expect(told(leaving("a", "b"), leaving("a"))).toEqual([]);
    expect(told(leaving("a"), leaving("a", "b", "c"))).toEqual([
      "guard weaker | guard of web/gate | does not hold for b",
      "guard weaker | guard of web/gate | does not hold for c",
    ]);
  });

  test("may be applied later where its limit is longer or gone", () => {
    const { applyMaxAge: _, ...unlimited } = guard();
    expect(told(guards(guard()), guards(unlimited))).toEqual([
      "guard weaker | guard of web/gate, applyMaxAge | 1d | off",
    ]);
    expect(told(guards(unlimited), guards(guard()))).toEqual([]);
    expect(told(guards(unlimited), guards(unlimited))).toEqual([]);
  });

  test("is the one of its construct, or the only one on both sides", () => {
    const loose = guard({ except: ["x"] });
    const other = guard({ construct: "web/other", addresses: [] });
    expect(told(guards(guard()), guards({ ...loose, construct: "web/new" }))).toEqual([
      "guard weaker | guard of web/gate | does not hold for x",
    ]);
    expect(told(guards(guard()), guards(other, loose))).toEqual([
      "guard weaker | guard of web/gate | does not hold for x",
    ]);
    expect(told(guards(guard()), guards(other, { ...loose, construct: "web/new" }))).toEqual([
      lost("web/gate", "geo"),
    ]);
    expect(told(guards(guard(), other), guards({ ...loose, construct: "web/new" }))).toEqual([
      lost("web/gate", "geo"),
    ]);
  });

  test("that is as strict elsewhere is not missed, however its own construct's one is now", () => {
    expect(
      told(guards(guard()), guards(guard({ construct: "web/strict" }), guard({ addresses: [] }))),
    ).toEqual([]);
  });

  test("is only weaker by what it waited for itself", () => {
    const documents = [document("geo"), features("web")];
    const both = {
      documents,
      ...guards(guard(), guard({ construct: "web/f", addresses: ["data.null_data_source.features"] })),
    };
    expect(
      told(both, { documents, ...guards(guard(), guard({ construct: "web/f", addresses: [] })) }),
    ).toEqual([lost("web/f", "features (web)")]);
    expect(told({ documents, ...guards(guard()) }, { documents, ...guards(guard()) })).toEqual([]);
  });

  test("is told what it waits for no more beside what nothing checks any more", () => {
    const expectations = (declared: object) => ({ expectations: [expecting(declared)] });
    const mode = { record_geo_mode: "GEO_ALL" };
    const before = {
      documents: [document("geo", expectations({ ...mode, metadata: { created: "a" } }))],
      ...guards(guard()),
    };
    const unguarded = document("geo", { address: "x", ...expectations(mode) });
    const trivial = document("geo", expectations({ record_geo_zones: { any_value: true } }));
    expect(told(before, { documents: [unguarded, trivial], ...guards(guard()) })).toEqual([
      "no longer checked | geo: metadata",
      lost("web/gate", "geo: recordGeoMode"),
    ]);
  });

  test("is not told to miss what nothing checks any more, which is told already", () => {
    const documents = [document("geo"), features("web")];
    const before = { documents, ...guards(guard({ addresses: documents.map(({ address }) => address) })) };
    expect(told(before, { ...before, documents: [document("geo")] })).toEqual([
      "no longer checked | features (web)",
    ]);
  });
});
