import { DEFAULT_SESSION_ID } from "../../src/simulator/index";
import { isObject } from "../../src/simulator/json";
import { ROUTE_PATHS } from "../../src/simulator/routes";
import { ask, SETTINGS, sharedSimulator } from "./support";

const simulator = sharedSimulator();

const FIELDS = {
  blocking: ["blockedIps", "blockedUas", "blockedAppIds"],
  domain: ["onlyRecordKnownDomains", "domains"],
  geo: ["recordGeoMode", "recordGeoZones"],
  privacy: ["elementBlocks", "ajaxWatches", "discardIpAddresses", "defaultPrivacyMode", "elementRuleGroups"],
  features: [
    "enabled",
    "consoleWatcher",
    "ajaxWatcher",
    "resourceUploading",
    "recordingShutoff",
    "clientSideRageClick",
  ],
  targeting: ["sessionTargetingRules"],
};

describe("settings documents", () => {
  test.each(Object.entries(FIELDS))("%s answers its documented fields and metadata", async (name, fields) => {
    const reply = await ask(simulator(), `${SETTINGS}/${name}`);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ "content-type": "application/json", date: expect.any(String) });
    expect(Object.keys(reply.json).sort()).toEqual([...fields, "metadata"].sort());
    expect(reply.json["metadata"]).toEqual({
      lastUpdated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/),
      lastUpdatedBy: expect.any(String),
      created: expect.stringMatching(/\.\d{3,6}Z$/),
      createdBy: expect.stringMatching(/^\w+ \(.+@.+\)$/),
    });
  });

  test("the default privacy settings show every type, scope and editability of a rule", async () => {
    const { json } = await ask(simulator(), `${SETTINGS}/privacy`);
    const rules = Array.isArray(json["elementBlocks"]) ? json["elementBlocks"].filter(isObject) : [];
    const values = (key: string) => [...new Set(rules.map((rule) => rule[key]))].sort();
    expect(rules.length).toBeGreaterThanOrEqual(12);
    expect(values("type")).toEqual(["BLOCK_EXCLUDE", "BLOCK_RECORD", "BLOCK_SCRUB"]);
    expect(values("scope")).toEqual(["ALL_SESSIONS", "LIVE_SESSIONS", "NO_SESSIONS", "PREVIEW_SESSIONS"]);
    expect(values("editable")).toEqual([
      "EDITABLE_ANY",
      "EDITABLE_DESCRIPTION_ONLY",
      "EDITABLE_DESCRIPTION_SCOPE_AND_EXCEPTIONS",
    ]);
    expect(values("lastUpdated")).toContain("0001-01-01T00:00:00Z");
  });

  test.each(["domain", "features"] as const)(
    "%s answers for the web when no platform is named, and keeps the mobile settings apart",
    async (name) => {
      const before = await ask(simulator(), `${SETTINGS}/${name}?platform=web`);
      await simulator().set(name, { marker: "mobile only" }, { platform: "mobile" });
      const unnamed = await ask(simulator(), `${SETTINGS}/${name}`);
      const mobile = await ask(simulator(), `${SETTINGS}/${name}?platform=mobile`);
      expect(unnamed.json).toEqual(before.json);
      expect(mobile.json["marker"]).toBe("mobile only");
      const history = await ask(simulator(), `${SETTINGS}/${name}/history?platform=mobile`);
      expect(history.json["versions"]).toContainEqual(mobile.json);
    },
  );

  test.each(["domain", "domain/history", "features", "features/history"])(
    "%s refuses a platform that does not exist",
    async (path) => {
      for (const platform of ["tv", "", "WEB"]) {
        const reply = await ask(simulator(), `${SETTINGS}/${path}?platform=${platform}`);
        expect(reply).toMatchObject({ status: 400, json: { code: "required_field" } });
      }
    },
  );

  test("a platform means nothing where the endpoint takes none", async () => {
    expect((await ask(simulator(), `${SETTINGS}/geo?platform=tv`)).status).toBe(200);
  });
});

describe("every path", () => {
  test.each(ROUTE_PATHS)("%s can only be read", async (path) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const reply = await ask(simulator(), path, { method });
      expect(reply).toMatchObject({ status: 405, headers: { allow: "GET" } });
    }
  });

  test.each([
    "/",
    "/settings/recording/v1",
    "/settings/recording/v1/recording/v1/domain",
    "/settings/recording/v1/geo/",
    "/settings/recording/v2/geo",
    "/v2/sessions",
    "/v2/sessions/a/b/events",
  ])("%s is not found", async (path) => {
    expect(await ask(simulator(), path)).toMatchObject({ status: 404, json: { code: "resource_not_found" } });
  });
});

describe("session events", () => {
  const eventsPath = (id: string) => `/v2/sessions/${encodeURIComponent(id)}/events`;

  test("a session known from the start answers its events, ids as strings", async () => {
    const reply = await ask(simulator(), eventsPath(DEFAULT_SESSION_ID));
    expect(reply.status).toBe(200);
    expect(reply.json["events"]).toHaveLength(4);
    expect(reply.text).toContain('"session_id":"9407215533160448003"');
  });

  test("events that a test sets are answered, and unset make the session unknown", async () => {
    const events = [{ event_type: "custom", event_properties: { "any key": [1] } }];
    await simulator().setSessionEvents("12:34", events);
    const reply = await ask(simulator(), `${eventsPath("12:34")}?enable_event_cache=true`);
    expect(reply.json).toEqual({ events });
    await simulator().setSessionEvents("12:34", null);
    expect((await ask(simulator(), eventsPath("12:34"))).status).toBe(404);
  });

  test("an unknown session is not found, nor is one whose id was encoded twice", async () => {
    const twice = `/v2/sessions/${encodeURIComponent(encodeURIComponent(DEFAULT_SESSION_ID))}/events`;
    for (const path of [eventsPath("1:2"), twice])
      expect(await ask(simulator(), path)).toMatchObject({
        status: 404,
        json: { code: "resource_not_found" },
      });
  });

  test.each(["/v2/sessions//events", "/v2/sessions/%20/events", "/v2/sessions/%E0%A4%A/events"])(
    "%s lacks an id",
    async (path) => {
      expect(await ask(simulator(), path)).toMatchObject({ status: 400, json: { code: "required_field" } });
    },
  );

  test("enable_event_cache is true or false", async () => {
    const path = `${eventsPath(DEFAULT_SESSION_ID)}?enable_event_cache=`;
    expect((await ask(simulator(), `${path}false`)).status).toBe(200);
    expect((await ask(simulator(), `${path}yes`)).status).toBe(400);
  });
});
