import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Evidence } from "../../lib/evidence/index.js";
import type { GateReport, Problem, StackReport } from "../output/gate-report.js";
import { findTerraform, type TerraformBinary, TerraformError, terraformEnv } from "../terraform/index.js";
import { startNullProvider } from "../terraform-plugin/index.js";
import { readBaseline } from "./baseline.js";
import { readCdktfJson } from "./cdktf-json.js";
import { conclude } from "./conclude.js";
import { GateError } from "./error.js";
import type { PlanSettings } from "./plan.js";
import type { GateRequest } from "./request.js";
import { readStackFolder, type StackFolder, stacksIn } from "./stack-folder.js";
import { stackReport, unplannedReport } from "./stack-report.js";
import { synthesize } from "./synthesize.js";

/** Synthesizes, plans the gate of each stack, and says what Terraform itself found of it. */
export async function gate(request: GateRequest): Promise<GateReport> {
  const { directory, signal, say, progress } = request;
  const secrets = secretsIn(request);
  const binary = await findBinary(terraformEnv(request.env, {}, secrets));
  const config = readCdktfJson(directory) ?? {};
  const output = request.from ?? (request.env["CDKTF_OUTDIR"] || config.output || "cdktf.out");
  const folder = resolve(directory, output);
  // Read before the app runs: it may write over the very file.
  const { baselines, env } = request;
  const earlier: Evidence[] = [];
  for (const name of baselines)
    earlier.push(...(await readBaseline(name, { directory, output, env, secrets, signal })));
  const problems: Problem[] = [];
  const failed = request.from === undefined ? await synthesize(request, config, output, folder) : undefined;
  if (failed !== undefined) problems.push(failed);
  const found = stacksIn(folder, failed !== undefined);
  const folders = chosen(found, request.stack, failed !== undefined)
    .map(readStackFolder)
    .filter((each) => failed === undefined || isNew(each, request.now));
  let provider: ReturnType<typeof startNullProvider> | undefined;
  const settings: PlanSettings = {
    binary,
    choice: request.provider,
    embedded: async () => {
      provider ??= startNullProvider();
      return (await provider).env;
    },
    env,
    secrets,
    signal,
    say,
  };
  let done = 0;
  const planOne = async (each: StackFolder): Promise<StackReport> => {
    const report = await stackReport(each, request, settings);
    progress(`planned ${++done} of ${folders.length} stacks`);
    return report;
  };
  let stacks: readonly StackReport[];
  try {
    progress(`planning ${folders.length} stacks`);
    stacks = (
      await inParallel(folders, failed === undefined ? planOne : async (each) => unplannedReport(each))
    ).filter(isGated);
  } finally {
    await (await provider?.catch(() => undefined))?.stop();
  }
  const { stack, platform, allowEmpty, noWeaken } = request;
  const only = stack === undefined ? {} : { only: stack };
  return conclude({
    command: "gate",
    now: request.now,
    stacks,
    problems,
    ...(allowEmpty ? {} : { empty: nothingDeclared(stack) }),
    ...(platform === undefined ? {} : { platform }),
    ...(baselines.length === 0
      ? {}
      : { baseline: { names: baselines, earlier, forbidden: noWeaken, ...only } }),
  });
}

/** Every variable that holds the key: none of them reaches a child other than the app. */
function secretsIn({ env, apiKeyEnv = "FULLSTORY_API_KEY" }: GateRequest): readonly string[] {
  const key = env[apiKeyEnv]?.trim() ?? "";
  // A very short text may stand anywhere by chance.
  const holds = (value = ""): boolean => (key.length < 8 ? key !== "" && value === key : value.includes(key));
  const holders = Object.keys(env).filter((name) => holds(env[name]));
  return [...new Set([apiKeyEnv, ...holders])];
}

async function findBinary(env: NodeJS.ProcessEnv): Promise<TerraformBinary> {
  try {
    return await findTerraform(env);
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    throw new GateError(error.message, "The gate counts a pass only when Terraform says so.", {
      cause: error,
    });
  }
}

/** A synthesis that failed early may have left an earlier one's files. */
function isNew({ evidence }: StackFolder, now: Date): boolean {
  return evidence !== undefined && Date.parse(evidence.evidence.synthesizedAt) >= now.getTime() - 2_000;
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
