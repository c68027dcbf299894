import type { FullstoryError } from "../errors.js";

/** Where a document came from. */
export type DocumentSource =
  | { readonly kind: "live"; readonly host: string }
  | {
      readonly kind: "snapshot";
      readonly path: string;
      readonly verifiedAt: string;
      readonly org?: string;
      /** Whether notes and labels were written into it. @default false */
      readonly includesNotes?: boolean;
    }
  | { readonly kind: "documents" };

/** A settings document that was read and decoded. */
export interface LoadedDocument {
  readonly ok: true;
  /** A settings document, the versions of one, or the events of a session. */
  readonly document: object;
  /** Paths of keys that nobody documents. */
  readonly unknownKeys: readonly string[];
  /** When the request was sent, or the file was read: an ISO 8601 instant in whole seconds. */
  readonly fetchedAt: string;
  readonly attempts: number;
  readonly source: DocumentSource;
  /** Of a history: whether it was read to its end, or back to where it was needed. */
  readonly complete?: boolean;
}

export interface UnreadDocument {
  readonly ok: false;
  readonly error: FullstoryError;
}

export type Load = LoadedDocument | UnreadDocument;
