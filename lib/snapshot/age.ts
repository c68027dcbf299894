import type { Snapshot } from "./snapshot.js";

const DAY_MS = 86_400_000;

/** Whole UTC days since the snapshot was last seen to be live; negative when that day is still to come. */
export function countDays(snapshot: Pick<Snapshot, "verifiedAt">, now: Date): number {
  return Math.floor(now.getTime() / DAY_MS) - Date.parse(snapshot.verifiedAt) / DAY_MS;
}

/** Whether the snapshot is too old at `now`. A snapshot of a later day than `now` is not believed either. */
export function isStale(snapshot: Pick<Snapshot, "verifiedAt">, now: Date, maxAgeMs: number): boolean {
  const days = countDays(snapshot, now);
  return days < 0 || now.getTime() - Date.parse(snapshot.verifiedAt) > maxAgeMs;
}

/** Whether the day in the file is worth writing anew although nothing changed: past a quarter of the allowed age. */
export function isDueForRenewal(
  snapshot: Pick<Snapshot, "verifiedAt">,
  now: Date,
  maxAgeMs: number,
): boolean {
  const days = countDays(snapshot, now);
  return days < 0 || days * DAY_MS > maxAgeMs / 4;
}
