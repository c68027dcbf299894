import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { createFileError, toFileError } from "./errors.js";

export interface ReadFileOptions {
  /** Where a relative path starts. @default process.cwd() */
  readonly directory?: string;
  /**
   * Whether a relative path may lead out of the directory: for one that a person typed, never for one that stands in
   * a file. Symbolic links lead out as `..` does.
   * @default false
   */
  readonly anywhere?: boolean;
  /** @default 16777216 */
  readonly maxBytes?: number;
}

const MAX_BYTES = 16 * 1024 * 1024;
const HINT = "Name a regular file that can be read; `cdktf-fullstory snapshot update` writes a snapshot.";

/**
 * The text of a regular file. A directory, FIFO, device or socket is refused without waiting for it; so is a
 * relative path that leads out of the directory.
 *
 * @throws SnapshotError
 */
export function readRegularFile(path: string, options: ReadFileOptions = {}): string {
  const { directory = process.cwd(), anywhere = false, maxBytes = MAX_BYTES } = options;
  try {
    const file = realpathSync(resolve(directory, path));
    if (!anywhere && !isAbsolute(path) && leavesFolder(realpathSync(directory), file)) {
      throw createFileError(
        { action: "read", path, hint: "Give its absolute path." },
        "it lies outside of the working directory",
      );
    }
    return readOpened(file, path, maxBytes);
  } catch (error) {
    throw toFileError({ action: "read", path, hint: HINT }, error);
  }
}

function leavesFolder(directory: string, file: string): boolean {
  const way = relative(directory, file);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function readOpened(file: string, path: string, maxBytes: number): string {
  // Without O_NONBLOCK a FIFO would be waited for; the link was resolved, so a new one there is not followed.
  const opened = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    if (!fstatSync(opened).isFile())
      throw createFileError({ action: "read", path, hint: HINT }, "it is not a regular file");
    return decodeUtf8(readUpTo(opened, path, maxBytes), path);
  } finally {
    closeSync(opened);
  }
}

/** Counts what is read, not what the file said of its size. */
function readUpTo(opened: number, path: string, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readSync(opened, chunk);
    if (count === 0) return Buffer.concat(chunks);
    total += count;
    if (total > maxBytes)
      throw createFileError({ action: "read", path, hint: HINT }, `it has more than ${maxBytes} bytes`);
    chunks.push(chunk.subarray(0, count));
  }
}

function decodeUtf8(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw createFileError({ action: "read", path, hint: HINT }, "it is not UTF-8 text");
  }
}
