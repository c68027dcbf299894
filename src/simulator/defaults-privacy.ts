import type { DefaultDocument } from "./defaults";
import type { JsonObject } from "./json";

const NEVER = "0001-01-01T00:00:00Z";

/** An element rule of the plainest kind: for all sessions, editable, without exceptions. */
function buildRule(selector: string, type: string, more: JsonObject = {}): JsonObject {
  return {
    selector,
    consent: false,
    notes: "",
    type,
    scope: "ALL_SESSIONS",
    lastUpdated: "2025-09-18T07:41:12.094Z",
    label: "",
    targetingConditions: null,
    editable: "EDITABLE_ANY",
    exceptionSelectors: [],
    groupId: 0,
    ...more,
  };
}

/** Rules that the vendor brought, and that cannot be fully edited. */
const vendorRules = [
  buildRule('[autocomplete$="-password"]', "BLOCK_EXCLUDE", {
    lastUpdated: NEVER,
    label: "Sign-in secrets",
    editable: "EDITABLE_DESCRIPTION_ONLY",
  }),
  buildRule('[autocomplete^="cc-"]', "BLOCK_EXCLUDE", {
    lastUpdated: NEVER,
    label: "Payment cards",
    editable: "EDITABLE_DESCRIPTION_ONLY",
  }),
  buildRule("input[type=tel]", "BLOCK_SCRUB", {
    lastUpdated: "2025-10-02T13:20:44.871Z",
    label: "Phone numbers",
    editable: "EDITABLE_DESCRIPTION_SCOPE_AND_EXCEPTIONS",
    exceptionSelectors: ["#store-hotline"],
  }),
];

const ownRules = [
  buildRule("#tax-number", "BLOCK_EXCLUDE", { notes: "DPIA-31: never leaves the browser" }),
  buildRule(".medical-notes", "BLOCK_EXCLUDE", { scope: "LIVE_SESSIONS" }),
  buildRule("[data-private]", "BLOCK_SCRUB", { exceptionSelectors: [".order-total", ".product-name"] }),
  buildRule(".support-chat", "BLOCK_SCRUB", { consent: true, notes: "Unmasked once the visitor agrees" }),
  buildRule("#loyalty-card", "BLOCK_SCRUB", {
    scope: "NO_SESSIONS",
    notes: "Switched off with the old account page",
  }),
  buildRule("#survey-draft", "BLOCK_EXCLUDE", { scope: "PREVIEW_SESSIONS" }),
  buildRule(".product-grid", "BLOCK_RECORD"),
  buildRule(".staging-banner", "BLOCK_RECORD", { scope: "PREVIEW_SESSIONS" }),
  buildRule("AccountBalanceView", "BLOCK_SCRUB", {
    scope: "LIVE_SESSIONS",
    targetingConditions: [
      {
        operator: "AND",
        children: [
          { field: "platform", operator: "EQ", value: "ios" },
          { field: "app_version", operator: "RANGE", value: ["5.2.0", "5.4.9"] },
        ],
      },
    ],
  }),
];

const base: JsonObject = {
  elementBlocks: vendorRules,
  ajaxWatches: [],
  discardIpAddresses: false,
  metadata: {
    lastUpdated: "2024-11-04T08:02:17.340Z",
    lastUpdatedBy: "Priya (priya@ternanddale.example)",
    created: "2024-11-04T08:02:17.340Z",
    createdBy: "Priya (priya@ternanddale.example)",
  },
  defaultPrivacyMode: "PRIVACY_MODE_OFF",
  elementRuleGroups: {},
};

/** Private by default since the second version, with traps left in: a rule for no session, one with consent. */
export const defaultPrivacy: DefaultDocument = {
  base,
  changes: [
    {
      settings: { discardIpAddresses: true, defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT" },
      by: "Priya (priya@ternanddale.example)",
      at: "2025-02-20T16:45:03.118627Z",
    },
    {
      settings: {
        elementBlocks: [...vendorRules, ...ownRules],
        ajaxWatches: [
          {
            urlRegex: "^https://api\\.ternanddale\\.example/v3/orders",
            recordReq: "WHITELIST",
            recordRsp: "WHITELIST",
            whitelistReq: "currency,items.sku",
            whitelistRsp: "status",
          },
          {
            urlRegex: "/payments?/",
            recordReq: "ELIDE",
            recordRsp: "ELIDE",
            whitelistReq: "",
            whitelistRsp: "",
          },
          {
            urlRegex: "/catalog/.+",
            recordReq: "ELIDE",
            recordRsp: "RECORD",
            whitelistReq: "",
            whitelistRsp: "",
          },
        ],
      },
      by: "marek@ternanddale.example",
      at: "2025-10-07T11:26:58.402915Z",
    },
  ],
};
