import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { decodeEvidence, EVIDENCE_FILE, type Evidence } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { GateError } from "./error.js";
import type { Problem } from "./gate-report.js";
import { asTree, type Tree } from "./terraform-json.js";

export const EVIDENCE_MAX_BYTES = 64 * 1024 * 1024;
const TERRAFORM_MAX_BYTES = 256 * 1024 * 1024;

/** What lies in the folder of one stack. */
export interface StackFolder {
  readonly stack: string;
  readonly dir: string;
  /** Path of its Terraform JSON. */
  readonly file: string;
  /** Absent where there is none. */
  readonly terraform?: Tree;
  readonly evidence?: ReadEvidence;
  readonly problems: readonly Problem[];
}

export interface ReadEvidence {
  readonly evidence: Evidence;
  readonly digest: string;
}

/** The stacks of an output folder: those of its manifest, and after a failed synthesis those that left evidence. */
export function stacksIn(
  output: string,
  afterFailure: boolean,
): readonly { stack: string; dir: string; file: string }[] {
  const folder = join(output, "stacks");
  if (afterFailure) {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .filter((name) => existsSync(join(folder, name, EVIDENCE_FILE)))
      .map((stack) => ({ stack, dir: join(folder, stack), file: join(folder, stack, "cdk.tf.json") }));
  }
  const manifest = join(output, "manifest.json");
  if (!existsSync(manifest)) {
    throw new GateError(
      `there is no manifest.json in ${output}`,
      "Name the folder that the app writes with --from, or let its app write to the output folder of cdktf.json.",
    );
  }
  const { stacks } = asTree(parsed(manifest));
  return Object.entries(asTree(stacks)).map(([stack, entry]) => {
    const { workingDirectory, synthesizedStackPath } = asTree(entry);
    const dir = inside(output, workingDirectory);
    return { stack, dir, file: inside(output, synthesizedStackPath) };
  });
}

/** A path of the manifest, which must not lead out of the folder that it describes. */
function inside(output: string, path: unknown): string {
  const whole = resolve(output, typeof path === "string" ? path : "");
  if (typeof path === "string" && whole.startsWith(resolve(output) + sep)) return whole;
  throw new GateError(`the manifest of ${output} names a path outside of it`, "Synthesize again.");
}

export function readStackFolder({
  stack,
  dir,
  file,
}: {
  stack: string;
  dir: string;
  file: string;
}): StackFolder {
  const problems: Problem[] = [];
  const bad = (headline: string, details: readonly string[] = []) =>
    problems.push({ kind: "bad evidence", headline, details: [...details, "hint: synthesize again"] });
  const text = existsSync(file) ? readRegularFile(file, { maxBytes: TERRAFORM_MAX_BYTES }) : undefined;
  let terraform: Tree | undefined;
  if (text !== undefined) {
    terraform = asTree(parsed(file, text));
  }
  const path = join(dir, EVIDENCE_FILE);
  const evidence = existsSync(path) ? readEvidence(path) : undefined;
  if (evidence !== undefined) {
    const { stack: named, terraformJsonSha256, outcome } = evidence.evidence;
    if (named !== stack) bad(`the evidence of ${stack} is that of another stack`);
    const digest = text === undefined ? undefined : createHash("sha256").update(text).digest("hex");
    if (outcome !== "error" && terraformJsonSha256 !== digest) {
      bad(`the evidence of ${stack} belongs to another cdk.tf.json`, [
        `recorded ${terraformJsonSha256 ?? "nothing"}`,
        `found    ${digest ?? "no file"}`,
      ]);
    }
  }
  return { stack, dir, file, ...omitUndefined({ terraform, evidence }), problems };
}

const HINTS = {
  newer: "Update this program: `npm install --save-dev cdktf-fullstory@latest`.",
  older:
    "Write it anew with this version: run `npx cdktf synth` (for a baseline: at its commit, with this version installed).",
  this: "Synthesize again: evidence is written beside the stack's cdk.tf.json.",
};

/** @throws GateError, SnapshotError one line that quotes nothing of the file */
export function readEvidence(path: string): ReadEvidence {
  const text = readRegularFile(resolve(path), { maxBytes: EVIDENCE_MAX_BYTES });
  return evidenceIn(text, path);
}

export function evidenceIn(text: string, path: string): ReadEvidence {
  const decoded = decodeEvidence(text);
  if (decoded.ok) {
    return { evidence: decoded.value, digest: createHash("sha256").update(text).digest("hex") };
  }
  const { faults, writtenBy } = decoded;
  const more = faults.length > 5 ? `; and ${faults.length - 5} more` : "";
  throw new GateError(
    `cannot read ${path} as evidence: ${faults.slice(0, 5).join("; ")}${more}`,
    HINTS[writtenBy ?? "this"],
  );
}

function parsed(file: string, text = readRegularFile(file, { maxBytes: TERRAFORM_MAX_BYTES })): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GateError(`${file} is not JSON, or cut short`, "Synthesize again.");
  }
}
