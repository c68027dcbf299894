import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EVIDENCE_FILE } from "../../lib/evidence/index.js";

/**
 * What lay in an output folder before the app ran. A file that is still the same was not written by this run, however
 * recently an earlier one wrote it.
 */
export class EarlierFiles {
  readonly #states: ReadonlyMap<string, string | undefined>;

  constructor(output: string) {
    const stacks = join(output, "stacks");
    const names = existsSync(stacks) ? readdirSync(stacks) : [];
    const paths = [join(output, "manifest.json"), ...names.map((name) => join(stacks, name, EVIDENCE_FILE))];
    this.#states = new Map(paths.map((path) => [path, findState(path)]));
  }

  /** Whether the file is there and was written since. */
  isNew(path: string): boolean {
    const state = findState(path);
    return state !== undefined && state !== this.#states.get(path);
  }
}

function findState(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev} ${found.ino} ${found.mtimeNs}`;
}
