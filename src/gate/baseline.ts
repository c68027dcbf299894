import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { GateError } from "./error.js";
import { type GitOptions, git } from "./git.js";
import { evidenceIn, readEvidence } from "./stack-folder.js";

export interface BaselineOptions extends Omit<GitOptions, "cwd"> {
  readonly directory: string;
  /** Output folder of the app. */
  readonly output: string;
}

/**
 * Earlier evidence: of a file, of `REF:path`, or of every stack of the output folder as it was committed at a git
 * reference.
 */
export async function readBaseline(name: string, options: BaselineOptions): Promise<readonly Evidence[]> {
  const { directory, output } = options;
  if (existsSync(resolve(directory, name))) return [readEvidence(resolve(directory, name)).evidence];
  // A reference cannot begin with a dash, so none is taken for an option.
  if (name.startsWith("-") || /[\s\x00-\x1f\\]/.test(name) || name === "") throw noSuch(name);
  const inRepository = { ...options, cwd: directory };
  if (name.includes(":")) {
    const text = await git(["cat-file", "blob", name.replace(/:(?=[^./])/, ":./")], inRepository);
    const whole = text ?? (await git(["cat-file", "blob", name], inRepository));
    if (whole === undefined) throw noSuch(name);
    return [evidenceIn(whole, name).evidence];
  }
  if ((await git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], inRepository)) === undefined)
    throw noSuch(name);
  const folder = relative(directory, resolve(directory, output)).split(sep).join("/") || ".";
  const listed = await git(["ls-tree", "-r", "-z", "--name-only", name, "--", `${folder}/`], inRepository);
  const paths = (listed ?? "").split("\0").filter((path) => path.endsWith(`/${EVIDENCE_FILE}`));
  if (paths.length === 0) {
    const hint = `Commit ${EVIDENCE_FILE} of each stack, or name where it is: ${name}:path/to/${EVIDENCE_FILE}`;
    throw new GateError(`no evidence was committed below ${folder} at ${name}`, hint);
  }
  const found: Evidence[] = [];
  for (const path of paths) {
    const text = await git(["cat-file", "blob", `${name}:./${path}`], inRepository);
    if (text !== undefined) found.push(evidenceIn(text, `${name}:${path}`).evidence);
  }
  return found;
}

function noSuch(name: string): GateError {
  return new GateError(
    `the baseline ${JSON.stringify(name.slice(0, 200))} is neither a file nor a git reference`,
    "Name an evidence file, a git reference at which one was committed, or both: REF:path.",
  );
}
