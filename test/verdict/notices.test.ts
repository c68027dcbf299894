import type { Evaluation } from "../../lib/verdict/index.js";
import { listNotices, type NoticeInput } from "../../lib/verdict/notices.js";
import { evaluated, waiver } from "./support.js";

const evaluation = evaluated({
  name: "geo",
  live: { recordGeoMode: "GEO_ALL" },
  declared: { recordGeoMode: "GEO_ALL" },
});
const together = { declared: 3, matching: 2 };

function told(
  source: NoticeInput["loaded"]["source"],
  more: Partial<NoticeInput> = {},
  seen: Partial<Evaluation> = {},
) {
  const loaded = {
    ok: true,
    document: {},
    unknownKeys: [],
    fetchedAt: "2026-11-24T08:00:00Z",
    attempts: 1,
    source,
  } as const;
  return listNotices({ loaded, evaluation: { ...evaluation, ...seen }, warnings: [], ...more }).map(
    ({ kind, message }) => `${kind}: ${message.replace(/\s+/g, " ")}`,
  );
}

const live = { kind: "live", host: "api.fullstory.com" } as const;
const snapshot = { kind: "snapshot", path: "fullstory.json", verifiedAt: "2026-11-20" } as const;

test("A live document beside which nothing is odd has no notice.", () => {
  expect(told(live)).toEqual([]);
  expect(told(live, { together })).toEqual([]);
});

test("What was not live is told once for all that was read there.", () => {
  expect(told(snapshot, { together })).toEqual([
    expect.stringMatching(
      /^not_live: .*fullstory\.json, verified against live on 2026-11-20.* 2 of 3 declared fields/,
    ),
  ]);
  expect(told({ kind: "documents" }, { together })).toEqual([
    expect.stringMatching(/^not_live: .*documents handed over in code 2 of 3/),
  ]);
  expect(told(snapshot)).toEqual([]);
});

test("What the org's options warn of is told once.", () => {
  const warnings = ["the host is proxy.example"];
  expect(told(live, { warnings, together })).toEqual([expect.stringMatching(/^host: .*proxy\.example/)]);
  expect(told(live, { warnings })).toEqual([]);
});

test("Reserved fields and selectors that are none are named, five at most.", () => {
  const names = Array.from({ length: 6 }, (_, index) => `name${index}`);
  for (const [kind, seen] of [
    ["reserved", { reservedInUse: names }],
    ["selector", { comparedAsText: names }],
  ] as const) {
    const [notice = "", ...others] = told(live, {}, seen);
    expect(others).toEqual([]);
    expect(notice).toMatch(new RegExp(`^${kind}: .*name0.*name4`));
    expect(notice).not.toContain("name5");
  }
  expect(told(live, {}, { reservedInUse: ["a"] })[0]).toContain("Nothing declares it");
  expect(told(live, {}, { comparedAsText: ["a"] })[0]).toContain("letter by letter");
});

test("A waiver that nothing needs is told with where and whose it is; one that is outdated stands in the message of the drift.", () => {
  const unused = (outdated: boolean, more: object = {}, location = {}) => ({
    unusedWaivers: [
      {
        waiver: waiver("recordGeoMode", "0".repeat(32), more),
        expectation: { problems: [], options: {}, constructPath: "web/gate", ...location },
        outdated,
      },
    ],
  });
  expect(told(live, {}, unused(true))).toEqual([]);
  const [bare = ""] = told(live, {}, unused(false));
  expect(bare).toMatch(/^waiver: .*recordGeoMode.*the old page goes away.*2026-12-20/);
  expect(bare).not.toContain("owner");
  expect(bare).not.toContain(" At ");
  const [full] = told(live, {}, unused(false, { owner: "dana" }, { location: { file: "web.ts", line: 3 } }));
  expect(full).toMatch(/owner dana.* At web\.ts:3/);
});
