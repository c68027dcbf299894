import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { GateError } from "./error.js";
import { type GitOptions, git } from "./git.js";
import { evidenceIn, readEvidence } from "./stack-folder.js";

export interface BaselineOptions extends Omit<GitOptions, "cwd"> {
  readonly directory: string;
  /** Output folder of the app, or a folder of HCL. */
  readonly output: string;
  /** Whether evidence lies in that folder itself, and what lies below is of others. */
  readonly isFlat?: boolean;
}

/** Everything that the stacks are compared with. */
export async function readBaselines(
  names: readonly string[],
  options: BaselineOptions,
): Promise<readonly ReadBaseline[]> {
  const earlier: ReadBaseline[] = [];
  for (const name of names) earlier.push(await readBaseline(name, options));
  return earlier;
}

/** Earlier evidence, and what it was taken from. */
export interface ReadBaseline {
  /** A path, or a git reference with the commit that it was. */
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** A name after this is a git reference, whatever files there are. */
export const REFERENCE = "ref:";
/** A name that can only be a path. */
const PATH = /^(\.{1,2}[\\/]|[\\/]|[A-Za-z]:[\\/])/;

/**
 * Reads a file, a file at a git reference (`REF:path`), or the evidence of every stack of the output folder as it was
 * committed at a git reference. `ref:NAME` is a reference and `./NAME` a file. Another name is a file only where it
 * ends in `.json`: a pull request can add a file that is called like a reference.
 */
export async function readBaseline(given: string, options: BaselineOptions): Promise<ReadBaseline> {
  const { directory } = options;
  const isReference = given.startsWith(REFERENCE);
  const name = isReference ? given.slice(REFERENCE.length) : given;
  const file = (): ReadBaseline => ({
    name: given,
    evidence: [readEvidence(resolve(directory, name)).evidence],
  });
  const isFile = !isReference && existsSync(resolve(directory, name));
  if (isFile && PATH.test(name)) return file();
  const commit = isNameable(name) ? await commitOf(name, options, isFile) : undefined;
  if (isFile && commit !== undefined) throw ambiguous(name, "is a file, and a git reference too");
  if (isFile && !name.endsWith(".json"))
    throw ambiguous(name, "is a file that is called like a git reference, and there is no such reference");
  if (isFile) return file();
  if (commit === undefined) throw noSuch(given);
  const shown = `the git reference ${name} (commit ${commit.slice(0, 12)})`;
  return { name: shown, evidence: await atReference(name, commit, options) };
}

/** A reference cannot begin with a dash, so none is taken for an option. */
function isNameable(name: string): boolean {
  return name !== "" && !name.startsWith("-") && !/[\s\x00-\x1f\\]/.test(name);
}

/** The commit of `REF` or `REF:path`. Where a file is meant, git need not be there. */
async function commitOf(
  name: string,
  { directory, ...options }: BaselineOptions,
  isFile: boolean,
): Promise<string | undefined> {
  const [reference = ""] = name.split(":");
  if (reference === "") return undefined;
  const asked = git(["rev-parse", "--verify", "--quiet", `${reference}^{commit}`], {
    ...options,
    cwd: directory,
  });
  const commit = isFile ? await asked.catch(() => undefined) : await asked;
  return commit?.trim();
}

async function atReference(
  name: string,
  commit: string,
  { directory, output, isFlat, ...options }: BaselineOptions,
): Promise<readonly Evidence[]> {
  const inRepository = { ...options, cwd: directory };
  const blob = (path: string) => git(["cat-file", "blob", `${commit}:${path}`], inRepository);
  const colon = name.indexOf(":");
  if (colon >= 0) {
    const path = name.slice(colon + 1);
    const text = (/^[./]/.test(path) ? undefined : await blob(`./${path}`)) ?? (await blob(path));
    if (text === undefined) throw noSuch(name);
    return [evidenceIn(text, name).evidence];
  }
  const folder = relative(directory, resolve(directory, output)).split(sep).join("/") || ".";
  const listed = await git(["ls-tree", "-r", "-z", "--name-only", commit, "--", `${folder}/`], inRepository);
  const here = folder === "." ? EVIDENCE_FILE : `${folder}/${EVIDENCE_FILE}`;
  const paths = (listed ?? "")
    .split("\0")
    .filter((path) => path === here || (isFlat !== true && path.endsWith(`/${EVIDENCE_FILE}`)));
  if (paths.length === 0) {
    const hint = `Commit ${EVIDENCE_FILE} there, or name where it is: ${name}:path/to/${EVIDENCE_FILE}`;
    throw new GateError(`no evidence was committed below ${folder} at ${name}`, hint);
  }
  const found: Evidence[] = [];
  for (const path of paths) {
    const text = await blob(`./${path}`);
    if (text === undefined) throw noSuch(`${name}:${path}`);
    found.push(evidenceIn(text, `${name}:${path}`).evidence);
  }
  return found;
}

function shownName(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}

function ambiguous(name: string, why: string): GateError {
  return new GateError(
    `the baseline ${shownName(name)} ${why}`,
    `Write ./${name.slice(0, 200)} for the file, or ${REFERENCE}${name.slice(0, 200)} for the git reference.`,
  );
}

function noSuch(name: string): GateError {
  return new GateError(
    `the baseline ${shownName(name)} is neither a file nor a git reference`,
    "Name an evidence file, a git reference at which one was committed (ref:NAME), or both: ref:NAME:path.",
  );
}
