import type { Endpoint } from "../model/endpoint.js";
import type { Direction, Field } from "../model/field.js";
import { canonicalizeIpRange, coversIpRange } from "../model/ip-range.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

/** Sessions that are never recorded, by where they come from. */
export interface BlockingSettings {
  /** IP addresses and `*` patterns whose sessions are not recorded. Order has no meaning. */
  readonly blockedIps?: readonly string[] | null;
  /** Parts of user agent strings whose sessions are not recorded. Order has no meaning. */
  readonly blockedUas?: readonly string[] | null;
  /** Your own user ids whose sessions are not recorded: personal data. Order has no meaning. */
  readonly blockedAppIds?: readonly string[] | null;
  readonly metadata?: SettingsMetadata | null;
}

/** A list of what is not recorded. */
const unrecorded = {
  kind: "list",
  order: "unordered",
  added: (): Direction => "tightened",
  removed: (): Direction => "loosened",
} as const;

const fields = {
  blockedIps: {
    ...unrecorded,
    doc: "IP addresses and patterns whose sessions are not recorded.",
    dataClass: "address",
    item: {
      kind: "text",
      doc: "One address or pattern.",
      dataClass: "address",
      canonical: canonicalizeIpRange,
      covers: coversIpRange,
    },
  },
  blockedUas: {
    ...unrecorded,
    doc: "User agents whose sessions are not recorded.",
    item: { kind: "text", doc: "One user agent." },
  },
  blockedAppIds: {
    ...unrecorded,
    doc: "User ids whose sessions are not recorded.",
    dataClass: "identifier",
    item: { kind: "text", doc: "One user id.", dataClass: "identifier" },
  },
  metadata: metadataField,
} as const satisfies Record<keyof BlockingSettings, Field>;

export const blocking: Endpoint = {
  name: "blocking",
  noun: "RecordingBlocking",
  title: "Block rules",
  path: "/settings/recording/v1/blocking",
  platforms: false,
  key: "standard",
  doc: "IP addresses, user agents and user ids whose sessions are not recorded.",
  where: "Settings > Data Capture and Privacy > Data Capture > Block List",
  document: { kind: "object", doc: "Block rules.", fields },
};
