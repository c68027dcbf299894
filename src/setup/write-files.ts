import { lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SetupError } from "./error.js";
import type { ReadProjectFile } from "./project.js";

/** A file that `init` would write. */
export interface PlannedFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What it is, in a few words. */
  readonly what: string;
}

/** A planned file beside what is there. */
export interface FileState {
  readonly file: PlannedFile;
  /** `new`: nothing is there. `same`: it says this already. `kept`: it says something else, and stays. */
  readonly state: "new" | "same" | "kept";
  /** What is there. */
  readonly found?: string;
}

/** Looks at what is there in place of each file. */
export function compareFiles(files: readonly PlannedFile[], read: ReadProjectFile): readonly FileState[] {
  return files.map((file) => {
    const found = read(file.path);
    if (found === undefined) return { file, state: "new" };
    return { file, state: found === file.text ? "same" : "kept", found };
  });
}

/**
 * Writes a file that is not there. One that came in the meantime stays, and so does everything outside of the folder.
 *
 * @throws SetupError
 */
export function writeNewFile(folder: string, { path, text }: PlannedFile): void {
  const target = join(folder, path);
  try {
    for (let parent = dirname(path); parent !== "."; parent = dirname(parent))
      if (lstatSync(join(folder, parent), { throwIfNoEntry: false })?.isSymbolicLink() === true)
        throw new SetupError(
          `${path} lies behind the link ${parent}, which is not followed`,
          "Write it yourself.",
        );
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { flag: "wx" });
  } catch (error) {
    if (error instanceof SetupError || !(error instanceof Error)) throw error;
    const code = "code" in error ? String(error.code) : error.name;
    throw new SetupError(
      `${path} cannot be written (${code})`,
      "See who may write here; what was written before it stays.",
    );
  }
}
