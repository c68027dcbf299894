import { omitUndefined } from "../omit-undefined.js";
import { endpoints } from "../settings/endpoints/endpoints.js";
import { createBare, type Json } from "../settings/model/json.js";
import { isDueForRenewal } from "./age.js";
import { withoutBookkeeping } from "./bookkeeping.js";
import { encodeSnapshot, listSlots } from "./encode.js";
import { formatJson } from "./json-text.js";
import type { Snapshot } from "./snapshot.js";
import { rewriteStoredForm } from "./stored-form.js";

/** Why a snapshot file is written, or that it is not. */
export type UpdateReason = "new" | "settings" | "form" | "renewal" | "unchanged";

/**
 * Whether the file must be written: settings, org or host changed, the text is not in the one form that is written,
 * or its day is past a quarter of the allowed age. When and by whom settings were changed are no settings.
 */
export function findUpdateReason(
  before: { readonly snapshot: Snapshot; readonly text: string } | undefined,
  next: Snapshot,
  { now, maxAgeMs }: { readonly now: Date; readonly maxAgeMs: number },
): UpdateReason {
  if (before === undefined) return "new";
  if (spellSettings(before.snapshot) !== spellSettings(next)) return "settings";
  if (encodeSnapshot(before.snapshot) !== before.text) return "form";
  return isDueForRenewal(before.snapshot, now, maxAgeMs) ? "renewal" : "unchanged";
}

/** All that makes two snapshots differ in their settings. */
function spellSettings(snapshot: Snapshot): string {
  const documents = createBare<Json>();
  for (const { slot, document } of listSlots(snapshot.documents)) {
    const field = endpoints[slot.endpoint].document;
    documents[slot.name] = withoutBookkeeping(field, rewriteStoredForm({ document: field }, document));
  }
  const { org, host, skipped, includesNotes = false } = snapshot;
  return formatJson({
    ...omitUndefined({ org }),
    host,
    includesNotes,
    skipped: [...skipped].sort(),
    documents,
  });
}
