import { FullstoryError } from "../errors.js";

/** A snapshot file, or a file to be written, cannot be used. The message is one line and quotes no content. */
export class SnapshotError extends FullstoryError {
  readonly code = "snapshot";
}
