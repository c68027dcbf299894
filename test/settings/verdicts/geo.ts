import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const allow = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] };
const block = { recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones: ["CA", "US"] };
const everywhere = { recordGeoMode: "GEO_ALL", recordGeoZones: [] };
const r = new Rows("geo");

r.matches("an allow list", allow, allow);
r.matches("a block list", block, block);
r.matches("everywhere", everywhere, everywhere);
r.matches("zones in another order", allow, { ...allow, recordGeoZones: ["US", "CA"] });
r.matches("zones twice in live", { ...allow, recordGeoZones: ["US", "CA", "US"] }, allow);
r.matches("zones declared twice", allow, { ...allow, recordGeoZones: ["US", "CA", "US"] });
r.matches("snake_case keys", { record_geo_mode: "GEO_ALLOW_LIST", record_geo_zones: ["US", "CA"] }, allow);
r.matches("the mode alone", allow, { recordGeoMode: "GEO_ALLOW_LIST" });
r.matches(
  "no mode means GEO_ALL, beside another known key",
  { recordGeoZones: [] },
  { recordGeoMode: "GEO_ALL" },
);
r.matches("no mode means GEO_ALL, beside metadata alone", { metadata: {} }, { recordGeoMode: "GEO_ALL" });
r.matches(
  "no mode means GEO_ALL under anyValue too",
  { recordGeoZones: [] },
  { recordGeoMode: Match.anyValue() },
);
r.matches(
  "no mode means GEO_ALL under not",
  { recordGeoZones: [] },
  { recordGeoMode: Match.not("GEO_BLOCK_LIST") },
);
r.matches("no mode is absent", { recordGeoZones: [] }, { recordGeoMode: Match.absent() });
r.matches(
  "an undocumented mode, declared word for word",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: "GEO_MOON" },
);
r.matches(
  "an undocumented mode under anyValue",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.anyValue() },
);
r.matches(
  "an undocumented mode as one of several",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.oneOf("GEO_ALL", "GEO_MOON") },
);
r.matches("other metadata", { ...allow, metadata: { lastUpdated: "2031-01-01T00:00:00Z" } }, allow);
r.matches("an unknown key beside a written mode", { ...allow, geoNotes: "x" }, allow);
r.matches("mode null where null is declared", { recordGeoMode: null }, { recordGeoMode: null });
r.matches("zones with the mode left open", allow, {
  recordGeoMode: Match.anyValue(),
  recordGeoZones: ["US", "CA"],
});

r.unchecked(
  "no mode beside an unknown key",
  { recordGeoZones: [], geo_mode_2: "x" },
  { recordGeoMode: "GEO_ALL" },
  "recordGeoMode",
);
r.unchecked(
  "no mode in an answer with only an unknown key beside its metadata",
  { mode: "GEO_ALL", metadata: {} },
  { recordGeoMode: "GEO_ALL" },
  "recordGeoMode",
);
r.unchecked(
  "no mode beside an unknown key, under not",
  { recordGeoZones: [], x: 1 },
  { recordGeoMode: Match.not("GEO_BLOCK_LIST") },
  "recordGeoMode",
);
r.unchecked("no zones in the answer", { recordGeoMode: "GEO_ALLOW_LIST" }, allow, "recordGeoZones");
r.unchecked(
  "an undocumented mode under not",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.not("GEO_ALL") },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under not absent",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.not(Match.absent()) },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under not null",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.not(null) },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under not not",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.not(Match.not("GEO_ALL")) },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under a pattern that finds it",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.stringLikeRegexp("MOON") },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under a pattern that does not",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.stringLikeRegexp("LIST") },
  "recordGeoMode",
);
r.unchecked(
  "an undocumented mode under oneOf with a pattern",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.oneOf("GEO_ALL", Match.stringLikeRegexp("LIST")) },
  "recordGeoMode",
);
r.unclear(
  "an undocumented mode under not its very self",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.not("GEO_MOON") },
  "recordGeoMode",
);
r.unclear(
  "an undocumented mode where another is declared",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: "GEO_ALL" },
  "recordGeoMode",
);
r.unclear(
  "an undocumented mode under oneOf documented ones",
  { recordGeoMode: "GEO_MOON" },
  { recordGeoMode: Match.oneOf("GEO_ALL", "GEO_BLOCK_LIST") },
  "recordGeoMode",
);
r.unclear(
  "a mode in lower case is an undocumented one",
  { recordGeoMode: "geo_all" },
  { recordGeoMode: "GEO_ALL" },
  "recordGeoMode",
);

r.loosened(
  "an allow list became everywhere",
  everywhere,
  { recordGeoMode: "GEO_ALLOW_LIST" },
  "recordGeoMode",
);
r.loosened(
  "a block list became everywhere",
  everywhere,
  { recordGeoMode: "GEO_BLOCK_LIST" },
  "recordGeoMode",
);
r.loosened(
  "an allow list became everywhere by the mode's absence",
  { recordGeoZones: [] },
  { recordGeoMode: "GEO_ALLOW_LIST" },
  "recordGeoMode",
);
r.tightened("everywhere became an allow list", allow, { recordGeoMode: "GEO_ALL" }, "recordGeoMode");
r.tightened("everywhere became a block list", block, { recordGeoMode: "GEO_ALL" }, "recordGeoMode");
r.unclear("an allow list became a block list", block, allow, "recordGeoMode");
r.unclear("a block list became an allow list", allow, block, "recordGeoMode");
r.unclear("the mode is null", { ...allow, recordGeoMode: null }, allow, "recordGeoMode");
r.unclear(
  "the mode is null where GEO_ALL is declared",
  { recordGeoMode: null, recordGeoZones: [] },
  { recordGeoMode: "GEO_ALL" },
  "recordGeoMode",
);
r.loosened(
  "one more zone is allowed",
  { ...allow, recordGeoZones: ["CA", "US", "MX"] },
  allow,
  'recordGeoZones["MX"]',
);
r.tightened("one zone fewer is allowed", { ...allow, recordGeoZones: ["CA"] }, allow, 'recordGeoZones["US"]');
r.unclear("no zone is allowed any more", { ...allow, recordGeoZones: [] }, allow, 'recordGeoZones["US"]');
r.loosened(
  "one zone for another is allowed",
  { ...allow, recordGeoZones: ["CA", "MX"] },
  allow,
  'recordGeoZones["MX"]',
);
r.tightened(
  "one more zone is blocked",
  { ...block, recordGeoZones: ["CA", "US", "MX"] },
  block,
  'recordGeoZones["MX"]',
);
r.loosened("one zone fewer is blocked", { ...block, recordGeoZones: ["CA"] }, block, 'recordGeoZones["US"]');
r.loosened("no zone is blocked any more", { ...block, recordGeoZones: [] }, block, 'recordGeoZones["US"]');
r.unclear(
  "zones that do not matter",
  { ...everywhere, recordGeoZones: ["CA"] },
  everywhere,
  'recordGeoZones["CA"]',
);
r.unclear(
  "other zones under the other kind of list",
  { ...block, recordGeoZones: ["CA"] },
  allow,
  'recordGeoZones["US"]',
);
r.tightened("everywhere, and zones, became an allow list", allow, everywhere, 'recordGeoZones["CA"]');
r.loosened("an allow list became everywhere, zones and all", everywhere, allow, 'recordGeoZones["CA"]');
r.unclear(
  "one more zone under a mode that is left open",
  { ...block, recordGeoZones: ["CA", "US", "MX"] },
  { recordGeoMode: Match.anyValue(), recordGeoZones: ["CA", "US"] },
  'recordGeoZones["MX"]',
);
r.unclear("zones are null", { ...allow, recordGeoZones: null }, allow, "recordGeoZones");
r.unclear(
  "a zone in lower case is another one",
  { ...allow, recordGeoZones: ["ca", "US"] },
  { ...allow, recordGeoMode: Match.anyValue() },
  'recordGeoZones["CA"]',
);

r.matches("a pattern of modes", allow, { recordGeoMode: Match.stringLikeRegexp("_LIST$") });
r.unclear(
  "a pattern of modes that is not found",
  everywhere,
  { recordGeoMode: Match.stringLikeRegexp("_LIST$") },
  "recordGeoMode",
);
r.unclear(
  "a pattern of modes, and null",
  { recordGeoMode: null },
  { recordGeoMode: Match.stringLikeRegexp(".*") },
  "recordGeoMode",
);
r.matches("one of two modes", block, { recordGeoMode: Match.oneOf("GEO_ALLOW_LIST", "GEO_BLOCK_LIST") });
r.matches("one of two modes, as a list", block, {
  recordGeoMode: Match.oneOf(["GEO_ALLOW_LIST", "GEO_BLOCK_LIST"]),
});
r.loosened(
  "none of two modes",
  everywhere,
  { recordGeoMode: Match.oneOf("GEO_ALLOW_LIST", "GEO_BLOCK_LIST") },
  "recordGeoMode",
);
r.unclear(
  "none of two modes that differ in direction",
  { recordGeoMode: "GEO_ALLOW_LIST" },
  { recordGeoMode: Match.oneOf("GEO_ALL", "GEO_BLOCK_LIST") },
  "recordGeoMode",
);
r.matches("null is not everywhere", { recordGeoMode: null }, { recordGeoMode: Match.not("GEO_ALL") });
r.matches("not everywhere", allow, { recordGeoMode: Match.not("GEO_ALL") });
r.unclear(
  "not everywhere, and everywhere by absence",
  { recordGeoZones: [] },
  { recordGeoMode: Match.not("GEO_ALL") },
  "recordGeoMode",
);
r.matches("exact of the mode", allow, { recordGeoMode: Match.exact("GEO_ALLOW_LIST") });
r.matches("eachLike two letters", allow, {
  recordGeoMode: Match.anyValue(),
  recordGeoZones: Match.eachLike(Match.stringLikeRegexp("^[A-Z]{2}$")),
});
r.tightened(
  "arrayWith of a zone that is not allowed",
  allow,
  { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: Match.arrayWith(["MX"]) },
  'recordGeoZones["MX"]',
);
r.loosened(
  "arrayWith of a zone that is not blocked",
  block,
  { recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones: Match.arrayWith(["MX"]) },
  'recordGeoZones["MX"]',
);
r.unclear("absent, and there", allow, { recordGeoMode: Match.absent() }, "recordGeoMode");
r.matches("exact of the document", { ...allow, metadata: { createdBy: "x" } }, Match.exact(allow));
r.unclear(
  "exact of the document without its zones",
  allow,
  Match.exact({ recordGeoMode: "GEO_ALLOW_LIST" }),
  "recordGeoZones",
);

export const geo = r.rows;
