import { availableParallelism } from "node:os";
import { join } from "node:path";
import { EVIDENCE_FILE } from "../../lib/evidence/index.js";
import type { TerraformBinary } from "../terraform/index.js";
import type { ReadBaseline } from "./baseline.js";
import { conclude } from "./conclude.js";
import type { EarlierFiles } from "./earlier-files.js";
import type { EmbeddedProvider } from "./embedded-provider.js";
import { GateError } from "./error.js";
import { extractGate } from "./extract.js";
import { failedSynthesis } from "./failed-synthesis.js";
import type { GateReport, Problem, StackReport } from "./gate-report.js";
import type { GateRequest } from "./request.js";
import { readStackFolder, type StackFolder, stacksIn } from "./stack-folder.js";
import { notWrittenAnew, stackReport, unplannedReport } from "./stack-report.js";

/** What the first half of a gate found and prepared. */
export interface Prepared {
  /** Output folder of the app. */
  readonly folder: string;
  /** What went wrong with the synthesis. */
  readonly failed?: Problem;
  readonly earlier: readonly ReadBaseline[];
  readonly binary: TerraformBinary;
  readonly provider: EmbeddedProvider;
  readonly secrets: readonly string[];
  /** What was there before the app ran; absent where none was run. */
  readonly earlierFiles?: EarlierFiles;
}

/** The second half of a gate: plans the gate of each stack, and says what Terraform itself found of it. */
export async function planStacks(request: GateRequest, prepared: Prepared): Promise<GateReport> {
  const { env, signal, say, progress, now } = request;
  const { folder, failed, earlier, binary, provider, secrets, earlierFiles } = prepared;
  const found = stacksIn(folder, failed !== undefined);
  const folders = chosen(found, request.stack, failed !== undefined)
    .map(readStackFolder)
    .filter((each) => failed === undefined || isNew(each, now, earlierFiles));
  const settings = {
    binary,
    choice: request.provider,
    embedded: () => provider.env(),
    env,
    secrets,
    signal,
    say,
  };
  let done = 0;
  const planOne = async (each: StackFolder): Promise<StackReport> => {
    const isOld = request.from === undefined && !isNew(each, now, earlierFiles);
    const report = isOld ? oldReport(each, prepared, say) : await stackReport(each, request, settings);
    progress(`planned ${++done} of ${folders.length} stacks`);
    return report;
  };
  progress(`planning ${folders.length} stacks`);
  const work = failed === undefined ? planOne : async (each: StackFolder) => unplannedReport(each);
  const gated = (await inParallel(folders, work)).filter(isGated);
  const told = failed === undefined ? { problems: [], stacks: gated } : failedSynthesis(failed, gated);
  const { stack, platform, allowEmpty, noWeaken } = request;
  const baseline = {
    names: earlier.map(({ name }) => name),
    earlier: earlier.flatMap(({ evidence }) => evidence),
    forbidden: noWeaken,
  };
  const only = stack === undefined ? {} : { only: stack };
  return conclude({
    command: "gate",
    now,
    ...told,
    ...(allowEmpty ? {} : { empty: nothingDeclared(stack) }),
    ...(platform === undefined ? {} : { platform }),
    ...(earlier.length === 0 ? {} : { baseline: { ...baseline, ...only } }),
  });
}

/** Whether this run of the app wrote the evidence. A file without evidence has none that could be old. */
function isNew({ dir, evidence }: StackFolder, now: Date, earlier: EarlierFiles | undefined): boolean {
  if (evidence === undefined) return true;
  const isWritten = earlier === undefined || earlier.isNew(join(dir, EVIDENCE_FILE));
  // A copy of older evidence is a new file.
  return isWritten && Date.parse(evidence.evidence.synthesizedAt) >= now.getTime() - 2_000;
}

/** Evidence of an earlier run, in a stack that has no gate any more or that was not written at all. */
function oldReport(
  folder: StackFolder,
  { earlierFiles }: Prepared,
  say: (line: string) => void,
): StackReport {
  const { stack, file, terraform, evidence } = folder;
  const recorded = evidence?.evidence.documents.map(({ address }) => address) ?? [];
  const { addresses, gates, checks } = extractGate(terraform ?? {}, recorded);
  const left = addresses.length + gates.length + checks.length;
  const isTakenOut = earlierFiles?.isNew(file) === true && left === 0;
  if (!isTakenOut) return notWrittenAnew(folder);
  say(`the stack ${stack} has no gate any more: its evidence is of an earlier run and does not count`);
  return { stack, verdict: "match", problems: [] };
}

function chosen<T extends { readonly stack: string }>(
  stacks: readonly T[],
  name: string | undefined,
  lenient: boolean,
): readonly T[] {
  if (name === undefined) return stacks;
  const found = stacks.filter(({ stack }) => stack === name);
  if (found.length > 0 || lenient) return found;
  const known = stacks.map(({ stack }) => stack).join(", ");
  throw new GateError(
    `there is no stack ${JSON.stringify(name)}`,
    `The app has ${known === "" ? "no stack" : known}.`,
  );
}

/** A stack without evidence and without conditions of ours has no gate. */
function isGated({ evidence, problems }: StackReport): boolean {
  return evidence !== undefined || problems.length > 0;
}

function nothingDeclared(stack: string | undefined): Problem {
  return {
    kind: "nothing checked",
    headline: stack === undefined ? "no stack declares anything" : `the stack ${stack} declares nothing`,
    details: ["hint: declare what must hold with FullstoryGate, or say --allow-empty"],
  };
}

/** A few at a time: each plan is a process of its own. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<T, R>();
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      results.set(item, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism(), items.length) }, worker));
  return items.flatMap((item) => {
    const result = results.get(item);
    return result === undefined ? [] : [result];
  });
}
