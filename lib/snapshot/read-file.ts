import { decodeSnapshot } from "./decode.js";
import { createFileError } from "./errors.js";
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
  throw createFileError({ action: "read", path, hint: pickHint(decoded.faults) }, decoded.faults.join("; "));
}

function pickHint(faults: readonly string[]): string {
  const isOf = (age: string) => faults.some((fault) => fault.startsWith(`$.version: written by ${age} `));
  if (isOf("a newer"))
    return "Update this program (`npm install --save-dev cdktf-fullstory@latest`), or remove the file and run `cdktf-fullstory snapshot update`.";
  if (isOf("an older"))
    return "Remove the file and run `cdktf-fullstory snapshot update`, which writes it anew from live settings.";
  return "Restore the file from version control, or remove it and run `cdktf-fullstory snapshot update`.";
}
