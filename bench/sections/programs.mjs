import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installedCli } from "../../scripts/cdktf-cli-home.mjs";
import { cleanEnv, run, takeTurns } from "../lib/measure.mjs";
import { more, ms, times } from "../lib/table.mjs";
import { init, plan } from "../lib/terraform.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/programs/cli.js");
const script = join(root, "bench/apps/verify.sh");
const node = (args, options) => run(process.execPath, args, options);

export async function programs(setting) {
  await help(setting);
  for (const latencyMs of setting.quick ? [50] : [0, 50, 100]) await verify(setting, latencyMs);
  await gate(setting);
}

async function help({ table, turns }) {
  const figure = await takeTurns(turns, {
    nothing: () => node(["-e", "0"]).ms,
    help: () => node([cli, "--help"]).ms,
  });
  table.add({
    section: "programs",
    what: "cdktf-fullstory --help",
    figure: ms(figure.help),
    beside: `${ms(figure.nothing)}, node -e 0`,
    ratio: more(figure.help - figure.nothing),
  });
}

async function verify({ table, turns, simulator, fullstory, folder }, latencyMs) {
  const cwd = folder("verify");
  const env = cleanEnv({ ...fullstory, FILE: join(cwd, "by-hand.json") });
  await simulator.reset();
  await simulator.configure({ latencyMs });
  const has = (name) => spawnSync(name, ["--version"]).status === 0;
  const byHand = has("curl") && has("jq");
  const together = { ...env, TOGETHER: "1" };
  if (byHand) {
    run(script, [], { cwd, env: { ...env, WRITE: "1" } });
    // Both ways find what the other one wrote.
    run(script, [], { cwd, env: together });
  }
  node([cli, "snapshot", "update"], { cwd, env });
  const figure = await takeTurns(turns, {
    nothing: () => node(["-e", "0"]).ms,
    verify: () => node([cli, "snapshot", "verify"], { cwd, env }).ms,
    ...(byHand
      ? {
          eight: () => run(script, [], { cwd, env }).ms,
          together: () => run(script, [], { cwd, env: together }).ms,
        }
      : {}),
  });
  const common = {
    section: "programs",
    what: `snapshot verify, at ${latencyMs} ms latency`,
    figure: ms(figure.verify),
  };
  table.add({
    ...common,
    beside: `${ms(figure.nothing)}, node -e 0`,
    ratio: more(figure.verify - figure.nothing),
  });
  const target = latencyMs === 50 ? { target: "faster than eight curl calls piped to jq" } : {};
  if (!byHand) {
    if (latencyMs === 50) table.add({ ...common, ...target, reason: "curl or jq is not installed" });
    return;
  }
  table.add({
    ...common,
    beside: `${ms(figure.eight)}, one script of eight curl calls, each piped to jq`,
    ratio: times(figure.verify / figure.eight),
    ...target,
    ...(latencyMs === 50 ? { met: figure.verify < figure.eight } : {}),
    reason: `starting Node takes ${ms(figure.nothing)} of it, one round trip ${latencyMs} ms, and loading and running our code the rest`,
  });
  table.add({
    ...common,
    beside: `${ms(figure.together)}, one curl with all requests at once, and one jq`,
    ratio: times(figure.verify / figure.together),
  });
}

/** `gate`, `cdktf diff` and `terraform plan` alone on one and the same stack, in a project of its own. */
async function gate({ table, fewTurns, quick, simulator, provider, fullstory, folder }) {
  await simulator.reset();
  const project = folder("project");
  const app = join(root, "bench/apps/gated.cjs");
  const cdktfJson = {
    language: "typescript",
    app: `${process.execPath} ${app}`,
    projectId: "bench",
    sendCrashReports: "false",
  };
  writeFileSync(join(project, "cdktf.json"), JSON.stringify(cdktfJson));
  mkdirSync(join(project, "alone"));
  const own = cleanEnv({ ...fullstory, OUT: join(project, "alone") });
  const env = cleanEnv({ ...fullstory, ...provider.env });
  node([app], { cwd: project, env: own });
  const stack = join(project, "alone/stacks/web");
  init(stack, provider.env);
  const diff = installedCli();
  const hasGate = node([cli, "--help"]).stdout.includes("\n  gate");
  const turns = quick ? 1 : Math.max(3, fewTurns);
  const figure = await takeTurns(turns, {
    plan: () => plan(stack, provider.env),
    app: () => node([app], { cwd: project, env: own }).ms,
    ...(hasGate ? { gate: () => node([cli, "gate"], { cwd: project, env: cleanEnv(fullstory) }).ms } : {}),
    ...(diff === undefined
      ? {}
      : { diff: () => run(diff, ["diff", "web", "--skip-provider-lock"], { cwd: project, env }).ms }),
  });
  const section = "programs, eight documents gated";
  table.add({ section, what: "terraform plan alone, provider attached", figure: ms(figure.plan) });
  table.add({ section, what: "the app alone", figure: ms(figure.app) });
  const target = "at least 4 times as fast as cdktf diff";
  if (!hasGate) {
    table.add({ section, what: "gate", figure: "-", target, reason: "this build has no command gate" });
    return;
  }
  table.add({
    section,
    what: "gate: app, plan, show, report",
    figure: ms(figure.gate),
    beside: `${ms(figure.plan + figure.app)}, app and plan`,
    ratio: more(figure.gate - figure.plan - figure.app),
  });
  if (diff === undefined)
    table.add({
      section,
      what: "gate",
      figure: ms(figure.gate),
      target,
      reason: "cdktf-cli is not installed: npm run test:cdktf-cli does",
    });
  else {
    table.add({
      section,
      what: "gate",
      figure: ms(figure.gate),
      beside: `${ms(figure.diff)}, cdktf diff --skip-provider-lock`,
      ratio: times(figure.diff / figure.gate),
      target,
      met: figure.diff >= 4 * figure.gate,
      reason: `the app takes ${ms(figure.app)} of it and the plan ${ms(figure.plan)}; the rest is starting Node, terraform show and our own code`,
    });
  }
}
