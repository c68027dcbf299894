import { omitUndefined } from "../omit-undefined.js";
import { decodeDocument } from "../settings/decode/decode-document.js";
import { endpoints, type SettingsDocument } from "../settings/endpoints/endpoints.js";
import { createBare, type Json, type JsonObject } from "../settings/model/json.js";
import { formatJson } from "./json-text.js";
import { type Slot, slots } from "./slots.js";
import { findDocument, type OrgDocuments, SNAPSHOT_VERSION, type Snapshot, toDocuments } from "./snapshot.js";
import { rewriteStoredForm, type StoreOptions, toStoredForm } from "./stored-form.js";

/** What was read from an org. */
export interface Reading {
  readonly org?: string;
  readonly host: string;
  /** When it was read. */
  readonly at: Date;
  readonly documents: OrgDocuments;
  readonly skipped?: readonly string[];
}

/** A snapshot of live documents: nothing is left in it that may not be in a file. */
export function buildSnapshot(reading: Reading, options: StoreOptions = {}): Snapshot {
  const entries = listSlots(reading.documents).map(({ slot, document }) => ({
    slot,
    document: decodeAgain(slot, toStoredForm(endpoints[slot.endpoint], document, options)),
  }));
  return {
    version: SNAPSHOT_VERSION,
    ...omitUndefined({ org: reading.org }),
    host: reading.host,
    verifiedAt: formatDay(reading.at),
    ...(options.includeNotes === true ? { includesNotes: true } : {}),
    documents: toDocuments(entries),
    skipped: [...(reading.skipped ?? [])].sort(),
  };
}

/** The file's text: the same snapshot always gives the same bytes. */
export function encodeSnapshot(snapshot: Snapshot): string {
  const documents = createBare<Json>();
  for (const { slot, document } of listSlots(snapshot.documents)) {
    const form = rewriteStoredForm(endpoints[slot.endpoint], document);
    if (slot.platform === undefined) documents[slot.endpoint] = form;
    else documents[slot.endpoint] = { ...(documents[slot.endpoint] as JsonObject), [slot.platform]: form };
  }
  const { version, org, host, verifiedAt, skipped, includesNotes } = snapshot;
  const notes = includesNotes === true ? { includesNotes } : {};
  const whole = { version, ...omitUndefined({ org }), host, verifiedAt, ...notes, documents };
  return `${formatJson(skipped.length === 0 ? whole : { ...whole, skipped: [...skipped].sort() })}\n`;
}

/** The documents that are there, in the order of the endpoint table. */
export function listSlots(documents: OrgDocuments): readonly { slot: Slot; document: SettingsDocument }[] {
  return slots.flatMap((slot) => {
    const document = findDocument(documents, slot);
    return document === undefined ? [] : [{ slot, document }];
  });
}

/** The UTC day of an instant, `2026-11-20`. */
export function formatDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Keys that nobody documents are kept aside again, as in every decoded document. */
function decodeAgain(slot: Slot, form: JsonObject): SettingsDocument {
  const decoded = decodeDocument(slot.endpoint, form);
  if (!decoded.ok) throw new TypeError(`a stored ${slot.name} document cannot be read back`);
  return decoded.value;
}
