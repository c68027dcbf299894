import { endpoints } from "../../../lib/settings/index.js";
import { findDocument, listChanges, type Slot, type Snapshot, slots } from "../../../lib/snapshot/index.js";
import {
  type ComparedDocument,
  type ComparedSide,
  countChanges,
  describeChangeCounts,
} from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";

/** Compares two snapshots document by document. Documents that neither has, or that are not chosen, are left out. */
export function compareSnapshots(
  before: Snapshot,
  after: Snapshot,
  chosen: readonly Slot[] = slots,
): readonly ComparedDocument[] {
  return chosen.flatMap((slot): ComparedDocument[] => {
    const old = findDocument(before.documents, slot);
    const now = findDocument(after.documents, slot);
    if (old === undefined && now === undefined) return [];
    if (old === undefined) return [{ name: slot.name, changes: [], onlyIn: "after" }];
    if (now === undefined) return [{ name: slot.name, changes: [], onlyIn: "before" }];
    return [{ name: slot.name, changes: listChanges(endpoints[slot.endpoint], { before: old, after: now }) }];
  });
}

/** What a snapshot has cannot be compared once the host answers that there is no such thing. */
export function refuseLost(snapshot: Snapshot, skippedLive: readonly string[]): void {
  const lost = slots.filter(
    (slot) => skippedLive.includes(slot.name) && findDocument(snapshot.documents, slot) !== undefined,
  );
  if (lost.length === 0) return;
  const names = lost.map(({ name }) => name).join(", ");
  throw new UsageError(
    `live has no ${names} (404), which the snapshot holds: it could not be compared`,
    "If the org's plan no longer includes it, run `cdktf-fullstory snapshot update`.",
  );
}

/** What differs, by counts, and the documents that one side lacks, by name. */
export function describeDifference(
  documents: readonly ComparedDocument[],
  sides: Readonly<Record<"before" | "after", string>>,
): string {
  const lacking = (["before", "after"] as const).flatMap((side) => {
    const names = documents.filter(({ onlyIn }) => onlyIn !== undefined && onlyIn !== side);
    return names.length === 0 ? [] : [`${names.map(({ name }) => name).join(", ")} not in ${sides[side]}`];
  });
  const counts = describeChangeCounts(countChanges(documents));
  return lacking.length === 0 ? counts : `${counts} (${lacking.join("; ")})`;
}

/**
 * Refuses to compare two orgs. Where `GET /me` did not say whose settings are live, they are compared with a warning.
 *
 * @throws UsageError
 */
export function checkSameOrg(context: Context, file: Snapshot, live: Pick<Snapshot, "org">): void {
  if (file.org === live.org || file.org === undefined) return;
  if (live.org === undefined) {
    context.io.note(`warning: whether live is ${file.org}, as the file is, could not be confirmed`);
    return;
  }
  throw new UsageError(
    `wrong org: the key belongs to ${live.org}, and the file is of ${file.org}`,
    "Give the key of that org, or name another file.",
  );
}

const UNKNOWN = "org not known";

export function toFileSide(path: string, { org = UNKNOWN, host, verifiedAt }: Snapshot): ComparedSide {
  return { name: path, org, host, verifiedAt };
}

export function toLiveSide({ org = UNKNOWN, host }: Pick<Snapshot, "org" | "host">): ComparedSide {
  return { name: "live", org, host };
}
