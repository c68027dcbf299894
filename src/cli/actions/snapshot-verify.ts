import { setImmediate as turnOfLoop } from "node:timers/promises";
import { pluralize } from "../../../lib/messages/index.js";
import { buildSnapshot, countDays, isStale, loadComparing } from "../../../lib/snapshot/index.js";
import { type ComparisonReport, isSame } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import {
  checkSameOrg,
  compareSnapshots,
  describeDifference,
  refuseLost,
  toFileSide,
  toLiveSide,
} from "./compare-snapshots.js";
import { deliverComparison } from "./deliver.js";
import { describeCompared, pickDecidingSlots } from "./pick-slots.js";
import { readLive } from "./read-live.js";
import { readNamedSnapshot, readSnapshotMaxAge, SNAPSHOT_FILE } from "./snapshot-files.js";
import { withWho } from "./who-changed.js";

export interface VerifyArguments {
  readonly file?: string;
  readonly documents?: readonly string[];
  readonly snapshotMaxAge?: string;
}

const SIDES = { before: "the snapshot", after: "live" } as const;

/** Compares live with the file, and writes nothing. */
export async function runSnapshotVerify(context: Context, given: VerifyArguments): Promise<ExitCode> {
  const { now } = context;
  const path = given.file ?? SNAPSHOT_FILE;
  const { age, maxAgeMs } = readSnapshotMaxAge(context, given.snapshotMaxAge);
  const file = readNamedSnapshot(context, path);
  // All that live has, also what the file lacks: a document that was deleted from the file must be missed.
  const wanted = pickDecidingSlots(context, given.documents);
  const [reading] = await Promise.all([readLive(context, wanted), preloadComparing()]);
  checkSameOrg(context, file, reading);
  refuseLost(file, reading.skipped);
  const live = buildSnapshot(reading);
  const documents = await withWho(context, compareSnapshots(file, live, wanted));
  const report: ComparisonReport = {
    command: "snapshot verify",
    at: now.toISOString(),
    headline: isSame(documents)
      ? `live is what the snapshot says, ${describeCompared(documents)}`
      : `live differs from the snapshot: ${describeDifference(documents, SIDES)}`,
    before: toFileSide(path, file),
    after: toLiveSide(live),
    documents,
    skipped: live.skipped,
    notes: isStale(file, now, maxAgeMs)
      ? [
          `The snapshot was verified ${pluralize(Math.abs(countDays(file, now)), "day")} from today, which is more than ${age}: run cdktf-fullstory snapshot update.`,
        ]
      : [],
  };
  return deliverComparison(context, report);
}

/** Loads the comparer while the requests are in flight. They have left after a turn of the event loop or two. */
async function preloadComparing(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
  loadComparing();
}
