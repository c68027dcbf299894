import { omitUndefined } from "../omit-undefined.js";
import { endpoints } from "../settings/endpoints/endpoints.js";
import { bareObject, type Json } from "../settings/model/json.js";
import { isDueForRenewal } from "./age.js";
import { withoutBookkeeping } from "./bookkeeping.js";
import { encodeSnapshot, slotsIn } from "./encode.js";
import { jsonText } from "./json-text.js";
import type { Snapshot } from "./snapshot.js";
import { rewrittenForm } from "./stored-form.js";

/** Why a snapshot file is written, or that it is not. */
export type UpdateReason = "new" | "settings" | "form" | "renewal" | "unchanged";

/**
 * Whether the file must be written: settings, org or host changed, the text is not in the one form that is written,
 * or its day is past a quarter of the allowed age. When and by whom settings were changed are no settings.
 */
export function updateReason(
  before: { readonly snapshot: Snapshot; readonly text: string } | undefined,
  next: Snapshot,
  { now, maxAgeMs }: { readonly now: Date; readonly maxAgeMs: number },
): UpdateReason {
  if (before === undefined) return "new";
  if (essence(before.snapshot) !== essence(next)) return "settings";
  if (encodeSnapshot(before.snapshot) !== before.text) return "form";
  return isDueForRenewal(before.snapshot, now, maxAgeMs) ? "renewal" : "unchanged";
}

/** All that makes two snapshots differ in their settings. */
function essence(snapshot: Snapshot): string {
  const documents = bareObject<Json>();
  for (const { slot, document } of slotsIn(snapshot.documents)) {
    const field = endpoints[slot.endpoint].document;
    documents[slot.name] = withoutBookkeeping(field, rewrittenForm({ document: field }, document));
  }
  const { org, host, skipped, includesNotes = false } = snapshot;
  return jsonText({
    ...omitUndefined({ org }),
    host,
    includesNotes,
    skipped: [...skipped].sort(),
    documents,
  });
}
