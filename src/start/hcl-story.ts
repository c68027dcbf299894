import { cp } from "node:fs/promises";
import { join } from "node:path";
import { startFullstoryProvider } from "../provider/index.js";
import type { Simulator } from "../simulator/index.js";
import { type PlanResult, planStack, withPrivateFolder } from "../terraform/index.js";
import { startSimulatorProcess } from "./simulator-process.js";
import { tellStory } from "./story.js";
import { judgeHclPlan, listGates } from "./verdict.js";

const EXAMPLE = join("examples", "hcl", "gate");

/** `npm start` in plain HCL. Terraform runs in a copy, so that it writes nothing beside the original. */
export async function tellInHcl(signal: AbortSignal): Promise<number> {
  const simulator = await startSimulatorProcess();
  try {
    await declareAsLive(simulator);
    const env = { FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey };
    const provider = await startFullstoryProvider({ env });
    try {
      return await withPrivateFolder("fullstory-start-", async (dir) => {
        await cp(EXAMPLE, dir, { recursive: true });
        return tellStory({
          simulator,
          example: EXAMPLE,
          done: "Planned",
          plan: () => planStack({ dir, provider, signal }),
          told: describeAnswers,
          verdictOf: judgeHclPlan,
        });
      });
    } finally {
      await provider.stop();
    }
  } finally {
    await simulator.stop();
  }
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

function describeAnswers({ exitCode, json }: PlanResult): string {
  const gates = listGates(json);
  const answers = gates.map(
    ({ address, passed, checked }) => `${address} says passed = ${passed}, checked = ${checked}`,
  );
  const changes = exitCode === 2 ? " (there is something to apply)" : "";
  return `${changes}, ${gates.length === 0 ? "no gate was read" : answers.join(", ")}`;
}
