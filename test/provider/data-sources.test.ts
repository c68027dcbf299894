import { type Bench, dataOf, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.simulator.reset());

const RULE = {
  selector: ".card",
  type: "BLOCK_SCRUB",
  scope: "LIVE_SESSIONS",
  consent: false,
  exceptionSelectors: ["#show"],
  targetingConditions: [{ op: "EQ", value: 1, children: null }],
  notes: "asked for by Jane",
  editable: "EDITABLE_ANY",
  groupId: 0,
};
const METADATA = {
  lastUpdated: "2031-01-02T03:04:05Z",
  lastUpdatedBy: "Jane (jane@example.com)",
  created: "2030-01-01T00:00:00Z",
  createdBy: "bob@example.com",
};

describe("A data source", () => {
  it("has every field of its document, typed, in snake_case", async () => {
    await bench.simulator.replace("privacy", {
      elementBlocks: [RULE],
      ajaxWatches: [{ urlRegex: "/api", recordReq: "ELIDE", recordRsp: "RECORD", whitelistReq: null }],
      discardIpAddresses: true,
      defaultPrivacyMode: "PRIVACY_MODE_NEW",
      elementRuleGroups: { b: 1, a: [null, "x"] },
      metadata: METADATA,
    });
    const data = await dataOf(bench.folder('data "fullstory_recording_privacy" "now" {}'));
    const { read_at, ...values } = data.get("data.fullstory_recording_privacy.now") ?? {};
    expect(read_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(values).toEqual({
      element_blocks: [
        {
          selector: ".card",
          type: "BLOCK_MASK",
          scope: "LIVE_SESSIONS_ONLY",
          consent: false,
          exception_selectors: ["#show"],
          targeting_conditions: '[{"children":null,"op":"EQ","value":1}]',
          notes: "...",
          label: null,
          editable: "EDITABLE_ANY",
          group_id: 0,
          last_updated: null,
        },
      ],
      ajax_watches: [
        {
          url_regex: "/api",
          record_req: "ELIDE",
          record_rsp: "RECORD",
          whitelist_req: null,
          whitelist_rsp: null,
        },
      ],
      discard_ip_addresses: true,
      default_privacy_mode: "PRIVACY_MODE_NEW",
      element_rule_groups: '{"a":[null,"x"],"b":1}',
      metadata: {
        last_updated: "2031-01-02T03:04:05Z",
        last_updated_by: "J*** (j***@example.com)",
        created: "2030-01-01T00:00:00Z",
        created_by: "b***@example.com",
      },
      unknown_keys: [],
      null_keys: ["$.ajaxWatches[0].whitelistReq"],
      altered_keys: [],
    });
  });

  it("shows people, identifiers and free text only with expose_identifiers, and addresses unless mask_addresses", async () => {
    await bench.simulator.replace("blocking", {
      blockedIps: ["10.20.30.40"],
      blockedUas: ["Bot"],
      blockedAppIds: ["customer-4711"],
      metadata: METADATA,
    });
    const data = await dataOf(
      bench.folder(`
provider "fullstory" { expose_identifiers = true }
provider "fullstory" {
  alias          = "masked"
  mask_addresses = true
}
data "fullstory_recording_blocking" "clear" {}
data "fullstory_recording_blocking" "masked" { provider = fullstory.masked }
`),
    );
    expect(data.get("data.fullstory_recording_blocking.clear")).toMatchObject({
      blocked_ips: ["10.20.30.40"],
      blocked_app_ids: ["customer-4711"],
      metadata: { last_updated_by: "Jane (jane@example.com)" },
    });
    expect(data.get("data.fullstory_recording_blocking.masked")).toMatchObject({
      blocked_ips: ["10.2...40"],
      blocked_uas: ["Bot"],
      blocked_app_ids: ["cust...11"],
      metadata: { last_updated_by: "J*** (j***@example.com)" },
    });
  });

  it("reads the platform that it is asked for, and each document once", async () => {
    await bench.simulator.set("features", { consoleWatcher: true });
    await bench.simulator.set("features", { consoleWatcher: false }, { platform: "mobile" });
    await bench.simulator.clearRequests();
    const data = await dataOf(
      bench.folder(`
data "fullstory_recording_features" "web" {}
data "fullstory_recording_features" "mobile" { platform = "mobile" }
data "fullstory_recording_features" "again" { platform = "mobile" }
data "fullstory_recording_domain" "web" { platform = "web" }
data "fullstory_recording_geo" "now" {}
data "fullstory_recording_targeting" "now" {}
`),
    );
    expect(data.get("data.fullstory_recording_features.web")).toMatchObject({ console_watcher: true });
    expect(data.get("data.fullstory_recording_features.mobile")).toMatchObject({ console_watcher: false });
    expect(data.get("data.fullstory_recording_features.again")).toMatchObject({ console_watcher: false });
    const requests = await bench.simulator.requests();
    expect(requests.map(({ path }) => path).sort()).toEqual([
      "/settings/recording/v1/domain",
      "/settings/recording/v1/features",
      "/settings/recording/v1/features",
      "/settings/recording/v1/geo",
      "/settings/recording/v1/targeting",
    ]);
  });

  it("gives the versions of a document, and says whether they are all of them", async () => {
    await bench.simulator.seedHistory("geo", [
      { settings: { recordGeoMode: "GEO_ALL" }, at: "2031-03-01T00:00:00Z", by: "eve@example.com" },
      { settings: { recordGeoMode: "GEO_BLOCK_LIST" }, at: "2031-02-01T00:00:00Z" },
      { settings: { recordGeoMode: "GEO_ALLOW_LIST" }, at: "2031-01-01T00:00:00Z" },
    ]);
    const data = await dataOf(
      bench.folder(`
data "fullstory_recording_geo_history" "all" {}
data "fullstory_recording_geo_history" "one" { limit = 1 }
data "fullstory_recording_geo_history" "since" { since = "2031-02-10" }
`),
    );
    const modes = (name: string) => {
      const { versions, complete } = data.get(`data.fullstory_recording_geo_history.${name}`) ?? {};
      const list = versions as { record_geo_mode: string; metadata: { last_updated_by: string } }[];
      return { modes: list.map((version) => version.record_geo_mode), complete, by: list[0]?.metadata };
    };
    expect(modes("all").modes).toEqual(["GEO_ALL", "GEO_BLOCK_LIST", "GEO_ALLOW_LIST"]);
    expect(modes("all").by).toMatchObject({ last_updated_by: "e***@example.com" });
    expect(modes("one")).toMatchObject({ modes: ["GEO_ALL"], complete: false });
    expect(modes("since")).toMatchObject({ complete: true });
  });

  it("counts the events of a session, and holds them only where it is told to", async () => {
    const event = (eventType: string, host: string) => ({
      event_time: "2031-01-01T00:00:00Z",
      event_type: eventType,
      event_properties: { email: "jane@example.com" },
      source_type: "web",
      source_properties: { url: { host } },
      device_id: "1",
      session_id: "2",
    });
    await bench.simulator.setSessionEvents("1:2", [
      event("click", "shop.example"),
      event("click", "pay.example"),
      event("navigate", "shop.example"),
    ]);
    const data = await dataOf(
      bench.folder(`
data "fullstory_session_events" "counts" { session_id = "1:2" }
data "fullstory_session_events" "events" {
  session_id     = "1!2"
  include_events = true
}
`),
    );
    expect(data.get("data.fullstory_session_events.counts")).toMatchObject({
      event_count: 3,
      counts_by_type: { click: 2, navigate: 1 },
      counts_by_host: { "shop.example": 2, "pay.example": 1 },
      events: null,
    });
    const { events } = data.get("data.fullstory_session_events.events") ?? {};
    expect(events).toHaveLength(3);
    expect(events).toContainEqual(
      expect.objectContaining({ event_properties: '{"email":"jane@example.com"}', device_id: "1" }),
    );
  });
});
