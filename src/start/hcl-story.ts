import { join } from "node:path";
import { type FullstoryProviderHandle, startFullstoryProvider } from "../provider/index.js";
import type { Simulator } from "../simulator/index.js";
import { gatesIn, hclVerdictOf } from "./hcl-verdict.js";
import { type HclPlan, planHcl, withCopyOf } from "./plan-hcl.js";
import { say, show } from "./say.js";
import { startSimulatorProcess } from "./simulator-process.js";

const EXAMPLE = join("examples", "hcl", "gate");

/** `npm start` in plain HCL: a plan that passes, a setting that is loosened, and the plan that fails. */
export async function tellInHcl(signal: AbortSignal): Promise<number> {
  const simulator = await startSimulatorProcess();
  try {
    await declareAsLive(simulator);
    const env = { FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey };
    const provider = await startFullstoryProvider({ env });
    try {
      say(`1. A simulated Fullstory listens at ${simulator.url}; ${EXAMPLE} declares what it must say.`);
      return await withCopyOf(EXAMPLE, (dir) => planTwice({ dir, provider, signal, simulator }));
    } finally {
      await provider.stop();
    }
  } finally {
    await simulator.stop();
  }
}

interface Telling {
  readonly dir: string;
  readonly provider: FullstoryProviderHandle;
  readonly simulator: Simulator;
  readonly signal: AbortSignal;
}

async function planTwice({ simulator, ...request }: Telling): Promise<number> {
  const before = await planHcl(request);
  const changes = before.exitCode === 2 ? " (there is something to apply)" : "";
  say(`2. Planned: exit ${before.exitCode}${changes}, ${answersOf(before)}.`);
  if (hclVerdictOf(before) !== "match") return unexpected(before, "the first plan should have passed");
  await simulator.set(
    "privacy",
    { defaultPrivacyMode: "PRIVACY_MODE_OFF" },
    { by: "sam@ternanddale.example" },
  );
  say("3. Somebody switches Private by Default off in Fullstory. The same again:");
  const after = await planHcl(request);
  show(`\n${after.text.trim()}\n`);
  if (hclVerdictOf(after) !== "drift")
    return unexpected(after, "the second plan should have failed with drift");
  say(
    `4. Exit ${after.exitCode}: the plan failed, so nothing would have been deployed. Both went as they should.`,
  );
  return 0;
}

/** Makes the simulated settings those that the example declares. */
async function declareAsLive(simulator: Simulator): Promise<void> {
  await simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] });
  await simulator.set("privacy", {
    discardIpAddresses: true,
    defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
    elementBlocks: [
      { selector: "input[type=password]", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS", consent: false },
    ],
  });
  await simulator.set("features", { consoleWatcher: false });
  await simulator.set("features", { consoleWatcher: false }, { platform: "mobile" });
}

function answersOf({ json }: HclPlan): string {
  const gates = gatesIn(json);
  if (gates.length === 0) return "no gate was read";
  return gates
    .map(({ address, passed, checked }) => `${address} says passed = ${passed}, checked = ${checked}`)
    .join(", ");
}

function unexpected({ text }: HclPlan, what: string): number {
  process.stderr.write(`${text}\nerror: ${what}\n`);
  return 1;
}
