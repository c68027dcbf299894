import type { SettingsDocument } from "../../../lib/settings/index.js";

/** Where settings came from. */
export type ReadFrom =
  | { readonly kind: "live" }
  | {
      readonly kind: "snapshot";
      readonly path: string;
      readonly verifiedAt: string;
      readonly includesNotes?: boolean;
    };

/** What every answer carries beside what it says. */
export interface Read {
  /** When the request was sent, or the file was read: an ISO 8601 instant in whole seconds. */
  readonly readAt: string;
  readonly from: ReadFrom;
}

/** A settings document, or one version of it. */
export interface DecodedSettings {
  readonly document: SettingsDocument;
  /** Paths of keys that nobody documents. */
  readonly unknownKeys: readonly string[];
}

export interface LoadedSettings extends Read, DecodedSettings {}

export interface LoadedHistory extends Read {
  readonly versions: readonly DecodedSettings[];
  /** Whether it was read to its first version, or back to the one that was in force at `since`. */
  readonly complete: boolean;
}
