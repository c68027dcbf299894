import type {
  PlatformEndpointName,
  SettingsDocument,
  SettingsDocuments,
} from "../settings/endpoints/endpoints.js";
import type { EndpointName } from "../settings/model/endpoint.js";
import type { Slot } from "./slots.js";

/** Settings documents of one org by endpoint, and where an endpoint has both by platform. */
export type OrgDocuments = {
  readonly [Name in EndpointName]?: Name extends PlatformEndpointName
    ? ByPlatform<SettingsDocuments[Name]>
    : SettingsDocuments[Name];
};

export interface ByPlatform<T> {
  readonly web?: T;
  readonly mobile?: T;
}

/** The version of the format that is written, and the newest that is read. */
export const SNAPSHOT_VERSION = 1;

/** What a snapshot file holds. In its documents identifiers and persons are digests, `sha256:` and 64 digits. */
export interface Snapshot {
  readonly version: typeof SNAPSHOT_VERSION;
  /** Absent where the host did not say whose settings they are. */
  readonly org?: string;
  /** The host that answered, for example `api.fullstory.com`. */
  readonly host: string;
  /** The UTC day on which the documents were last seen to be live, `2026-11-20`. */
  readonly verifiedAt: string;
  /** Whether notes and labels, the org's own free text, were written. Where not, their absence says nothing. */
  readonly includesNotes?: boolean;
  readonly documents: OrgDocuments;
  /** Names of documents that the org's plan does not include, for example `targeting` or `features.mobile`. */
  readonly skipped: readonly string[];
}

/** The document in its place, if it is there. */
export function findDocument(documents: OrgDocuments, slot: Slot): SettingsDocument | undefined {
  const part = documents[slot.endpoint];
  // The endpoint table decides: a slot has a platform exactly where its endpoint holds one document for each.
  if (slot.platform === undefined) return part as SettingsDocument | undefined;
  return (part as ByPlatform<SettingsDocument> | undefined)?.[slot.platform];
}

/** Puts documents in their places. */
export function toDocuments(
  entries: Iterable<{ readonly slot: Slot; readonly document: SettingsDocument }>,
): OrgDocuments {
  const documents: Record<string, object> = {};
  for (const { slot, document } of entries) {
    documents[slot.endpoint] =
      slot.platform === undefined ? document : { ...documents[slot.endpoint], [slot.platform]: document };
  }
  return documents;
}
