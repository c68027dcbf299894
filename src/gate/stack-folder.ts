import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import {
  decodeEvidence,
  EVIDENCE_FILE,
  type Evidence,
  type EvidenceDocument,
} from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { readRegularFile, writeFileAtomically } from "../../lib/snapshot/files.js";
import { asTree, type Tree } from "../terraform/index.js";
import { GateError } from "./error.js";
import type { Problem } from "./gate-report.js";

export const EVIDENCE_MAX_BYTES = 64 * 1024 * 1024;
const TERRAFORM_MAX_BYTES = 256 * 1024 * 1024;

/** Where a stack lies. */
interface StackPlace {
  readonly stack: string;
  readonly dir: string;
  /** Path of its Terraform JSON. */
  readonly file: string;
}

/** What lies in the folder of one stack. */
export interface StackFolder extends StackPlace {
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
export function listStacks(output: string, afterFailure: boolean): readonly StackPlace[] {
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
  const { stacks } = asTree(readJsonFile(manifest));
  return Object.entries(asTree(stacks)).map(([stack, entry]) => {
    const { workingDirectory, synthesizedStackPath } = asTree(entry);
    const dir = resolveInside(output, workingDirectory);
    return { stack, dir, file: resolveInside(output, synthesizedStackPath) };
  });
}

/** A path of the manifest, which must not lead out of the folder that it describes. */
function resolveInside(output: string, path: unknown): string {
  const whole = resolve(output, typeof path === "string" ? path : "");
  if (typeof path === "string" && whole.startsWith(resolve(output) + sep)) return whole;
  throw new GateError(`the manifest of ${output} names a path outside of it`, "Synthesize again.");
}

export function readStackFolder({ stack, dir, file }: StackPlace): StackFolder {
  const problems: Problem[] = [];
  const reportBad = (headline: string, details: readonly string[] = []) =>
    problems.push({ kind: "bad evidence", headline, details: [...details, "hint: synthesize again"] });
  const text = existsSync(file) ? readRegularFile(file, { maxBytes: TERRAFORM_MAX_BYTES }) : undefined;
  const terraform = text === undefined ? undefined : asTree(readJsonFile(file, text));
  const path = join(dir, EVIDENCE_FILE);
  const evidence = existsSync(path) ? readEvidence(path) : undefined;
  if (evidence !== undefined) {
    const { stack: named, terraformJsonSha256, outcome } = evidence.evidence;
    if (named !== stack) reportBad(`the evidence of ${stack} is that of another stack`);
    const digest = text === undefined ? undefined : hash(text);
    if (outcome !== "error" && terraformJsonSha256 !== digest) {
      reportBad(`the evidence of ${stack} belongs to another cdk.tf.json`, [
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
  return parseEvidence(text, path);
}

/** Writes evidence beside what it is of. Answers its SHA-256. */
export function writeEvidence(dir: string, evidence: Evidence): string {
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  writeFileAtomically(join(dir, EVIDENCE_FILE), text);
  return hash(text);
}

export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function parseEvidence(text: string, path: string): ReadEvidence {
  const decoded = decodeEvidence(text);
  if (decoded.ok) return { evidence: decoded.value, digest: hash(text) };
  const { faults, writtenBy } = decoded;
  const more = faults.length > 5 ? `; and ${faults.length - 5} more` : "";
  throw new GateError(
    `cannot read ${path} as evidence: ${faults.slice(0, 5).join("; ")}${more}`,
    HINTS[writtenBy ?? "this"],
  );
}

function readJsonFile(
  file: string,
  text = readRegularFile(file, { maxBytes: TERRAFORM_MAX_BYTES }),
): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GateError(`${file} is not JSON, or cut short`, "Synthesize again.");
  }
}

/** The addresses that the evidence of a stack names. */
export function listAddresses({ evidence }: StackFolder): readonly string[] {
  return evidence?.evidence.documents.map(({ address }) => address) ?? [];
}

/** Whether Terraform reads the document as it plans. */
export function isPlanned({ readAt }: Pick<EvidenceDocument, "readAt">): boolean {
  return readAt === "plan";
}
