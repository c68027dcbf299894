import {
  decodeSnapshot,
  readRegularFile,
  readSnapshotFile,
  type Snapshot,
  SnapshotError,
} from "../../../lib/snapshot/index.js";
import type { Context } from "../context.js";

export const SNAPSHOT_FILE = "fullstory.snapshot.json";

/** Reads a snapshot that somebody named on the command line, which may lie anywhere. */
export function readNamedSnapshot({ directory }: Context, path: string): Snapshot {
  return readSnapshotFile(path, { directory, anywhere: true });
}

/** The snapshot with its very bytes; `undefined` where there is no such file yet. */
export function tryReadSnapshotText(
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
