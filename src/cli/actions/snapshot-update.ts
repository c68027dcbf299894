import {
  buildSnapshot,
  encodeSnapshot,
  findUpdateReason,
  writeFileAtomically,
} from "../../../lib/snapshot/index.js";
import { type ComparisonReport, countChanges, describeChangeCounts } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";
import { checkSameOrg, compareSnapshots, toFileSide, toLiveSide } from "./compare-snapshots.js";
import { renderComparison } from "./deliver.js";
import { pickSlots } from "./pick-slots.js";
import { readLive } from "./read-live.js";
import { findSnapshotText, readSnapshotMaxAge, SNAPSHOT_FILE } from "./snapshot-files.js";

export interface UpdateArguments {
  readonly file?: string;
  readonly documents?: readonly string[];
  readonly snapshotMaxAge?: string;
  readonly includeNotes?: boolean;
  readonly maskAddresses?: boolean;
}

/** Writes the snapshot file anew where that is due, and tells what changed. */
export async function runSnapshotUpdate(context: Context, given: UpdateArguments): Promise<ExitCode> {
  const { settings, io, now } = context;
  if (given.file !== undefined && settings.out !== undefined) {
    throw new UsageError("the file is named twice, as argument and by --out", "Name it once.");
  }
  const path = given.file ?? settings.out ?? SNAPSHOT_FILE;
  const wanted = pickSlots(given.documents, settings);
  const { maxAgeMs } = readSnapshotMaxAge(context, given.snapshotMaxAge);
  // Before the network: a file that cannot be used is the fault to tell.
  const before = findSnapshotText(context, path);
  const reading = await readLive(context, wanted);
  if (before !== undefined) checkSameOrg(context, before.snapshot, reading);
  const { includeNotes = false, maskAddresses = settings.config.maskAddresses ?? false } = given;
  const next = buildSnapshot(reading, { includeNotes, maskAddresses });
  const reason = findUpdateReason(before, next, { now, maxAgeMs });
  const text = encodeSnapshot(reason === "unchanged" && before !== undefined ? before.snapshot : next);
  if (reason !== "unchanged" && !context.signal.aborted) writeFileAtomically(path, text);
  const documents = before === undefined ? [] : compareSnapshots(before.snapshot, next);
  const report: ComparisonReport = {
    command: "snapshot update",
    at: now.toISOString(),
    headline: headlines[reason](describeChangeCounts(countChanges(documents))),
    ...(before === undefined ? {} : { before: toFileSide(path, before.snapshot) }),
    after: before === undefined ? toFileSide(path, next) : toLiveSide(next),
    documents,
    skipped: next.skipped,
    notes: [],
  };
  await io.print(renderComparison(context, report));
  return ExitCode.match;
}

const headlines = {
  new: () => "the snapshot is written for the first time",
  settings: (counts: string) =>
    `the snapshot is written anew: ${counts === "" ? "what it holds changed" : counts}`,
  form: () => "the snapshot is written anew: the file was not in the form that is written",
  renewal: () => "the snapshot is written anew: nothing changed, and its day is renewed",
  unchanged: () => "nothing changed, and the snapshot stays as it is",
} as const;
