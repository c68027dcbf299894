import { decodeSnapshot } from "./decode.js";
import { fileError } from "./file-fault.js";
import { type ReadFileOptions, readRegularFile } from "./regular-file.js";
import type { Snapshot } from "./snapshot.js";

/**
 * Reads and decodes a snapshot file.
 *
 * @throws SnapshotError in one line that quotes nothing of the file
 */
export function readSnapshotFile(path: string, options: ReadFileOptions = {}): Snapshot {
  const decoded = decodeSnapshot(readRegularFile(path, options));
  if (decoded.ok) return decoded.value;
  throw fileError(
    "read",
    path,
    decoded.faults.join("; "),
    decoded.faults.some((fault) => fault.startsWith("$.version: written by a newer"))
      ? "Update cdktf-fullstory, or write the file anew with `cdktf-fullstory snapshot update`."
      : "Restore the file from version control, or remove it and run `cdktf-fullstory snapshot update`.",
  );
}
