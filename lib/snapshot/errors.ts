import { type ErrorDetails, FullstoryError } from "../errors.js";

/** A snapshot file, or a file to be written, cannot be used. The message is one line and quotes no content. */
export class SnapshotError extends FullstoryError {
  static readonly code = "snapshot";
  readonly code = SnapshotError.code;
  /** Whether there is no such file at all. */
  readonly isMissing: boolean;

  constructor(
    message: string,
    { isMissing = false, ...details }: ErrorDetails & { readonly isMissing?: boolean },
  ) {
    super(message, details);
    this.isMissing = isMissing;
  }
}
