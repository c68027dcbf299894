import { cleanEnv, run, takeTurns } from "../lib/measure.mjs";
import { more, ms, times } from "../lib/table.mjs";

const section = "synthesis, eight documents";
const TARGETS = { "await synth(app)": 60, "plain app.synth()": 120 };

/** Eight documents, declared and gated, beside CDKTF apps of the same shape that check nothing. */
export async function synthesis({ table, simulator, turns, app, quick }) {
  const figures = {};
  for (const latencyMs of [0, 100]) {
    await simulator.configure({ latencyMs });
    await simulator.clearRequests();
    const figure = await takeTurns(turns, {
      nothing: () => app("bare.cjs", { FETCH: "none" }).ms,
      bare: () => app("bare.cjs", { FETCH: "undici" }).ms,
      "await synth(app)": () => app("gated.cjs").ms,
      "plain app.synth()": () => app("gated.cjs", { PLAIN: "1" }).ms,
    });
    figures[latencyMs] = figure;
    const at = `at ${latencyMs} ms latency`;
    table.add({
      section,
      what: `bare CDKTF app, hand-written undici Promise.all, ${at}`,
      figure: ms(figure.bare),
      beside: `${ms(figure.nothing)}, fetching nothing`,
      ratio: times(figure.bare / figure.nothing),
    });
    for (const [what, target] of Object.entries(TARGETS)) {
      const difference = figure[what] - figure.bare;
      table.add({
        section,
        what: `${what}, ${at}`,
        figure: ms(figure[what]),
        beside: `${ms(figure.bare)}, bare with undici`,
        ratio: more(difference),
        target: `at most +${target} ms`,
        met: difference <= target,
        reason: "the bridge starts a thread that loads the client once more",
      });
    }
  }
  await roundTrips({ table, simulator, app }, figures);
  await floor({ table, turns: quick ? 1 : turns, app });
}

async function roundTrips({ table, simulator, app }, figures) {
  await simulator.configure({ latencyMs: 100 });
  await simulator.clearRequests();
  app("gated.cjs");
  const requests = (await simulator.requests()).length;
  const inFlight = await simulator.maxInFlight();
  await simulator.configure({ latencyMs: 0 });
  for (const what of Object.keys(TARGETS)) {
    const waited = figures[100][what] - figures[0][what];
    table.add({
      section,
      what: `what 100 ms latency add to ${what}`,
      figure: more(waited),
      beside: `${more(figures[100].bare - figures[0].bare)}, bare with undici`,
      ratio: `${requests} requests, ${inFlight} at once`,
      target: "one round trip (under 150 ms)",
      met: waited < 150 && requests === 8,
    });
  }
}

/** What a process costs that does less and less of it. */
async function floor({ table, turns, app }) {
  const env = cleanEnv();
  const root = new URL("../..", import.meta.url).pathname;
  const load = 'require("cdktf"); require("@cdktf/provider-null/lib/provider")';
  const figure = await takeTurns(turns, {
    node: () => run(process.execPath, ["-e", "0"], { env }).ms,
    framework: () => run(process.execPath, ["-e", load], { env, cwd: root }).ms,
    undici: () => run(process.execPath, ["-e", `${load}; require("undici")`], { env, cwd: root }).ms,
    package: () => run(process.execPath, ["-e", `${load}; require(".")`], { env, cwd: root }).ms,
    nothing: () => app("bare.cjs", { FETCH: "none" }).ms,
    http: () => app("bare.cjs", { FETCH: "http" }).ms,
    bare: () => app("bare.cjs", { FETCH: "undici" }).ms,
    gated: () => app("gated.cjs").ms,
  });
  const rows = [
    ["node -e 0", figure.node],
    ["cdktf and provider-null loaded", figure.framework, figure.node, "node -e 0"],
    ["the same and cdktf-fullstory loaded", figure.package, figure.framework, "without it"],
    ["the same and undici loaded instead", figure.undici, figure.framework, "without it"],
    ["the floor: a bare CDKTF app that fetches nothing", figure.nothing, figure.framework, "cdktf loaded"],
    ["the floor with eight requests over node:http", figure.http, figure.nothing, "fetching nothing"],
    ["await synth(app) above the floor", figure.gated, figure.nothing, "fetching nothing"],
  ];
  for (const [what, value, other, name] of rows) {
    const beside = other === undefined ? {} : { beside: `${ms(other)}, ${name}`, ratio: more(value - other) };
    table.add({ section: "the floor", what, figure: ms(value), ...beside });
  }
}
