import type { DataClass } from "../../lib/settings/index.js";
import { type CtyValue, ExactNumber, FunctionError, Typed } from "../../src/plugin/index.js";
import { driftFunction } from "../../src/provider/functions/drift.js";
import { showText } from "../../src/provider/values/masks.js";
import * as fc from "../fast-check.js";
import { plain, typed } from "./protocol.js";

const call = { signal: new AbortController().signal };

interface Found {
  readonly path: string;
  readonly result: string;
  readonly direction: string | null;
  readonly note: string | null;
}

async function drift(live: unknown, declared: unknown): Promise<readonly Found[]> {
  const args = [live, declared].map((value) => (value instanceof Typed ? value : typed(value)));
  return plain(await driftFunction.call(args, call)) as Found[];
}

async function refused(live: unknown, declared: unknown): Promise<readonly [number | undefined, string]> {
  try {
    return [undefined, JSON.stringify(await drift(live, declared))];
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    return [error.argument, error.message];
  }
}

const short = (found: readonly Found[]) => found.map(({ path, result }) => `${path} ${result}`);
const GEO = { record_geo_mode: "GEO_ALL", record_geo_zones: ["US"] };
const BLOCKING = { blocked_ips: ["10.20.30.40"], blocked_uas: ["Bot"], blocked_app_ids: ["customer-4711"] };

test("What is live may be a data source, a version, an object of one's own, in either spelling.", async () => {
  const beside = { read_at: "2031-01-01T00:00:00Z", null_keys: [], unknown_keys: [], altered_keys: [] };
  for (const live of [GEO, { recordGeoMode: "GEO_ALL", recordGeoZones: ["US"] }, { ...GEO, ...beside }]) {
    expect(await drift(live, { record_geo_mode: "GEO_ALL" })).toEqual([]);
    expect(await drift(live, JSON.stringify({ recordGeoMode: "GEO_BLOCK_LIST" }))).toMatchObject([
      { path: "record_geo_mode", result: "differs", direction: "loosened" },
    ]);
  }
  const platform = { platform: "mobile", console_watcher: true, ...beside };
  expect(short(await drift(platform, { console_watcher: false }))).toEqual(["console_watcher differs"]);
});

test.each<[string, object, object]>([
  ["an identifier", { ...BLOCKING, blocked_app_ids: ["cust...11"] }, { blocked_app_ids: ["cust...11"] }],
  ["an identifier of no letters", { ...BLOCKING, blocked_app_ids: ["..."] }, { blocked_app_ids: ["..."] }],
  ["an address", { ...BLOCKING, blocked_ips: ["10.2...40"] }, { blocked_ips: ["10.2...40"] }],
  [
    "an address among others",
    { ...BLOCKING, blocked_ips: ["x", "10.2...40"] },
    { blocked_ips: { array_with: ["x"] } },
  ],
  [
    "a note in a rule",
    {
      element_blocks: [
        { selector: ".a", type: "BLOCK_MASK", scope: "ALL_SESSIONS", consent: false, notes: "..." },
      ],
    },
    { element_blocks: [{ selector: ".a", type: "BLOCK_MASK", notes: "..." }] },
  ],
  [
    "a person",
    { ...GEO, metadata: { last_updated_by: "J*** (j***@example.com)" } },
    { metadata: { last_updated_by: "J*** (j***@example.com)" } },
  ],
])(
  "%s that is masked is not checked, not even where its mask is declared.",
  async (_what, live, declared) => {
    expect(await drift(live, declared)).toMatchObject([
      { result: "not-checked", note: expect.stringContaining("live is masked here") },
    ]);
  },
);

test("law: whatever is masked is known again as masked", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.emailAddress(),
    fc.ipV4(),
    fc.ipV6(),
    fc.constant("Jane Doe (j@x.example)"),
  );
  fc.assert(
    fc.property(
      fc.constantFrom<DataClass>("identifier", "person", "address", "freeText"),
      text,
      (dataClass, each) => {
        const masked = showText(dataClass, each, { exposeIdentifiers: false, maskAddresses: true });
        expect(showText(dataClass, masked, { exposeIdentifiers: false, maskAddresses: true })).toBe(masked);
      },
    ),
  );
});

test("What is shown in clear is compared, beside what is masked.", async () => {
  const live = { ...BLOCKING, blocked_app_ids: ["cust...11"] };
  expect(await drift(BLOCKING, { blocked_app_ids: ["customer-4711"] })).toEqual([]);
  expect(short(await drift(live, { blocked_uas: ["Bot"], blocked_app_ids: ["customer-4711"] }))).toEqual([
    "blocked_app_ids not-checked",
  ]);
});

test("Text that Terraform has changed is not checked.", async () => {
  const live = { ...BLOCKING, altered_keys: ["$.blockedUas[0]"], null_keys: [], unknown_keys: [] };
  expect(await drift(live, { blocked_uas: ["Bot"], blocked_ips: ["10.20.30.40"] })).toMatchObject([
    {
      path: "blocked_uas",
      result: "not-checked",
      note: expect.stringContaining("text that Terraform has changed"),
    },
  ]);
});

test("A null that stands for what the answer did not have is told apart from one that it had.", async () => {
  const rule = { selector: ".a", type: "BLOCK_MASK", scope: "ALL_SESSIONS", consent: false, notes: null };
  const declared = { element_blocks: [{ selector: ".a", type: "BLOCK_MASK", notes: { absent: true } }] };
  const from = (null_keys: readonly string[]) => ({
    element_blocks: [rule],
    null_keys,
    unknown_keys: [],
    altered_keys: [],
  });
  expect(await drift(from([]), declared)).toEqual([]);
  expect(short(await drift(from(["$.elementBlocks[0].notes"]), declared))).toEqual(
    short(await drift({ element_blocks: [rule] }, declared)),
  );
});

test.each<[string, unknown, unknown, number, RegExp]>([
  ["text", "geo", {}, 0, /^live must be an object/],
  ["nothing", {}, {}, 0, /^live has no setting of any document/],
  [
    "a misspelt name",
    { ...GEO, record_geo_zone: [] },
    {},
    0,
    /"record_geo_zone", which is no setting of geo; did you mean "record_geo_zones"/,
  ],
  ["two documents", { ...GEO, blocked_ips: [] }, {}, 0, /"record_geo_mode", which is no setting of blocking/],
  ["a value of another type", { ...GEO, record_geo_mode: 7 }, {}, 0, /^live is no geo: /],
  [
    "open JSON that is none",
    { element_rule_groups: "{", discard_ip_addresses: true },
    {},
    0,
    /open JSON that is not JSON text/,
  ],
  ["paths that are none", { ...GEO, null_keys: [1] }, {}, 0, /live\.null_keys must be a list of paths/],
  [
    "a path to nowhere",
    { ...GEO, null_keys: ["$.metadata.createdBy"] },
    {},
    0,
    /a place that live does not have/,
  ],
  ["a declaration that is null", GEO, null, 1, /bad declaration/],
  ["a declaration of nothing", GEO, {}, 1, /could not fail/],
  ["a declaration that is no JSON", GEO, "{", 1, /not JSON/],
  [
    "a misspelt declaration",
    GEO,
    { record_geo_mod: "GEO_ALL" },
    1,
    /record_geo_mod: is not a setting; did you mean "record_geo_mode"/,
  ],
  ["a null in a declaration", GEO, { record_geo_mode: null }, 1, /record_geo_mode: null declares nothing/],
  [
    "a number that is not exact",
    GEO,
    new Typed(
      ["object", { record_geo_mode: "number" }],
      new Map<string, CtyValue>([["record_geo_mode", new ExactNumber("1e400")]]),
    ),
    1,
    /too large/,
  ],
])("%s is refused at its argument, and is no pass.", async (_what, live, declared, argument, says) => {
  expect(await refused(live, declared)).toEqual([argument, expect.stringMatching(says)]);
});
