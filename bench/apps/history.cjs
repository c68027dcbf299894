// Walks through all versions of a document's history. WAY says how: `ours` is the client, `undici` a bare loop over
// the same pages, `command` the program's `history`, of which the peak memory is told. Loading is not counted; the first request's connection is.
const base = process.env.FULLSTORY_BASE_URL;
const headers = { authorization: `Basic ${process.env.FULLSTORY_API_KEY}` };
const path = "/settings/recording/v1/blocking/history";

async function undici() {
  const { Pool } = require("undici");
  const pool = new Pool(base, { connections: 32 });
  const started = performance.now();
  let versions = 0;
  let token = "";
  do {
    const query = token === "" ? "" : `&pagination_token=${encodeURIComponent(token)}`;
    const answer = await pool.request({ path: `${path}?limit=100${query}`, method: "GET", headers });
    if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
    const page = await answer.body.json();
    versions += page.versions.length;
    token = page.next_pagination_token;
  } while (token);
  const ms = performance.now() - started;
  await pool.close();
  return { ms, versions };
}

async function ours() {
  require("node:http");
  const { FullstoryClient } = require("../../dist/lib/client/index.js");
  const client = new FullstoryClient();
  const started = performance.now();
  let versions = 0;
  for await (const _ of client.history("blocking", { limit: 100 })) versions += 1;
  const ms = performance.now() - started;
  await client.close();
  return { ms, versions };
}

async function command() {
  const { rmSync } = require("node:fs");
  const { join } = require("node:path");
  const { main } = require("../../dist/src/cli/main.js");
  const out = join(require("node:os").tmpdir(), `history-${process.pid}.json`);
  await main(["node", "cli", "history", "blocking", "--output", "json", "--out", out, "--quiet"]);
  rmSync(out);
  return { peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const ways = { ours, undici, command };
ways[process.env.WAY]().then((report) => console.log(JSON.stringify(report)));
