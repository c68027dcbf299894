import type { Endpoint } from "../model/endpoint.js";
import { type Field, rateByRank, rateStrict } from "../model/field.js";
import type { JsonObject } from "../model/json.js";
import type { AjaxWatch } from "./ajax-watch.js";
import { ajaxWatchField, rateAddedWatch, rateRemovedWatch } from "./ajax-watch.js";
import type { ElementBlock } from "./element-block.js";
import {
  elementBlockField,
  isVendorRule,
  rateAddedRule,
  rateRemovedRule,
  unmasksLive,
} from "./element-block.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

export type PrivacyMode =
  | "PRIVACY_MODE_OFF"
  | "PRIVACY_MODE_MASK_BODY"
  | "PRIVACY_MODE_MASK_DEFAULT"
  | (string & {});

/** What is masked or left out of recordings. */
export interface PrivacySettings {
  /** Element rules as configured; not the set in effect after Fullstory's own evaluation. */
  readonly elementBlocks?: readonly ElementBlock[] | null;
  /** Which request and response bodies are recorded, in order. */
  readonly ajaxWatches?: readonly AjaxWatch[] | null;
  /** Whether IP addresses are left out of recordings. */
  readonly discardIpAddresses?: boolean | null;
  /** Private by Default: off, on with the older rules, or on. */
  readonly defaultPrivacyMode?: PrivacyMode | null;
  /** Reserved by the vendor. */
  readonly elementRuleGroups?: JsonObject | null;
  readonly metadata?: SettingsMetadata | null;
}

const fields = {
  elementBlocks: {
    kind: "list",
    order: "unordered",
    doc: "Element rules: exclude, mask or unmask what a CSS selector finds.",
    item: elementBlockField,
    noun: "rule",
    key: "selector",
    added: rateAddedRule,
    removed: rateRemovedRule,
    vendorItem: isVendorRule,
    unmasks: { by: "type", test: unmasksLive },
  },
  ajaxWatches: {
    kind: "list",
    order: "ordered",
    doc: "Which request and response bodies are recorded.",
    item: ajaxWatchField,
    key: "urlRegex",
    added: rateAddedWatch,
    removed: rateRemovedWatch,
  },
  discardIpAddresses: {
    kind: "boolean",
    doc: "Whether IP addresses are left out of recordings.",
    wide: true,
    direction: rateStrict(true),
  },
  defaultPrivacyMode: {
    kind: "enum",
    doc: "Private by Default: off, on with the older rules, or on.",
    wide: true,
    values: ["PRIVACY_MODE_OFF", "PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_MASK_DEFAULT"],
    direction: rateByRank({ PRIVACY_MODE_OFF: 0, PRIVACY_MODE_MASK_BODY: 1, PRIVACY_MODE_MASK_DEFAULT: 1 }),
  },
  elementRuleGroups: { kind: "json", doc: "Reserved by the vendor.", reserved: "empty" },
  metadata: metadataField,
} as const satisfies Record<keyof PrivacySettings, Field>;

export const privacy: Endpoint = {
  name: "privacy",
  noun: "RecordingPrivacy",
  title: "Privacy settings",
  path: "/settings/recording/v1/privacy",
  platforms: false,
  key: "admin",
  forbidden:
    "This endpoint wants an Admin key; a newer vendor page says a Standard key is enough. This answer says it is not: " +
    "use an Admin key, or leave privacy out.",
  doc: "Element rules, network recording, Private by Default, and whether IP addresses are kept.",
  where: "Settings > Data Capture and Privacy > Privacy (Admin)",
  document: { kind: "object", doc: "Privacy settings.", fields },
};
