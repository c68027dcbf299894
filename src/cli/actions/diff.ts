import { buildSnapshot, type Slot, type Snapshot } from "../../../lib/snapshot/index.js";
import { type ComparedSide, type ComparisonReport, isSame } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";
import {
  compareSnapshots,
  describeDifference,
  refuseLost,
  toFileSide,
  toLiveSide,
} from "./compare-snapshots.js";
import { deliverComparison } from "./deliver.js";
import { describeCompared, pickDecidingSlots } from "./pick-slots.js";
import { readLive } from "./read-live.js";
import { readNamedSnapshot, SNAPSHOT_FILE } from "./snapshot-files.js";
import { withWho } from "./who-changed.js";

export interface DiffArguments {
  readonly before?: string;
  readonly after?: string;
  readonly documents?: readonly string[];
}

interface Side {
  readonly shown: ComparedSide;
  readonly snapshot: Snapshot;
}

const LIVE = "live";

/** Tells what changed from one side to the other; each is `live` or a snapshot file. */
export async function runDiff(context: Context, given: DiffArguments): Promise<ExitCode> {
  const first = given.before ?? SNAPSHOT_FILE;
  const second = given.after ?? (first === LIVE ? SNAPSHOT_FILE : LIVE);
  if (first === LIVE && second === LIVE) {
    throw new UsageError("both sides are live, which says nothing", "Name a snapshot file for one of them.");
  }
  const chosen = pickDecidingSlots(context, given.documents);
  const [a, b] = [first, second].map((name) => (name === LIVE ? undefined : readSide(context, name)));
  // Live is asked for everything, also what the file lacks: a document that was deleted from it must be missed.
  const before = a ?? (await getLiveSide(context, b, chosen));
  const after = b ?? (await getLiveSide(context, a, chosen));
  const compared = compareSnapshots(before.snapshot, after.snapshot, chosen);
  const documents = second === LIVE ? await withWho(context, compared) : compared;
  if (documents.length === 0) {
    throw new UsageError(
      "neither side holds one of the documents asked for",
      "Name others with --documents.",
    );
  }
  const sides = { before: first, after: second };
  const [one, other] = [before.snapshot.org, after.snapshot.org];
  const orgs =
    one === undefined || other === undefined
      ? ["Whether the two sides are of one org is not known."]
      : one === other
        ? []
        : ["The two sides are of different orgs."];
  const report: ComparisonReport = {
    command: "diff",
    at: context.now.toISOString(),
    headline: isSame(documents)
      ? `no difference ${describeCompared(documents)}`
      : `the two sides differ: ${describeDifference(documents, sides)}`,
    before: before.shown,
    after: after.shown,
    documents,
    skipped: [...new Set([...before.snapshot.skipped, ...after.snapshot.skipped])],
    notes: orgs,
  };
  return deliverComparison(context, report);
}

function readSide(context: Context, path: string): Side {
  const snapshot = readNamedSnapshot(context, path);
  return { snapshot, shown: toFileSide(path, snapshot) };
}

async function getLiveSide(
  context: Context,
  other: Side | undefined,
  chosen: readonly Slot[],
): Promise<Side> {
  const reading = await readLive(context, chosen);
  if (other !== undefined) refuseLost(other.snapshot, reading.skipped);
  const snapshot = buildSnapshot(reading);
  return { snapshot, shown: toLiveSide(snapshot) };
}
