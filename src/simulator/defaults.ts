import { defaultPrivacy } from "./defaults-privacy";
import type { DocumentName, Platform } from "./documents";
import type { JsonObject, JsonValue } from "./json";
import type { Change } from "./state";

/** The first version of a document and what was changed since: together its history at the start. */
export interface DefaultDocument {
  readonly base: JsonObject;
  readonly changes: readonly Change[];
}

/** The org of a shop that does not exist. */
export const DEFAULT_ORG_ID = "o-SIM4-na1";

/** A session that the simulator knows from the start. Both halves are beyond 2^53. */
export const DEFAULT_SESSION_ID = "9318840026653917184:9407215533160448003";

const PRIYA = "Priya (priya@ternanddale.example)";
const MAREK = "marek@ternanddale.example";

function buildFirst(settings: JsonObject, at: string): JsonObject {
  return { ...settings, metadata: { lastUpdated: at, lastUpdatedBy: PRIYA, created: at, createdBy: PRIYA } };
}

const blocking: DefaultDocument = {
  base: buildFirst(
    { blockedIps: ["192.0.2.10"], blockedUas: ["PingProbe/2"], blockedAppIds: [] },
    "2024-11-04T08:01:50.227Z",
  ),
  changes: [
    {
      settings: {
        blockedIps: ["192.0.2.10", "198.51.100.*", "203.0.113.77"],
        blockedUas: ["PingProbe/2", "CheckoutCanary"],
        blockedAppIds: ["customer-000311", "load-test-user"],
      },
      by: MAREK,
      at: "2025-06-12T14:33:09.5541Z",
    },
  ],
};

const domainWeb: DefaultDocument = {
  base: buildFirst(
    {
      onlyRecordKnownDomains: true,
      domains: [
        { disabled: true, domain: "staff.ternanddale.example" },
        { disabled: false, domain: "shop.ternanddale.example" },
        { disabled: false, domain: "*.ternanddale.example" },
      ],
    },
    "2024-11-04T08:01:51.004Z",
  ),
  changes: [],
};

const domainMobile: DefaultDocument = {
  base: buildFirst(
    { onlyRecordKnownDomains: true, domains: [{ disabled: false, domain: "webview.ternanddale.example" }] },
    "2025-01-15T10:12:40.630Z",
  ),
  changes: [],
};

const geo: DefaultDocument = {
  base: buildFirst({ recordGeoMode: "GEO_ALL", recordGeoZones: [] }, "2024-11-04T08:01:51.412Z"),
  changes: [
    {
      settings: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] },
      by: PRIYA,
      at: "2025-02-20T16:41:37.902184Z",
    },
  ],
};

function buildFeatureSwitches(more: JsonObject): JsonObject {
  return {
    enabled: true,
    consoleWatcher: true,
    ajaxWatcher: true,
    resourceUploading: true,
    recordingShutoff: false,
    clientSideRageClick: true,
    ...more,
  };
}

const featuresWeb: DefaultDocument = {
  base: buildFirst(buildFeatureSwitches({}), "2024-11-04T08:01:51.733Z"),
  changes: [{ settings: { consoleWatcher: false }, by: MAREK, at: "2025-07-01T09:05:22.318406Z" }],
};

const featuresMobile: DefaultDocument = {
  base: buildFirst(
    buildFeatureSwitches({ consoleWatcher: false, ajaxWatcher: false, clientSideRageClick: false }),
    "2025-01-15T10:12:41.088Z",
  ),
  changes: [],
};

const targeting: DefaultDocument = {
  base: buildFirst(
    {
      sessionTargetingRules: [
        {
          operator: "OR",
          children: [
            { field: "app_version", operator: "LT", value: "5.0.0" },
            { field: "os_version", operator: "CONTAINS", value: "beta" },
          ],
        },
      ],
    },
    "2025-01-15T10:12:41.517Z",
  ),
  changes: [],
};

/** What an org says at the start, by document and platform (`web` also for those that have none). */
export const DEFAULT_DOCUMENTS: Record<DocumentName, Partial<Record<Platform, DefaultDocument>>> = {
  blocking: { web: blocking },
  domain: { web: domainWeb, mobile: domainMobile },
  geo: { web: geo },
  privacy: { web: defaultPrivacy },
  features: { web: featuresWeb, mobile: featuresMobile },
  targeting: { web: targeting },
};

/** The events of the session known from the start. */
export const DEFAULT_EVENTS: readonly JsonValue[] = [
  buildSessionEvent("navigate", "2025-10-09T12:00:01.118Z", { navigate_reason: "load" }),
  buildSessionEvent("click", "2025-10-09T12:00:06.402Z", { target: { text: "Add to basket" } }),
  buildSessionEvent("change", "2025-10-09T12:00:19.955Z", { target: { selector: "#quantity" }, value: "2" }),
  buildSessionEvent("navigate", "2025-10-09T12:00:31.260Z", { navigate_reason: "history" }),
];

function buildSessionEvent(type: string, time: string, properties: JsonObject): JsonObject {
  const [deviceId, sessionId] = DEFAULT_SESSION_ID.split(":");
  return {
    device_id: deviceId ?? "",
    session_id: sessionId ?? "",
    view_id: "9412007718830041187",
    event_time: time,
    event_type: type,
    event_properties: properties,
    source_type: "web",
    source_properties: {
      user_agent: { browser: "Firefox", device: "Desktop", operating_system: "Linux" },
      url: {
        full_url: "https://shop.ternanddale.example/basket",
        host: "shop.ternanddale.example",
        path: "/basket",
        query: {},
      },
      initial_referrer: null,
    },
  };
}
