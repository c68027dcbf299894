import { join } from "node:path";
import { parseArgs } from "node:util";
import { NULL_PROVIDER } from "../lib/terraform/index.js";
import { runChild, withKey } from "./child/index.js";
import { startNullProvider } from "./null-provider/index.js";
import { tellInHcl } from "./start/hcl-story.js";
import { say, show } from "./start/say.js";
import { startSimulatorProcess } from "./start/simulator-process.js";
import { tellStory } from "./start/story.js";
import { judgePlan } from "./start/verdict.js";
import { findTerraform, type PlanResult, planStack } from "./terraform/index.js";

const HELP = `Usage: npm start [-- --live | --hcl]

Runs the main job once: synthesizes examples/privacy-gate, then plans it with the terraform on this machine. Without
--live the settings come from a simulated Fullstory, where somebody then loosens one of them: the first plan must
pass and the second must fail. With --live they come from the org that FULLSTORY_API_KEY belongs to, and the exit code
is the gate's: 0 match, 1 could not decide, 2 drift. With --hcl the same is told of plain HCL, without CDKTF:
examples/hcl/gate is planned with the Terraform provider of this package.
`;

const OLDEST_NODE = "20.18.1";
const STACK = join("cdktf.out", "stacks", "privacy-gate");
const OUTPUT = { maxBytes: 256 * 1024, beyond: "drop-oldest" } as const;

/**
 * Runs the app of `cdktf.json` as a process of its own. It is the one child that is given the key.
 *
 * @throws Error with what the app wrote, when it fails
 */
async function synthesizeExample(settings: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const app = join(__dirname, "main.js");
  const outcome = await runChild(process.execPath, ["--enable-source-maps", app], {
    cwd: process.cwd(),
    env: withKey({ ...process.env, ...settings }),
    signal,
    killAfterMs: 5_000,
    output: OUTPUT,
  });
  if (outcome.kind !== "ended") throw new Error(`the app did not end by itself: ${outcome.kind}`);
  const { exitCode, stdout, stderr } = outcome;
  if (exitCode !== 0)
    throw new Error(stderr.replace(/^error: /, "").trim() || `the app ended with ${exitCode}`);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
}

type Provider = Awaited<ReturnType<typeof startNullProvider>>;

/** Synthesizes with the settings that the environment leads to, and plans. */
async function planWith(
  env: NodeJS.ProcessEnv,
  provider: Provider,
  signal: AbortSignal,
): Promise<PlanResult> {
  await synthesizeExample(env, signal);
  return planStack({ dir: STACK, provider, signal });
}

async function runSimulated(provider: Provider, signal: AbortSignal): Promise<number> {
  const simulator = await startSimulatorProcess();
  try {
    const env = { FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey };
    return await tellStory({
      simulator,
      example: "examples/privacy-gate",
      done: "Synthesized and planned",
      plan: () => planWith(env, provider, signal),
      told: (result) => `, ${countOf(result)}`,
      verdictOf: judgePlan,
    });
  } finally {
    await simulator.stop();
  }
}

async function runLive(provider: Provider, signal: AbortSignal): Promise<number> {
  say("Reading the settings of the org that FULLSTORY_API_KEY belongs to.");
  const result = await planWith(process.env, provider, signal);
  const verdict = judgePlan(result);
  if (verdict === "match") say(`Every declared field matches: ${countOf(result)}.`);
  else show(result.text.trim());
  return { match: 0, undecided: 1, drift: 2 }[verdict];
}

function countOf({ checks }: PlanResult): string {
  const passed = checks.filter(({ status }) => status === "pass").length;
  return `Terraform evaluated ${checks.length} data sources, ${passed} pass`;
}

async function main(signal: AbortSignal): Promise<number> {
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ options: { live: flag, hcl: flag, help: flag } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { node } = process.versions;
  if (node.localeCompare(OLDEST_NODE, undefined, { numeric: true }) < 0)
    throw new Error(`needs Node ${OLDEST_NODE} or later; this is ${node}`);
  if (values.live && values.hcl)
    throw new Error("--live and --hcl exclude each other: the HCL declares what the simulated org must say");
  const { name, version } = await findTerraform();
  const served = values.hcl ? "The provider fullstory" : NULL_PROVIDER;
  say(`cdktf-fullstory with ${name} ${version}. ${served} is served from Node, so nothing is downloaded.`);
  if (values.hcl) return tellInHcl(signal);
  const provider = await startNullProvider();
  try {
    return values.live ? await runLive(provider, signal) : await runSimulated(provider, signal);
  } finally {
    await provider.stop();
  }
}

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());

main(interruption.signal).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  },
);
