import { setImmediate as turnOfLoop } from "node:timers/promises";
import { plural } from "../../../lib/messages/index.js";
import { ageInDays, isStale, loadComparing, makeSnapshot } from "../../../lib/snapshot/index.js";
import { type ComparisonReport, isSame } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import {
  checkSameOrg,
  compareSnapshots,
  differenceInWords,
  fileSide,
  liveSide,
  refuseLost,
} from "./compare-snapshots.js";
import { deliverComparison } from "./deliver.js";
import { readLive } from "./read-live.js";
import { comparedInWords, selectDecidingSlots } from "./select-slots.js";
import { readNamedSnapshot, readSnapshotMaxAge, SNAPSHOT_FILE } from "./snapshot-files.js";
import { withWho } from "./who-changed.js";

export interface VerifyArguments {
  readonly file?: string;
  readonly documents?: readonly string[];
  readonly snapshotMaxAge?: string;
}

const SIDES = { before: "the snapshot", after: "live" } as const;

/** Compares live with the file, and writes nothing. */
export async function verifySnapshot(context: Context, given: VerifyArguments): Promise<ExitCode> {
  const { now } = context;
  const path = given.file ?? SNAPSHOT_FILE;
  const { age, maxAgeMs } = readSnapshotMaxAge(context, given.snapshotMaxAge);
  const file = readNamedSnapshot(context, path);
  // All that live has, also what the file lacks: a document that was deleted from the file must be missed.
  const wanted = selectDecidingSlots(context, given.documents);
  const [reading] = await Promise.all([readLive(context, wanted), meanwhile()]);
  checkSameOrg(context, file, reading);
  refuseLost(file, reading.skipped);
  const live = makeSnapshot(reading);
  const documents = await withWho(context, compareSnapshots(file, live, wanted));
  const report: ComparisonReport = {
    command: "snapshot verify",
    at: now.toISOString(),
    headline: isSame(documents)
      ? `live is what the snapshot says, ${comparedInWords(documents)}`
      : `live differs from the snapshot: ${differenceInWords(documents, SIDES)}`,
    before: fileSide(path, file),
    after: liveSide(live),
    documents,
    skipped: live.skipped,
    notes: isStale(file, now, maxAgeMs)
      ? [
          `The snapshot was verified ${plural(Math.abs(ageInDays(file, now)), "day")} from today, which is more than ${age}: run cdktf-fullstory snapshot update.`,
        ]
      : [],
  };
  return deliverComparison(context, report);
}

/** Loads the comparer while the requests are in flight. They have left after a turn of the event loop or two. */
async function meanwhile(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
  loadComparing();
}
