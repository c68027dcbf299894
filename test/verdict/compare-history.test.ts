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
