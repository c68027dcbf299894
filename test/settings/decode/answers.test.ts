import { decodeHistoryPage } from "../../../lib/settings/decode/history-page.js";
import { decodeMe } from "../../../lib/settings/decode/me.js";
import { decodeSessionEvents } from "../../../lib/settings/decode/session-events.js";

describe("Decoding a page of history", () => {
  const versions = [{ recordGeoMode: "GEO_ALL" }, { record_geo_mode: "GEO_BLOCK_LIST" }];

  it.each(["next_pagination_token", "nextPaginationToken"])("reads the token from %s", (key) => {
    const page = decodeHistoryPage("geo", { versions, [key]: "v1" });
    expect(page).toMatchObject({ ok: true, value: { nextToken: "v1" } });
    expect(page.ok && page.value.versions).toEqual([
      { recordGeoMode: "GEO_ALL" },
      { recordGeoMode: "GEO_BLOCK_LIST" },
    ]);
  });

  it.each([
    [{ next_pagination_token: "" }],
    [{ nextPaginationToken: null }],
    [{}],
    [{ next_pagination_token: null, nextPaginationToken: "" }],
  ])("is the last page with %j", (end) => {
    const page = decodeHistoryPage("geo", { versions, ...end });
    expect(page.ok && Object.keys(page.value)).toEqual(["versions"]);
  });

  it("takes both spellings with one token", () => {
    const page = decodeHistoryPage("geo", { versions, next_pagination_token: "a", nextPaginationToken: "a" });
    expect(page).toMatchObject({ ok: true, value: { nextToken: "a" } });
  });

  it.each([
    ["a", "b"],
    ["", "b"],
    ["a", null],
  ])("refuses two spellings that disagree: %j and %j", (a, b) => {
    const page = decodeHistoryPage("geo", { versions, next_pagination_token: a, nextPaginationToken: b });
    expect(page).toMatchObject({ ok: false, faults: [expect.stringContaining("two spellings of one key")] });
  });

  it.each([1, 0, false, {}, []])("refuses %j as a token", (token) => {
    expect(decodeHistoryPage("geo", { versions, nextPaginationToken: token })).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/^\$\.nextPaginationToken: expected a string/)],
    });
  });

  it("reports the faults of all versions, with their paths", () => {
    expect(
      decodeHistoryPage("geo", { versions: [{ recordGeoMode: 1 }, null, { recordGeoZones: 1 }] }),
    ).toEqual({
      ok: false,
      faults: [
        "$.versions[0].recordGeoMode: expected a string, found a number",
        "$.versions[1]: expected an object, found null",
        "$.versions[2].recordGeoZones: expected an array, found a number",
      ],
    });
  });

  it("lists the unknown keys of every version", () => {
    expect(
      decodeHistoryPage("geo", {
        versions: versions.map((each, index) => ({ ...each, [index === 0 ? "a" : "b"]: 1 })),
      }),
    ).toMatchObject({
      ok: true,
      unknownKeys: ["$.versions[0].a", "$.versions[1].b"],
    });
  });

  it.each([[{}], [{ versions: null }], [{ versions: {} }], [[]], [null], ["<html>"]])(
    "refuses %j",
    (body) => {
      expect(decodeHistoryPage("geo", body).ok).toBe(false);
    },
  );
});

describe("Decoding session events", () => {
  const event = {
    device_id: "17117",
    session_id: "5916567459329906423",
    event_type: "navigate",
    event_properties: { a: [1] },
  };

  it("keeps ids as strings", () => {
    expect(decodeSessionEvents({ events: [event] })).toMatchObject({
      ok: true,
      value: { events: [{ deviceId: "17117", sessionId: "5916567459329906423", eventType: "navigate" }] },
    });
  });

  it("refuses an id that is a number, which has lost its last digits", () => {
    const body = JSON.parse('{"events":[{"session_id":5916567459329906423}]}');
    expect(decodeSessionEvents(body).ok).toBe(false);
  });

  it.each([[{}], [{ events: null }], [{ events: {} }], [[]], [null]])("refuses %j", (body) => {
    expect(decodeSessionEvents(body).ok).toBe(false);
  });

  it("takes an undocumented type of event", () => {
    expect(decodeSessionEvents({ events: [{ event_type: "teleport" }] }).ok).toBe(true);
  });
});

describe("Decoding who a key belongs to", () => {
  it("reads e-mail, org and role", () => {
    expect(decodeMe({ email: "a@example.com", orgId: "o-7QLM2-na1", role: "ADMIN" })).toMatchObject({
      ok: true,
      value: { email: "a@example.com", orgId: "o-7QLM2-na1", role: "ADMIN" },
    });
  });

  it("reads org_id", () => {
    expect(decodeMe({ org_id: "o-1", role: "USER" })).toMatchObject({
      ok: true,
      value: { orgId: "o-1", role: "USER" },
    });
  });

  it("refuses two spellings of the org that disagree, which would pin the wrong one", () => {
    expect(decodeMe({ orgId: "o-1", org_id: "o-2", role: "USER" }).ok).toBe(false);
  });

  it.each([
    [{ role: "ADMIN" }],
    [{ orgId: "o-1" }],
    [{ orgId: "", role: "ADMIN" }],
    [{ orgId: "o 1\n", role: "ADMIN" }],
    [{ orgId: "o-1", role: "AD MIN" }],
    [null],
    [[]],
  ])("refuses %j", (body) => {
    expect(decodeMe(body).ok).toBe(false);
  });
});
