import { availableParallelism } from "node:os";
import { join } from "node:path";
import { EVIDENCE_FILE } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { ReadBaseline } from "./baseline.js";
import { conclude } from "./conclude.js";
import type { EarlierFiles } from "./earlier-files.js";
import { GateError } from "./error.js";
import { extractGate } from "./extract.js";
import type { GateReport, Problem, StackReport } from "./gate-report.js";
import type { GateRun } from "./plan.js";
import { listAddresses, listStacks, readStackFolder, type StackFolder } from "./stack-folder.js";
import { reportNotWritten, reportStack, reportUnplanned } from "./stack-report.js";

/** What the first half of a gate found and prepared. */
export interface Prepared extends GateRun {
  /** Output folder of the app. */
  readonly folder: string;
  /** What went wrong with the synthesis. */
  readonly failed?: Problem;
  readonly earlier: readonly ReadBaseline[];
  /** What was there before the app ran; absent where none was run. */
  readonly earlierFiles?: EarlierFiles;
}

/** The second half of a gate: plans the gate of each stack, and says what Terraform itself found of it. */
export async function planStacks(prepared: Prepared): Promise<GateReport> {
  const { request, folder, failed, earlier } = prepared;
  const { stack, platform, allowEmpty, noWeaken, progress, now } = request;
  const folders = pickStacks(listStacks(folder, failed !== undefined), stack, failed !== undefined)
    .map(readStackFolder)
    .filter((each) => failed === undefined || isNew(each, prepared));
  let done = 0;
  const planOne = async (each: StackFolder): Promise<StackReport> => {
    const isOld = request.from === undefined && !isNew(each, prepared);
    const report = isOld ? reportOld(each, prepared) : await reportStack(each, prepared);
    progress(`planned ${++done} of ${folders.length} stacks`);
    return report;
  };
  progress(`planning ${folders.length} stacks`);
  const work = failed === undefined ? planOne : async (each: StackFolder) => reportUnplanned(each);
  const gated = (await runInParallel(folders, work)).filter(isGated);
  const told = failed === undefined ? { problems: [], stacks: gated } : mergeFailure(failed, gated);
  return conclude({
    command: "gate",
    now,
    ...told,
    ...(allowEmpty ? {} : { empty: reportNothingDeclared(stack) }),
    ...omitUndefined({ platform, only: stack }),
    earlier,
    noWeaken,
  });
}

/** Whether this run of the app wrote the evidence. A file without evidence has none that could be old. */
function isNew({ dir, evidence }: StackFolder, { request, earlierFiles }: Prepared): boolean {
  if (evidence === undefined) return true;
  const isWritten = earlierFiles === undefined || earlierFiles.isNew(join(dir, EVIDENCE_FILE));
  // A copy of older evidence is a new file.
  return isWritten && Date.parse(evidence.evidence.synthesizedAt) >= request.now.getTime() - 2_000;
}

/** Evidence of an earlier run, in a stack that has no gate any more or that was not written at all. */
function reportOld(folder: StackFolder, { request, earlierFiles }: Prepared): StackReport {
  const { stack, file, terraform } = folder;
  const { addresses, gates, checks } = extractGate(terraform ?? {}, listAddresses(folder));
  const left = addresses.length + gates.length + checks.length;
  const isTakenOut = earlierFiles?.isNew(file) === true && left === 0;
  if (!isTakenOut) return reportNotWritten(folder);
  request.say(
    `the stack ${stack} has no gate any more: its evidence is of an earlier run and does not count`,
  );
  return { stack, verdict: "match", problems: [] };
}

/**
 * The problem of a failed app, told once. Where the evidence of every stack has the one error that the app printed,
 * that error takes the place of the app's output and of the stacks' problems.
 */
function mergeFailure(
  failed: Problem,
  stacks: readonly StackReport[],
): Pick<GateReport, "problems" | "stacks"> {
  const recorded = stacks.flatMap(({ problems }) => problems.filter(({ kind }) => kind === failed.kind));
  const [first] = recorded;
  const printed = failed.details.join("\n");
  const isSame =
    first !== undefined &&
    recorded.every(({ details }) => details.join("\n") === first.details.join("\n")) &&
    printed.includes(first.details[0]?.trim() ?? "");
  if (!isSame) return { problems: [failed], stacks };
  return {
    problems: [{ ...failed, details: first.details }],
    stacks: stacks.map((stack) => ({
      ...stack,
      problems: stack.problems.filter((problem) => !recorded.includes(problem)),
    })),
  };
}

function pickStacks<T extends { readonly stack: string }>(
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

function reportNothingDeclared(stack: string | undefined): Problem {
  return {
    kind: "nothing checked",
    headline: stack === undefined ? "no stack declares anything" : `the stack ${stack} declares nothing`,
    details: ["hint: declare what must hold with FullstoryGate, or say --allow-empty"],
  };
}

/** A few at a time: each plan is a process of its own. */
async function runInParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const workThrough = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism(), items.length) }, workThrough));
  return results;
}
