import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { runChild, withoutKey } from "../child/index.js";
import { pickNeeded } from "../terraform/index.js";
import { GateError } from "./error.js";
import { listSecrets, type PlanRequest } from "./request.js";
import { EVIDENCE_MAX_BYTES, parseEvidence, readEvidence } from "./stack-folder.js";

/** Where evidence was written. */
export interface EvidencePlace {
  /** Output folder of the app, or a folder of HCL. */
  readonly output: string;
  /** Whether evidence lies in that folder itself, and what lies below is of others. */
  readonly isFlat?: boolean;
}

/** Everything that the stacks are compared with. */
export async function readBaselines(
  request: PlanRequest,
  place: EvidencePlace,
): Promise<readonly ReadBaseline[]> {
  const { directory, env, signal, baselines } = request;
  const git = { cwd: directory, env: pickNeeded(env), secrets: listSecrets(request), signal };
  const earlier: ReadBaseline[] = [];
  for (const name of baselines) earlier.push(await readBaseline(name, { ...place, ...git }));
  return earlier;
}

interface BaselineOptions extends EvidencePlace, GitOptions {}

/** Earlier evidence, and what it was taken from. */
export interface ReadBaseline {
  /** A path, or a git reference with the commit that it was. */
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** A name after this is a git reference, whatever files there are. */
const REFERENCE = "ref:";
/** A name that can only be a path. */
const PATH = /^(\.{1,2}[\\/]|[\\/]|[A-Za-z]:[\\/])/;

/**
 * Reads a file, a file at a git reference (`REF:path`), or the evidence of every stack of the output folder as it was
 * committed at a git reference. `ref:NAME` is a reference and `./NAME` a file. Another name is a file only where it
 * ends in `.json`: a pull request can add a file that is called like a reference.
 */
async function readBaseline(given: string, options: BaselineOptions): Promise<ReadBaseline> {
  const { cwd } = options;
  const isReference = given.startsWith(REFERENCE);
  const name = isReference ? given.slice(REFERENCE.length) : given;
  const readFile = (): ReadBaseline => ({
    name: given,
    evidence: [readEvidence(resolve(cwd, name)).evidence],
  });
  const isFile = !isReference && existsSync(resolve(cwd, name));
  if (isFile && PATH.test(name)) return readFile();
  const commit = isNameable(name) ? await findCommit(name, options, isFile) : undefined;
  if (isFile && commit !== undefined) throw createAmbiguousError(name, "is a file, and a git reference too");
  if (isFile && !name.endsWith(".json"))
    throw createAmbiguousError(
      name,
      "is a file that is called like a git reference, and there is no such reference",
    );
  if (isFile) return readFile();
  if (commit === undefined) throw createNoSuchError(given);
  const shown = `the git reference ${name} (commit ${commit.slice(0, 12)})`;
  return { name: shown, evidence: await readAtReference(name, commit, options) };
}

/** A reference cannot begin with a dash, so none is taken for an option. */
function isNameable(name: string): boolean {
  return name !== "" && !name.startsWith("-") && !/[\s\x00-\x1f\\]/.test(name);
}

/** The commit of `REF` or `REF:path`. Where a file is meant, git need not be there. */
async function findCommit(name: string, options: GitOptions, isFile: boolean): Promise<string | undefined> {
  const [reference = ""] = name.split(":");
  if (reference === "") return undefined;
  const asked = runGit(["rev-parse", "--verify", "--quiet", `${reference}^{commit}`], options);
  const commit = isFile ? await asked.catch(() => undefined) : await asked;
  return commit?.trim();
}

async function readAtReference(
  name: string,
  commit: string,
  options: BaselineOptions,
): Promise<readonly Evidence[]> {
  const { cwd, output, isFlat } = options;
  const readBlob = (path: string) => runGit(["cat-file", "blob", `${commit}:${path}`], options);
  const colon = name.indexOf(":");
  if (colon >= 0) {
    const path = name.slice(colon + 1);
    const text = (/^[./]/.test(path) ? undefined : await readBlob(`./${path}`)) ?? (await readBlob(path));
    if (text === undefined) throw createNoSuchError(name);
    return [parseEvidence(text, name).evidence];
  }
  const folder = relative(cwd, resolve(cwd, output)).split(sep).join("/") || ".";
  const listed = await runGit(["ls-tree", "-r", "-z", "--name-only", commit, "--", `${folder}/`], options);
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
    const text = await readBlob(`./${path}`);
    if (text === undefined) throw createNoSuchError(`${name}:${path}`);
    found.push(parseEvidence(text, `${name}:${path}`).evidence);
  }
  return found;
}

function showName(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}

function createAmbiguousError(name: string, why: string): GateError {
  return new GateError(
    `the baseline ${showName(name)} ${why}`,
    `Write ./${name.slice(0, 200)} for the file, or ${REFERENCE}${name.slice(0, 200)} for the git reference.`,
  );
}

function createNoSuchError(name: string): GateError {
  return new GateError(
    `the baseline ${showName(name)} is neither a file nor a git reference`,
    "Name an evidence file, a git reference at which one was committed (ref:NAME), or both: ref:NAME:path.",
  );
}

interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

const KILL_AFTER_MS = 5_000;
const UNATTENDED = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };

/**
 * What a git command prints; `undefined` where it fails. It is started without a shell and without the key, reads
 * objects only, and runs no hook, filter or pager.
 */
async function runGit(
  args: readonly string[],
  { cwd, env, secrets, signal }: GitOptions,
): Promise<string | undefined> {
  const outcome = await runChild("git", ["--no-pager", ...args], {
    cwd,
    env: withoutKey({ ...env, ...UNATTENDED }, secrets),
    signal,
    killAfterMs: KILL_AFTER_MS,
    output: { maxBytes: EVIDENCE_MAX_BYTES, beyond: "end" },
  });
  switch (outcome.kind) {
    case "ended":
      return outcome.exitCode === 0 ? outcome.stdout : undefined;
    case "too much output":
      throw new GateError("the baseline has more than 64 MiB", "Name another git reference, or a file.");
    case "interrupted":
      throw new GateError("git was interrupted", "Run it again.");
    case "killed":
    case "not started": {
      const why = outcome.kind === "killed" ? `it was killed by ${outcome.by}` : outcome.why;
      throw new GateError(`git cannot be run: ${why}`, "Install git, or give --baseline a file.");
    }
  }
}
