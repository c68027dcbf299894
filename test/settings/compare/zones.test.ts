import type { Direction } from "../../../lib/settings/model/field.js";
import { compared } from "../support.js";

type Geo = readonly [mode: string | null | undefined, ...zones: string[]];

const settings = ([recordGeoMode, ...recordGeoZones]: Geo) => ({
  ...(recordGeoMode === undefined ? {} : { recordGeoMode }),
  recordGeoZones,
});

/** Live, declared, a zone, and what its finding means. An absent mode is GEO_ALL. */
const cases: [Geo, Geo, string, Direction][] = [
  [["GEO_ALL"], ["GEO_ALLOW_LIST", "US"], "US", "loosened"],
  [["GEO_ALL"], ["GEO_BLOCK_LIST", "US"], "US", "loosened"],
  [[undefined], ["GEO_BLOCK_LIST", "US"], "US", "loosened"],
  [[undefined, "DE"], ["GEO_ALLOW_LIST", "US"], "DE", "loosened"],
  [["GEO_ALLOW_LIST"], ["GEO_ALL", "US"], "US", "tightened"],
  [["GEO_BLOCK_LIST"], ["GEO_ALL", "US"], "US", "tightened"],
  [["GEO_BLOCK_LIST", "DE"], ["GEO_ALL"], "DE", "tightened"],
  [["GEO_BLOCK_LIST"], ["GEO_ALLOW_LIST", "US"], "US", "unclear"],
  [["GEO_ALLOW_LIST"], ["GEO_BLOCK_LIST", "US"], "US", "unclear"],
  [[null], ["GEO_ALLOW_LIST", "US"], "US", "unclear"],
];

it.each(cases)(
  "Where the modes differ, they say what a zone means: live %j, declared %j, %s is %s",
  (live, declared, zone, direction) => {
    const findings = compared("geo", settings(live), settings(declared)).fields.flatMap(
      (field) => field.findings,
    );
    const found = findings.filter(({ path }) => path === `recordGeoZones["${zone}"]`);
    expect(found.map((finding) => finding.direction)).toEqual([direction]);
  },
);
