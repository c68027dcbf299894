import type { Endpoint } from "../model/endpoint.js";
import { type Field, rateStrict } from "../model/field.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

/** Switches of what is recorded at all. */
export interface FeaturesSettings {
  /** Whether sessions are recorded. */
  readonly enabled?: boolean | null;
  /** Whether console messages are recorded. */
  readonly consoleWatcher?: boolean | null;
  /** Whether network requests are recorded. */
  readonly ajaxWatcher?: boolean | null;
  /** Whether assets are uploaded to Fullstory. */
  readonly resourceUploading?: boolean | null;
  /** Whether Fullstory's staff have shut recording off. */
  readonly recordingShutoff?: boolean | null;
  /** Whether rage clicks are found in the browser. */
  readonly clientSideRageClick?: boolean | null;
  readonly metadata?: SettingsMetadata | null;
}

const fields = {
  enabled: { kind: "boolean", doc: "Whether sessions are recorded.", direction: rateStrict(false) },
  consoleWatcher: {
    kind: "boolean",
    doc: "Whether console messages are recorded.",
    direction: rateStrict(false),
  },
  ajaxWatcher: {
    kind: "boolean",
    doc: "Whether network requests are recorded.",
    direction: rateStrict(false),
  },
  resourceUploading: {
    kind: "boolean",
    doc: "Whether assets are uploaded to Fullstory.",
    direction: rateStrict(false),
  },
  recordingShutoff: {
    kind: "boolean",
    doc: "Whether Fullstory's staff have shut recording off.",
    direction: rateStrict(true),
  },
  clientSideRageClick: { kind: "boolean", doc: "Whether rage clicks are found in the browser." },
  metadata: metadataField,
} as const satisfies Record<keyof FeaturesSettings, Field>;

export const features: Endpoint = {
  name: "features",
  noun: "RecordingFeatures",
  title: "Recording features",
  path: "/settings/recording/v1/features",
  platforms: true,
  key: "standard",
  doc: "Switches of what is recorded at all, on the web or in mobile apps.",
  where: "Settings > Data Capture and Privacy > Data Capture",
  document: { kind: "object", doc: "Recording features.", fields },
};
