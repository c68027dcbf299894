import { join } from "node:path";
import { takeTurns } from "../lib/measure.mjs";
import { withLaunchedProvider, withPackage } from "../lib/stacks.mjs";
import { more, ms, times } from "../lib/table.mjs";
import { init, plan } from "../lib/terraform.mjs";

const section = 'readAt: "plan", eight documents';
const READ_AT_PLAN = { FULLSTORY_READ_AT: "plan" };
/** Terraform launches what it finds in the working folder, and nothing else. */
const launching = { TF_CLI_CONFIG_FILE: "/dev/null" };

/** What an app costs that lets Terraform read, and what both readings cost from synthesis to plan. */
export async function planTime({ table, turns, app, folder, fullstory }) {
  const stackOf = ({ out }) => join(out, "stacks", "web");
  const atSynth = withLaunchedProvider(stackOf(app("gated.cjs")), join(folder("synth"), "stack"));
  const atPlan = withPackage(stackOf(app("gated.cjs", READ_AT_PLAN)));
  const withKey = { ...launching, ...fullstory };
  init(atSynth, launching);
  init(atPlan, withKey);
  const figure = await takeTurns(turns, {
    nothing: () => app("bare.cjs", { FETCH: "none" }).ms,
    synthesis: () => app("gated.cjs", READ_AT_PLAN).ms,
    atSynth: () => app("gated.cjs").ms + plan(atSynth, launching),
    atPlan: () => app("gated.cjs", READ_AT_PLAN).ms + plan(atPlan, withKey),
  });
  const difference = figure.synthesis - figure.nothing;
  table.add({
    section,
    what: "synthesis",
    figure: ms(figure.synthesis),
    beside: `${ms(figure.nothing)}, a bare CDKTF app that fetches nothing`,
    ratio: more(difference),
    target: "at most +40 ms",
    met: difference <= 40,
    reason: "most of it is loading the package; `cdktf-fullstory loaded` above tells how much",
  });
  table.add({
    section,
    what: "synthesis and plan together, provider launched",
    figure: ms(figure.atPlan),
    beside: `${ms(figure.atSynth)}, readAt: "synth", provider launched`,
    ratio: times(figure.atPlan / figure.atSynth),
    target: "at most 1.15 times",
    met: figure.atPlan <= 1.15 * figure.atSynth,
  });
}
