import type { Endpoint } from "../model/endpoint.js";
import type { Field } from "../model/field.js";
import type { JsonObject } from "../model/json.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

/** Mobile sessions that are not recorded, by app or operating system version. */
export interface TargetingSettings {
  /** The rules, in order. No source documents what a rule looks like: each is open JSON. */
  readonly sessionTargetingRules?: readonly JsonObject[] | null;
  readonly metadata?: SettingsMetadata | null;
}

const fields = {
  sessionTargetingRules: {
    kind: "list",
    order: "ordered",
    doc: "Rules that say when a mobile session is not recorded.",
    item: { kind: "json", doc: "One rule." },
    removed: () => "loosened",
  },
  metadata: metadataField,
} as const satisfies Record<keyof TargetingSettings, Field>;

export const targeting: Endpoint = {
  name: "targeting",
  noun: "RecordingTargeting",
  title: "Targeted recording rules",
  path: "/settings/recording/v1/targeting",
  platforms: false,
  key: "standard",
  doc: "Rules that keep mobile sessions from being recorded, by app or operating system version.",
  where: "Settings > Data Capture and Privacy > Data Capture > Targeted Recording (mobile apps)",
  document: { kind: "object", doc: "Targeted recording rules.", fields },
};
