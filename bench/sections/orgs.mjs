import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cleanEnv, takeTurns } from "../lib/measure.mjs";
import { more, ms } from "../lib/table.mjs";

const paths = createRequire(import.meta.url)("../apps/eight-paths.cjs");
const section = "100 orgs, eight documents each, 20 ms latency";
const ORGS = 100;
const LATENCY_MS = 20;

export async function orgs({ table, simulator, app, file, turns, fewTurns, quick }) {
  const documents = {};
  for (const path of paths) {
    const [, name, platform] = /v1\/(\w+)(?:\?platform=(\w+))?/.exec(path);
    documents[path] = await simulator.get(name, platform === undefined ? {} : { platform });
  }
  const server = await startServer(file("documents", documents));
  try {
    const way = (name) =>
      app("orgs.cjs", { FULLSTORY_BASE_URL: server.url, ORGS: String(ORGS), WAY: name }).report.ms;
    way("ours");
    const { atOnce, served } = await (await fetch(`${server.url}/at-once`)).json();
    const figure = await takeTurns(quick ? 1 : Math.max(fewTurns, Math.min(5, turns)), {
      loop: () => way("loop"),
      fetch: () => way("fetch"),
      none: () => way("none"),
      bare: () => way("bare"),
      ours: () => way("ours"),
    });
    const speed = figure.loop / figure.fetch;
    table.add({
      section,
      what: `what the synthesis fetches, ${served} requests, ${atOnce} at once at most`,
      figure: ms(figure.fetch),
      beside: `${ms(figure.loop)}, bare undici loop, 32 at once`,
      ratio: `${speed.toFixed(2)} of its speed`,
      target: "at least 0.9",
      met: speed >= 0.9,
      reason:
        "each attempt has a deadline, a size cap, a check of its age and a retry, and its answer is kept as text",
    });
    const whole = figure.bare / figure.ours;
    table.add({
      section,
      what: "await synth(app) of 100 stacks, 800 conditions and evidence written",
      figure: ms(figure.ours),
      beside: `${ms(figure.bare)}, bare app of that shape with the loop`,
      ratio: `${whole.toFixed(2)} of its speed, ${more(figure.ours - figure.bare)}`,
    });
    table.add({
      section,
      what: "CDKTF's own part: the same app, fetching nothing",
      figure: ms(figure.none),
    });
  } finally {
    await server.stop();
  }
}

async function startServer(documents) {
  const script = fileURLToPath(new URL("../apps/orgs-server.cjs", import.meta.url));
  const env = cleanEnv({ DOCUMENTS: documents, LATENCY: String(LATENCY_MS) });
  const child = spawn(process.execPath, [script], { env, stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const stop = async () => {
    const ended = once(child, "exit");
    child.stdin.end();
    await ended;
  };
  return { url: JSON.parse(String(line)).url, stop };
}
