import { normalizeDeclaration } from "../../lib/settings/declare/declaration.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { canonicalize, toShortDigest } from "../../lib/settings/model/canonical.js";
import { evaluatedHistory } from "./support.js";

const created = "2026-01-05T10:00:00.000Z";

function version(lastUpdated: string, recordGeoMode = "GEO_ALLOW_LIST") {
  const by = "dana@harborlight.example";
  return { recordGeoMode, metadata: { lastUpdated, lastUpdatedBy: by, created, createdBy: by } };
}

const declared = { recordGeoMode: "GEO_ALLOW_LIST" };
const march = "2026-03-01T00:00:00.000Z";
const february = version("2026-02-01T00:00:00Z");
const april = version("2026-04-01T00:00:00Z");

function always(versions: readonly unknown[], more: object = {}) {
  const over = { kind: "always", since: march } as const;
  return evaluatedHistory({ name: "geo", versions, declared, over, ...more }).fields[0]?.comparison;
}

function changedOnlyBy(versions: readonly unknown[], more: object = {}) {
  const actors = new Set(["dana@harborlight.example"]);
  const over = { kind: "changed-only-by", since: march, actors, allowEmpty: true } as const;
  return evaluatedHistory({ name: "geo", versions, over, ...more }).fields[0]?.comparison;
}

describe.each([
  ["expectAlways", always],
  ["expectChangedOnlyBy", changedOnlyBy],
])("%s", (_name, compare) => {
  test("passes where a version at or before the date was read.", () => {
    expect(compare([april, february])?.result).toBe("matches");
    expect(compare([april, version(march)], { complete: false })?.result).toBe("matches");
  });

  test("passes where the oldest version is the document's first, although it is younger than the date.", () => {
    const young = (at: string) => ({ ...version(at), metadata: { ...version(at).metadata, created: at } });
    expect(compare([young("2026-04-01T00:00:00Z")])?.result).toBe("matches");
  });

  test.each([
    ["has no next page, and its oldest version is not the first", [april]],
    ["is empty", []],
    [
      "does not say when the document was made",
      [
        {
          ...april,
          metadata: { lastUpdated: "2026-04-01T00:00:00Z", lastUpdatedBy: "dana@harborlight.example" },
        },
      ],
    ],
  ])("is not checked where the history %s.", (_what, versions) => {
    const comparison = compare(versions);
    expect(comparison?.result).toBe("not-checked");
    expect(comparison?.findings.at(-1)?.note).toContain("does not reach");
  });

  test.each(["2026-04-01T00:00:00", "April 1, 2026", "2026-02-31T00:00:00Z", "1775001600000", ""])(
    "is not checked where a version is of a time that nobody can tell: %p.",
    (at) => {
      const comparison = compare([version(at), february]);
      expect(comparison?.result).toBe("not-checked");
      expect(comparison?.findings.at(-1)?.note).toBe("a version does not say when it was made");
    },
  );

  test("is not checked where a page is out of order.", () => {
    const comparison = compare([february, april]);
    expect(comparison?.result).toBe("not-checked");
    expect(comparison?.findings.at(-1)?.note).toContain("not newest first");
  });
});

test("expectAlways counts the version that was in force at the date, and none before it.", () => {
  const loose = version("2026-02-01T00:00:00Z", "GEO_ALL");
  expect(always([april, loose])?.result).toBe("differs");
  expect(always([april, february, version("2026-01-20T00:00:00Z", "GEO_ALL")])?.result).toBe("matches");
  expect(always([april, version(march), loose])?.result).toBe("matches");
});

test("expectAlways passes where a version was made at the very date.", () => {
  expect(always([version(march)], { complete: false })?.result).toBe("matches");
  expect(always([april, version("2026-02-28T23:59:59.999Z", "GEO_ALL")])?.result).toBe("differs");
});

test("Two versions of one instant are in order.", () => {
  expect(always([april, april, february])?.result).toBe("matches");
});

test("expectAlways tells each version that differs, and counts those that match.", () => {
  const loose = version("2026-03-15T00:00:00Z", "GEO_ALL");
  expect(always([april, loose, february])).toMatchObject({
    field: "always_recordGeoMode",
    result: "differs",
    expected: 'always("GEO_ALLOW_LIST")',
    observed: 'not always(["GEO_ALL","GEO_ALLOW_LIST"])',
    dataClass: "setting",
    findings: [
      { path: 'versions["2026-03-15T00:00:00Z"].recordGeoMode', direction: "loosened", result: "differs" },
    ],
    items: { declared: 3, matching: 2 },
  });
  expect(always([april, february])).toMatchObject({
    expected: 'always("GEO_ALLOW_LIST")',
    observed: 'always("GEO_ALLOW_LIST")',
    findings: [],
    items: { declared: 2, matching: 2 },
  });
  expect(always([])).toMatchObject({
    expected: "always(recordGeoMode)",
    items: { declared: 0, matching: 0 },
  });
});

test("expectAlways tells each declared field by itself, and other fields where none may be.", () => {
  const both = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] };
  const over = { kind: "always", since: march } as const;
  const fieldsOf = (declares: unknown, zones: readonly string[]) =>
    evaluatedHistory({
      name: "geo",
      versions: [april, february].map((each) => ({ ...each, recordGeoZones: zones })),
      declared: declares,
      over,
    }).fields.map(({ comparison: { field, result } }) => `${field}: ${result}`);
  expect(fieldsOf(both, ["DE"])).toEqual(["always_recordGeoMode: matches", "always_recordGeoZones: matches"]);
  expect(fieldsOf(both, ["DE", "NL"])).toEqual([
    "always_recordGeoMode: matches",
    "always_recordGeoZones: differs",
  ]);
  expect(fieldsOf(Match.exact(declared), ["DE"])).toEqual([
    "always_recordGeoMode: matches",
    "always_otherFields: differs",
  ]);
});

test("What a history is about keeps its class of data.", () => {
  const made = evaluatedHistory({
    name: "blocking",
    versions: [{ blockedAppIds: ["user-1"], metadata: { lastUpdated: march } }],
    declared: { blockedAppIds: [] },
    over: { kind: "always", since: march },
  }).fields[0]?.comparison;
  expect(made).toMatchObject({ dataClass: "identifier", result: "differs" });
  expect(JSON.stringify(made?.findings)).not.toContain("user-1");
});

test("A reference that no version says word for word is one problem, not one of each version.", () => {
  const token = "${TfToken[TOKEN.0]}";
  const node = normalizeDeclaration(
    endpoints.blocking.document,
    { blockedUas: [token] },
    { reference: (value) => (value === token ? "text" : undefined) },
  ).node;
  if (node === undefined) throw new Error("not normalized");
  const evaluation = evaluatedHistory({
    name: "blocking",
    versions: [april, february].map(({ metadata }) => ({ blockedUas: ["a"], metadata })),
    node,
    over: { kind: "always", since: march },
  });
  expect(evaluation.problems).toMatchObject([{ path: "blockedUas[0]", expectation: { node } }]);
});

const by = (lastUpdatedBy: unknown, lastUpdated = "2026-04-01T00:00:00Z") => ({
  metadata: { created, lastUpdated, ...(lastUpdatedBy === undefined ? {} : { lastUpdatedBy }) },
});

test.each([
  "dana@harborlight.example",
  "Dana (dana@harborlight.example)",
  "Dana (of sales) (dana@harborlight.example) ",
  "Dana (dana@harborlight.example)  ",
])("expectChangedOnlyBy goes by the address: %p.", (who) => {
  expect(changedOnlyBy([by(who), february])).toMatchObject({
    field: "changed_only_by",
    result: "matches",
    expected: 'changedOnlyBy(["dana@harborlight.example"])',
    observed: 'changedOnlyBy(["dana@harborlight.example"])',
    findings: [],
    items: { declared: 1, matching: 1 },
  });
});

test.each([
  "eve@harborlight.example",
  "dana@harborlight.example (eve@harborlight.example)",
  "Eve (dana@harborlight.example) Smith",
  "Eve (dana@harborlight.example) (x)",
  "Eve ((dana@harborlight.example))",
  "",
])("expectChangedOnlyBy fails for somebody else, who is shown masked: %p.", (who) => {
  const comparison = changedOnlyBy([by(who), february]);
  expect(comparison).toMatchObject({
    result: "differs",
    dataClass: "person",
    observed: 'changedBy(["versions[\\"2026-04-01T00:00:00Z\\"].metadata.lastUpdatedBy"])',
    findings: [
      {
        path: 'versions["2026-04-01T00:00:00Z"].metadata.lastUpdatedBy',
        result: "differs",
        kind: "value",
        direction: "unclear",
        implied: false,
        dataClass: "person",
        note: "changed by somebody who is not named",
      },
    ],
    items: { declared: 1, matching: 0 },
  });
  expect(comparison?.findings[0]?.live).toMatch(/^"[^@]{0,2}\*\*\*/);
});

test("A version of the very date counts, whoever made it.", () => {
  expect(changedOnlyBy([by("eve@harborlight.example", march)])).toMatchObject({ result: "differs" });
  expect(always([april, version(march, "GEO_ALL")])).toMatchObject({ result: "differs" });
});

test("The document's first version is not enough where the history was not read to its end.", () => {
  const at = "2026-04-01T00:00:00Z";
  const first = { ...april, metadata: { ...april.metadata, created: at } };
  for (const compare of [always, changedOnlyBy]) {
    expect(compare([first])?.result).toBe("matches");
    expect(compare([first], { complete: false })?.result).toBe("not-checked");
  }
});

test("Findings of two persons have two digests.", () => {
  const digest = (who: unknown) => changedOnlyBy([by(who), february])?.findings[0]?.observed;
  expect(new Set([digest("eve@a.example"), digest("eve@b.example"), digest(undefined)]).size).toBe(3);
});

test("Findings of two persons who share eight digits of a digest have two digests.", () => {
  const seen = new Map<string, string>();
  for (let i = 0; ; i++) {
    const who = `eve${i}@a.example`;
    const other = seen.get(toShortDigest(canonicalize(who)));
    seen.set(toShortDigest(canonicalize(who)), who);
    if (other === undefined) continue;
    const digests = [who, other].map((each) => changedOnlyBy([by(each), february])?.findings[0]?.observed);
    expect(new Set(digests).size).toBe(2);
    return;
  }
});

test.each([undefined, null])(
  "expectChangedOnlyBy does not check a version that says %p of who made it.",
  (who) => {
    const [finding] = changedOnlyBy([by(who), february])?.findings ?? [];
    expect(finding).toMatchObject({
      result: "not-checked",
      kind: "unknown",
      live: "null",
      note: "the version does not say who made it",
    });
    expect(finding).not.toHaveProperty("direction");
  },
);

test("expectChangedOnlyBy does not pass where nothing was changed, unless that is said to be enough.", () => {
  const over = { kind: "changed-only-by", since: march, actors: new Set(["x"]), allowEmpty: false } as const;
  const [field] = evaluatedHistory({ name: "geo", versions: [february], over }).fields;
  expect(field?.comparison).toMatchObject({
    result: "not-checked",
    observed: 'changedBy(["versions"])',
    findings: [
      {
        path: "versions",
        result: "not-checked",
        kind: "unknown",
        implied: false,
        dataClass: "person",
        note: expect.stringContaining("nothing was changed since"),
      },
    ],
    items: { declared: 0, matching: 0 },
  });
  expect(changedOnlyBy([february])?.result).toBe("matches");
  const dana = { ...over, actors: new Set(["dana@harborlight.example"]) };
  const [changed] = evaluatedHistory({ name: "geo", versions: [april, february], over: dana }).fields;
  expect(changed?.comparison.findings).toEqual([]);
});

test.each([
  ["says nothing of itself", { recordGeoMode: "GEO_ALLOW_LIST" }],
  [
    "has no date",
    { recordGeoMode: "GEO_ALLOW_LIST", metadata: { lastUpdatedBy: "dana@harborlight.example" } },
  ],
  [
    "has a date that is none",
    {
      recordGeoMode: "GEO_ALLOW_LIST",
      metadata: { lastUpdated: "soon", lastUpdatedBy: "dana@harborlight.example" },
    },
  ],
])("A history with a version that %s is not checked.", (_what, odd) => {
  for (const compare of [always, changedOnlyBy]) {
    const comparison = compare([april, odd, february]);
    expect(comparison?.result).toBe("not-checked");
    expect(comparison?.findings.at(-1)).toMatchObject({
      path: "versions",
      note: "a version does not say when it was made",
    });
  }
});

test("Of a history that was not read, nothing is said; nothing else is told of one.", () => {
  const comparison = always([]);
  expect(comparison?.findings[0]?.note).toContain("read back to nothing only");
  const over = { kind: "always", since: march } as const;
  const none = evaluatedHistory({ name: "geo", versions: [april], over });
  expect(none).toEqual({
    fields: [],
    unusedWaivers: [],
    vendorRules: [],
    comparedAsText: [],
    reservedInUse: [],
    problems: [],
    declared: 0,
    matching: 0,
  });
  const made = evaluatedHistory({ name: "geo", versions: [april, february], declared, over });
  expect(made).toMatchObject({ vendorRules: [], comparedAsText: [], reservedInUse: [], problems: [] });
  expect(made).toMatchObject({ declared: 1, matching: 1 });
  const changed = {
    kind: "changed-only-by",
    since: march,
    actors: new Set(["x"]),
    allowEmpty: false,
  } as const;
  expect(evaluatedHistory({ name: "geo", versions: [april, february], over: changed })).toMatchObject({
    vendorRules: [],
    comparedAsText: [],
    reservedInUse: [],
    problems: [],
    declared: 1,
    matching: 0,
  });
});
