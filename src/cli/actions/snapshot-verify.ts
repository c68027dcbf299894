import { setImmediate as turnOfLoop } from "node:timers/promises";
import { ageInDays, isStale, loadComparing, makeSnapshot } from "../../../lib/snapshot/index.js";
import {
  type ComparisonReport,
  countChanges,
  countsInWords,
  isSame,
} from "../../reports/comparison/model.js";
import { counted } from "../../reports/shared/shown.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { DEFAULT_SNAPSHOT_MAX_AGE, readMaxAgeMs } from "../max-age.js";
import {
  checkSameOrg,
  compareSnapshots,
  fileSide,
  liveSide,
  oneSidedInWords,
  refuseLost,
} from "./compare-snapshots.js";
import { withClient } from "./connect.js";
import { deliverComparison } from "./deliver.js";
import { readLive } from "./read-live.js";
import { comparedInWords, selectDecidingSlots } from "./select-slots.js";
import { readNamedSnapshot, SNAPSHOT_FILE } from "./snapshot-files.js";
import { withWho } from "./who-changed.js";

export interface VerifyArguments {
  readonly file?: string;
  readonly documents?: readonly string[];
  readonly snapshotMaxAge?: string;
}

const SIDES = { before: "the snapshot", after: "live" } as const;

/** Compares live with the file, and writes nothing. */
export async function verifySnapshot(context: Context, given: VerifyArguments): Promise<ExitCode> {
  const { settings, now } = context;
  const path = given.file ?? SNAPSHOT_FILE;
  const age = given.snapshotMaxAge ?? settings.config.snapshotMaxAge ?? DEFAULT_SNAPSHOT_MAX_AGE;
  const maxAgeMs = readMaxAgeMs("--snapshot-max-age", age);
  const file = readNamedSnapshot(context, path);
  // All that live has, also what the file lacks: a document that was deleted from the file must be missed.
  const wanted = selectDecidingSlots(context, given.documents);
  const [reading] = await withClient(context, (connection) =>
    Promise.all([readLive(context, connection, wanted), meanwhile()]),
  );
  checkSameOrg(context, file, reading);
  refuseLost(file, reading.skipped);
  const live = makeSnapshot(reading);
  const compared = compareSnapshots(file, live, wanted);
  const same = isSame(compared);
  const documents = same
    ? compared
    : await withClient(context, (connection) => withWho(context, connection, compared));
  const report: ComparisonReport = {
    command: "snapshot verify",
    at: context.now.toISOString(),
    headline: same
      ? `live is what the snapshot says, ${comparedInWords(documents)}`
      : `live differs from the snapshot: ${countsInWords(countChanges(documents))}${oneSidedInWords(documents, SIDES)}`,
    before: fileSide(path, file),
    after: liveSide(live),
    documents,
    skipped: live.skipped,
    notes: isStale(file, now, maxAgeMs)
      ? [
          `The snapshot was verified ${counted(Math.abs(ageInDays(file, now)), "day")} from today, which is more than ${age}: run cdktf-fullstory snapshot update.`,
        ]
      : [],
  };
  await deliverComparison(context, report);
  return same ? ExitCode.match : ExitCode.drift;
}

/** Loads the comparer while the requests are in flight. They have left after a turn of the event loop or two. */
async function meanwhile(): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
  loadComparing();
}
