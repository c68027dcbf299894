import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createFileError, toFileError } from "./errors.js";

const HINT = "Nothing was written. Name a regular file, or none yet, in a directory that can be written.";

/** A file in the making. The old one stays as it is until `commit`, and for good after `abandon`. */
export interface AtomicFile {
  write(text: string): void;
  /** Puts the new file in the place of the old one. */
  commit(): void;
  /** Removes what was written so far. Does nothing after `commit`. */
  abandon(): void;
}

/**
 * Writes a file whole or not at all: under a random name beside it, flushed to disk, then renamed.
 *
 * @throws SnapshotError: the old file is untouched, and nothing else is left behind
 */
export function writeFileAtomically(path: string, text: string): void {
  const file = openAtomicFile(path);
  try {
    file.write(text);
    file.commit();
  } finally {
    file.abandon();
  }
}

/**
 * The same for text that comes in pieces.
 *
 * @throws SnapshotError when the path is a symbolic link, or is there and no regular file that may be written
 */
export function openAtomicFile(path: string): AtomicFile {
  const target = resolve(path);
  return runGuarded(path, () => {
    const before = findStats(target);
    if (before?.isSymbolicLink())
      throw createFileError({ action: "write", path, hint: HINT }, "it is a symbolic link");
    if (before !== undefined && !before.isFile())
      throw createFileError({ action: "write", path, hint: HINT }, "it is not a regular file");
    if (before !== undefined) accessSync(target, constants.W_OK);
    return new Temporary(path, target, before?.mode);
  });
}

class Temporary implements AtomicFile {
  private readonly name: string;
  private opened: number | undefined;

  constructor(
    private readonly path: string,
    private readonly target: string,
    mode: number | undefined,
  ) {
    this.name = join(
      dirname(target),
      `.${basename(target).slice(0, 100)}.${randomBytes(9).toString("hex")}.tmp`,
    );
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    this.opened = openSync(this.name, flags, 0o666);
    if (mode !== undefined)
      runGuarded(
        path,
        () => fchmodSync(this.getFd(), mode & 0o777),
        () => this.abandon(),
      );
  }

  write(text: string): void {
    const length = Buffer.byteLength(text);
    runGuarded(this.path, () => {
      // As text, because a buffer stays until the next collection. A write may stop short of the end.
      for (let at = writeSync(this.getFd(), text); at < length; )
        at += writeSync(this.getFd(), Buffer.from(text), at);
    });
  }

  commit(): void {
    runGuarded(this.path, () => {
      fsyncSync(this.getFd());
      // Checked again right before the rename, because rename would replace a link that was made meanwhile.
      if (findStats(this.target)?.isSymbolicLink())
        throw createFileError({ action: "write", path: this.path, hint: HINT }, "it is a symbolic link");
      renameSync(this.name, this.target);
      const opened = this.getFd();
      this.opened = undefined;
      closeSync(opened);
    });
    syncDirectory(dirname(this.target));
  }

  abandon(): void {
    if (this.opened === undefined) return;
    const opened = this.opened;
    this.opened = undefined;
    closeSync(opened);
    unlinkSync(this.name);
  }

  private getFd(): number {
    if (this.opened === undefined) throw new TypeError("this file was committed or abandoned");
    return this.opened;
  }
}

function findStats(target: string): Stats | undefined {
  return lstatSync(target, { throwIfNoEntry: false });
}

/**
 * Flushes the directory, so that the new name survives a power cut. Some file systems cannot do that; the file is in
 * place all the same.
 */
function syncDirectory(directory: string): void {
  let opened: number | undefined;
  try {
    opened = openSync(directory, constants.O_RDONLY);
    fsyncSync(opened);
  } catch {
    // A fault here changes nothing: the rename is done.
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function runGuarded<T>(path: string, act: () => T, undo?: () => void): T {
  try {
    return act();
  } catch (error) {
    undo?.();
    throw toFileError({ action: "write", path, hint: HINT }, error);
  }
}
