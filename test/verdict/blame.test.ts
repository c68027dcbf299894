import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { type BlameInput, findBlame } from "../../lib/verdict/index.js";
import { decoded } from "../settings/support.js";
import { evaluated, evaluatedTogether } from "./support.js";

const declared = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] };
const live = { recordGeoMode: "GEO_ALL", recordGeoZones: ["DE", "NL"] };
const drifted = evaluated({ name: "geo", live, declared });

function version(day: string, body: object, by: string | null = "Dana (dana@x.example)") {
  const lastUpdated = `2026-11-${day}T10:11:12Z`;
  return decoded("geo", {
    ...body,
    metadata: { lastUpdated, ...(by === null ? {} : { lastUpdatedBy: by }) },
  });
}

const good = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] };

function blame(versions: readonly object[], more: Partial<BlameInput> = {}) {
  return findBlame({
    fields: drifted.fields,
    schema: endpoints.geo,
    known: { ok: true, versions: versions as never },
    options: { showActors: false },
    ...more,
  });
}

test("Each difference is laid at the version that brought it, the person masked.", () => {
  const versions = [
    version("20", live),
    version("19", { ...good, recordGeoMode: "GEO_ALL" }, "eve@x.example"),
    version("18", good),
    version("17", live),
  ];
  const masked = "2026-11-20 10:11 UTC by D*** (d***@x.example), was not there";
  expect(blame(versions)).toEqual(
    new Map([
      [
        "recordGeoMode",
        {
          text: "2026-11-19 10:11 UTC by e***@x.example, was GEO_ALLOW_LIST",
          evidence: "2026-11-19 10:11 UTC by e***@x.example, was GEO_ALLOW_LIST",
          at: "2026-11-19T10:11:12Z",
          by: "e***@x.example",
          was: "GEO_ALLOW_LIST",
        },
      ],
      [
        'recordGeoZones["NL"]',
        {
          text: masked,
          evidence: masked,
          at: "2026-11-20T10:11:12Z",
          by: "D*** (d***@x.example)",
          was: "not there",
        },
      ],
    ]),
  );
  const shown = blame(versions, { options: { showActors: true } }).get('recordGeoZones["NL"]');
  expect(shown).toMatchObject({
    text: "2026-11-20 10:11 UTC by Dana (dana@x.example), was not there",
    evidence: masked,
  });
});

test("What a matcher says is not told as a value that was there.", () => {
  const { fields } = evaluated({
    name: "geo",
    live,
    declared: { recordGeoMode: Match.oneOf("GEO_ALLOW_LIST", "GEO_BLOCK_LIST") },
  });
  const versions = [version("20", live), version("19", good)];
  expect(blame(versions, { fields }).get("recordGeoMode")?.was).toBe("as declared");
});

test("Nobody is blamed for what the newest version does not have, or what all versions have.", () => {
  const newest = "not known: the newest version of the history does not have this difference";
  expect(blame([version("20", good)]).get("recordGeoMode")).toEqual({ text: newest, evidence: newest });
  const ever = "not once as declared since 2026-11-19 10:11 UTC: the declaration is new or was changed";
  expect(blame([version("20", live), version("19", live)]).get("recordGeoMode")).toEqual({
    text: ever,
    evidence: ever,
  });
  const never = "not once as declared: the declaration is new or was changed";
  expect(blame([]).get("recordGeoMode")?.text).toBe(never);
  expect(blame([decoded("geo", live)]).get("recordGeoMode")?.text).toBe(never);
});

test("A version that does not say when or by whom it was made is told so.", () => {
  const unsaid = "at an unknown time by somebody unknown, was GEO_ALLOW_LIST";
  const by = blame([decoded("geo", live), version("19", good)], { options: { showActors: true } }).get(
    "recordGeoMode",
  );
  expect(by).toMatchObject({ text: unsaid, was: "GEO_ALLOW_LIST" });
  expect(by).not.toHaveProperty("at");
  expect(blame([version("20", live, null), version("19", good)]).get("recordGeoMode")?.text).toContain(
    "2026-11-20 10:11 UTC by s***",
  );
});

test("Why the history could not be read is told for each difference.", () => {
  const text = "not known: the history could not be read (403)";
  expect(blame([], { known: { ok: false, why: "403" } })).toEqual(
    new Map([
      ["recordGeoMode", { text, evidence: text }],
      ['recordGeoZones["NL"]', { text, evidence: text }],
    ]),
  );
});

test("What is only tolerated is blamed too, each expectation beside its own declaration.", () => {
  const { fields } = evaluatedTogether(
    { name: "geo", live: { recordGeoMode: "GEO_BLOCK_LIST" }, rules: { onTightened: "warning" } },
    [{ declared: { recordGeoMode: "GEO_ALL" } }, { declared: { metadata: { created: "x" } } }],
  );
  const found = blame(
    [version("20", { recordGeoMode: "GEO_BLOCK_LIST" }), version("19", { recordGeoMode: "GEO_ALL" })],
    { fields },
  );
  expect([...found.keys()]).toEqual(["recordGeoMode", "metadata"]);
  expect(found.get("recordGeoMode")?.was).toBe("GEO_ALL");
});

test("A statement about versions has no version to blame.", () => {
  const fields = drifted.fields.map(({ expectation: { node: _, ...expectation }, ...field }) => ({
    ...field,
    expectation,
  }));
  expect(blame([version("20", live)], { fields })).toEqual(new Map());
});

test("Each version is compared once for a declaration, however many differences it has.", () => {
  let reads = 0;
  const counted = new Proxy(version("20", live) as object, {
    getOwnPropertyDescriptor(target, key) {
      if (key === "recordGeoMode") reads++;
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
  blame([counted, version("19", good)]);
  expect(reads).toBe(1);
});
