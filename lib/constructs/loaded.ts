import type { FullstoryError } from "../errors.js";
import type { SettingsDocument } from "../settings/endpoints.js";

/** Where a document came from. */
export type LoadedSource =
  | { readonly kind: "live"; readonly host: string }
  | { readonly kind: "snapshot"; readonly path: string; readonly verifiedAt: string; readonly org?: string }
  | { readonly kind: "documents" };

/** A settings document that was read and decoded. */
export interface LoadedDocument {
  readonly ok: true;
  readonly document: SettingsDocument;
  /** Paths of keys that nobody documents. */
  readonly unknownKeys: readonly string[];
  /** When the request was sent, or the file was read: an ISO 8601 instant in whole seconds. */
  readonly fetchedAt: string;
  readonly attempts: number;
  readonly source: LoadedSource;
}

export interface UnreadDocument {
  readonly ok: false;
  readonly error: FullstoryError;
}

export type Load = LoadedDocument | UnreadDocument;
