import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { EVIDENCE_FILE } from "../../../lib/evidence/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { reportEvidence } from "../../gate/report.js";
import { renderVerdict } from "../../reports/gate/words.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { UsageError } from "../usage-error.js";
import { deliver, renderReport } from "./deliver.js";
import { type NarrowingArguments, readNarrowing } from "./pick-slots.js";

/** How deep evidence lies: `cdktf.out/stacks/NAME`. */
const MAX_DEPTH = 3;
const HINT =
  "Name an evidence file, or the output folder of the app, such as cdktf.out: `cdktf-fullstory gate` writes both.";

export interface EvidenceArguments extends NarrowingArguments {
  readonly files: readonly string[];
  readonly allowEmpty?: boolean;
}

/** Tells what evidence files say. */
export async function runReport(context: Context, given: EvidenceArguments): Promise<ExitCode> {
  const result = readEvidence(context, given, (count) => `reading ${count} evidence files`);
  await deliver(context, renderReport(context, result), renderVerdict(result));
  return ExitCode[result.verdict];
}

/** What evidence files say. `during` tells a person how many are read. */
export function readEvidence(
  context: Context,
  given: EvidenceArguments,
  during: (count: number) => string,
): GateReport {
  const { directory, now } = context;
  const { allowEmpty = false } = given;
  const files = listEvidenceFiles(directory, given.files);
  const baseline =
    given.baseline === undefined ? {} : { baseline: listEvidenceFiles(directory, given.baseline) };
  const comparing = readNarrowing(context, { ...given, ...baseline });
  const count = files.length + comparing.baselines.length;
  return new Progress(context).showDuring(during(count), () =>
    reportEvidence({ directory, files, allowEmpty, now, ...comparing }),
  );
}

/** Paths of evidence, in which a folder stands for every evidence file below it, in the order of their names. */
function listEvidenceFiles(directory: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const entry = statSync(resolve(directory, path), { throwIfNoEntry: false });
    // What a git reference is for is told where it is read.
    if (path.startsWith("ref:")) return [path];
    if (entry === undefined) throw new UsageError(`cannot read ${path}: there is no such file`, HINT);
    if (!entry.isDirectory()) return [path];
    const found = listBelow(resolve(directory, path), path, MAX_DEPTH);
    if (found.length > 0) return found;
    throw new UsageError(`the folder ${path} holds no ${EVIDENCE_FILE}`, HINT);
  });
}

function listBelow(folder: string, shown: string, depth: number): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isFile() && entry.name === EVIDENCE_FILE) return [join(shown, entry.name)];
    if (!entry.isDirectory() || depth === 0) return [];
    return listBelow(join(folder, entry.name), join(shown, entry.name), depth - 1);
  });
}
