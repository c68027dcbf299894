import type { SettingsDocument } from "../../../lib/settings/index.js";
import type { Load } from "../../../lib/verdict/index.js";

type LoadedDocument = Extract<Load, { readonly ok: true }>;

/** What every answer carries beside what it says. */
export interface Read extends Pick<LoadedDocument, "ok" | "fetchedAt" | "attempts"> {
  readonly source: Exclude<LoadedDocument["source"], { readonly kind: "documents" }>;
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
}
