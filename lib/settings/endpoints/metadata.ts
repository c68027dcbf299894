import type { ObjectField } from "../model/field.js";

/** Who made and last changed a settings document, and when. */
export interface SettingsMetadata {
  /** Instant of the last change, ISO 8601; `0001-01-01T00:00:00Z` means never. */
  readonly lastUpdated?: string | null;
  /** `bob@example.com` or `Jane (jane@example.com)`. */
  readonly lastUpdatedBy?: string | null;
  /** Instant of creation, ISO 8601. */
  readonly created?: string | null;
  readonly createdBy?: string | null;
}

export const metadataField: ObjectField = {
  kind: "object",
  doc: "Who made and last changed these settings, and when.",
  bookkeeping: true,
  fields: {
    lastUpdated: { kind: "text", doc: "Instant of the last change; the year 0001 means never." },
    lastUpdatedBy: { kind: "text", doc: "Person who made the last change.", dataClass: "person" },
    created: { kind: "text", doc: "Instant at which the settings were made." },
    createdBy: { kind: "text", doc: "Person who made the settings.", dataClass: "person" },
  },
};
