import type { Simulator } from "../simulator/index.js";
import type { PlanResult } from "../terraform/index.js";
import { say, show } from "./say.js";
import type { Verdict } from "./verdict.js";

/** What the story is told of. */
export interface Story {
  readonly simulator: Simulator;
  /** The folder that declares. */
  readonly example: string;
  /** What is done with it, in a word. */
  readonly done: string;
  readonly plan: () => Promise<PlanResult>;
  /** What a plan says, in a few words. */
  readonly told: (plan: PlanResult) => string;
  readonly verdictOf: (plan: PlanResult) => Verdict;
}

/** The main job, once: a plan that passes, a setting that is loosened, and the plan that fails. */
export async function tellStory({ simulator, example, done, plan, told, verdictOf }: Story): Promise<number> {
  say(`1. A simulated Fullstory listens at ${simulator.url}; ${example} declares what it must say.`);
  const before = await plan();
  say(`2. ${done}: exit ${before.exitCode}${told(before)}.`);
  if (verdictOf(before) !== "match") return reportUnexpected(before, "the first plan should have passed");
  await simulator.set(
    "privacy",
    { defaultPrivacyMode: "PRIVACY_MODE_OFF" },
    { by: "sam@ternanddale.example" },
  );
  say("3. Somebody switches Private by Default off in Fullstory. The same again:");
  const after = await plan();
  show(`\n${after.text.trim()}\n`);
  if (verdictOf(after) !== "drift")
    return reportUnexpected(after, "the second plan should have failed with drift");
  say(
    `4. Exit ${after.exitCode}: the plan failed, so nothing would have been deployed. Both went as they should.`,
  );
  return 0;
}

function reportUnexpected({ text }: PlanResult, what: string): number {
  process.stderr.write(`${text}\nerror: ${what}\n`);
  return 1;
}
