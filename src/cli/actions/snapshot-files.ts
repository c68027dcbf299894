import { readMaxAge } from "../../../lib/expectations/index.js";
import {
  decodeSnapshot,
  readRegularFile,
  readSnapshotFile,
  type Snapshot,
  SnapshotError,
} from "../../../lib/snapshot/index.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";

export const SNAPSHOT_FILE = "fullstory.snapshot.json";

/** How old a snapshot may be: as it was written, and in milliseconds. `off` is without end. */
export function readSnapshotMaxAge(
  { settings }: Context,
  given: string | undefined,
): { readonly age: string; readonly maxAgeMs: number } {
  const age = given ?? settings.config.snapshotMaxAge ?? "14d";
  const seconds = readMaxAge(age);
  if (seconds === undefined) {
    throw new UsageError(
      "--snapshot-max-age must be a length of time",
      'Write it like "90s", "30m", "12h" or "14d" (at most ten years), or "off".',
    );
  }
  return { age, maxAgeMs: seconds === "off" ? Number.POSITIVE_INFINITY : seconds * 1_000 };
}

/** Reads a snapshot that somebody named on the command line, which may lie anywhere. */
export function readNamedSnapshot({ directory }: Context, path: string): Snapshot {
  return readSnapshotFile(path, { directory, anywhere: true });
}

/** The snapshot with its very bytes; `undefined` where there is no such file yet. */
export function findSnapshotText(
  context: Context,
  path: string,
): { readonly snapshot: Snapshot; readonly text: string } | undefined {
  try {
    const options = { directory: context.directory, anywhere: true };
    const text = readRegularFile(path, options);
    const decoded = decodeSnapshot(text);
    return { snapshot: decoded.ok ? decoded.value : readSnapshotFile(path, options), text };
  } catch (error) {
    if (error instanceof SnapshotError && error.isMissing) return undefined;
    throw error;
  }
}
