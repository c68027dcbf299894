// A small timing of the main job: medians of several runs, everything beside something measured in the same run.
// The full bench is bench/. Needs a build; run it with `npm run timing`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL("./timing/", import.meta.url));
const { startSimulator } = require("../dist/src/simulator/index.js");
const { startNullProvider } = require("../dist/src/terraform-plugin/index.js");
const RUNS = Number(process.env.RUNS ?? 9);
const work = mkdtempSync(join(tmpdir(), "fullstory-timing-"));

const simulator = await startSimulator();
const provider = await startNullProvider();
const env = { ...process.env, FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url };

function run(script, extra) {
  const out = mkdtempSync(join(work, "out-"));
  const started = performance.now();
  const child = spawnSync(process.execPath, [join(here, script)], {
    env: { ...env, OUT: out, ...extra },
    encoding: "utf8",
  });
  const ms = performance.now() - started;
  if (child.status !== 0) throw new Error(child.stderr);
  return { ms, out, stdout: child.stdout };
}

function plan(out) {
  const cwd = join(out, "stacks", "web");
  const options = { cwd, env: { ...process.env, ...provider.env }, encoding: "utf8" };
  spawnSync("terraform", ["init", "-input=false"], options);
  const started = performance.now();
  const child = spawnSync("terraform", ["plan", "-input=false", "-no-color"], options);
  if (child.status !== 0) throw new Error(child.stdout + child.stderr);
  return performance.now() - started;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0)} ms`.padStart(9);
const row = (name, value, note) => console.log(`${name.padEnd(52)}${value}   ${note}`);

/** Alternates the candidates, so that whatever else the machine does falls on all of them. */
function compare(candidates) {
  const times = candidates.map(() => []);
  for (let i = 0; i < RUNS; i++) {
    for (const [index, candidate] of candidates.entries()) times[index].push(candidate());
  }
  return times.map(median);
}

for (const latencyMs of [0, 100]) {
  await simulator.configure({ latencyMs });
  const [nothing, bare, gated, plain] = compare([
    () => run("bare-fetching.cjs", { FETCH: "0" }).ms,
    () => run("bare-fetching.cjs", {}).ms,
    () => run("gated.cjs", {}).ms,
    () => run("gated.cjs", { PLAIN: "1" }).ms,
  ]);
  console.log(`\nEight documents, ${latencyMs} ms latency, whole process, median of ${RUNS}`);
  row("bare CDKTF app, fetches nothing", ms(nothing), "");
  row(
    "bare CDKTF app, hand-written undici Promise.all",
    ms(bare),
    `${(bare / nothing).toFixed(2)} times the one above`,
  );
  row("await synth(app)", ms(gated), `${(gated - bare).toFixed(0)} ms more than the bare one (target 60)`);
  row("plain app.synth()", ms(plain), `${(plain - bare).toFixed(0)} ms more than the bare one (target 120)`);
}

await simulator.configure({ latencyMs: 0 });
const sized = {};
for (const n of [10, 100_000]) {
  const ips = Array.from({ length: n }, (_, i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`);
  await simulator.set("blocking", { blockedIps: ips });
  const file = join(work, `ips-${n}.json`);
  writeFileSync(file, JSON.stringify(ips));
  const synths = [];
  const plans = [];
  let memory = 0;
  for (let i = 0; i < Math.min(RUNS, 5); i++) {
    const { out, stdout } = run("gated.cjs", { IPS: file, REPORT: "1" });
    const report = JSON.parse(stdout);
    synths.push(report.ms);
    memory = Math.max(memory, report.rss);
    plans.push(plan(out));
  }
  sized[n] = { synth: median(synths), plan: median(plans), memory };
}
console.log("\nBlocked IPs, provider attached");
for (const [n, { synth, plan: planned, memory }] of Object.entries(sized)) {
  row(
    `${n} blocked IPs: synthesis`,
    ms(synth),
    `peak memory ${memory.toFixed(0)} MB (targets at 100000: 2000 ms, 300 MB)`,
  );
  row(`${n} blocked IPs: plan`, ms(planned), "");
}
row("plan, 100000 against 10", `${(sized[100_000].plan / sized[10].plan).toFixed(2)} times`, "(target 1.2)");

await provider.stop();
await simulator.stop();
rmSync(work, { recursive: true, force: true });
