import { type ErrorDetails, FullstoryError } from "../errors.js";
import { sanitize } from "../messages/sanitize.js";

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

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is not a directory",
  EACCES: "no permission",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EISDIR: "it is a directory",
  ELOOP: "it is a symbolic link, or its path has too many of them",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  ENXIO: "it is not a regular file",
};

/** What was to be done with which file, and what to do where that failed. */
interface FileAction {
  readonly action: "read" | "write";
  readonly path: string;
  readonly hint: string;
}

/** The error for a file: one line that names the file and the reason, and nothing of what is in it. */
export function createFileError(
  { action, path, hint }: FileAction,
  why: string,
  isMissing = false,
): SnapshotError {
  const message = `cannot ${action} ${sanitize(path).slice(0, 300)}: ${why}`;
  return new SnapshotError(message, { hint, isMissing });
}

/** The same for what the file system threw. An error of ours stays what it is. */
export function toFileError(action: FileAction, error: unknown): SnapshotError {
  if (error instanceof SnapshotError) return error;
  const code = findErrorCode(error);
  const isMissing = code === "ENOENT";
  // A file that is written need not be there.
  if (isMissing && action.action === "write")
    return createFileError(action, "there is no such directory", true);
  return createFileError(action, REASONS[code] ?? code, isMissing);
}

/** The system's own word for what happened; nothing else of the error is shown. */
function findErrorCode(error: unknown): string {
  const code: unknown =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z0-9_]{1,40}$/.test(code) ? code : "an unknown fault";
}
