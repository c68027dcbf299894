// What people write by hand: eight documents into eight null data sources. FETCH says how: `none`, `undici` (one pool
// and a Promise.all, the yardstick) or `http` (node:http, the cheapest client to load). With SIZED it also compares
// the long list in plain JavaScript and writes both texts' digests, which is the least that a gate of one's own needs.
const { App, TerraformStack } = require("cdktf");
const { DataNullDataSource } = require("@cdktf/provider-null/lib/data-null-data-source");
const { NullProvider } = require("@cdktf/provider-null/lib/provider");
const paths = require("./eight-paths.cjs");

const base = process.env.FULLSTORY_BASE_URL;
const headers = { authorization: `Basic ${process.env.FULLSTORY_API_KEY}` };

async function overUndici() {
  const { Pool } = require("undici");
  const pool = new Pool(base, { connections: 32 });
  const documents = await Promise.all(
    paths.map(async (path) => (await pool.request({ path, method: "GET", headers })).body.json()),
  );
  await pool.close();
  return documents;
}

async function overHttp() {
  const http = require("node:http");
  const agent = new http.Agent({ keepAlive: false, maxSockets: 32 });
  const get = (path) =>
    new Promise((resolve, reject) => {
      const request = http.get(new URL(path, base), { agent, headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve(JSON.parse(text)));
      });
      request.on("error", reject);
    });
  return Promise.all(paths.map(get));
}

function compared(documents) {
  const { createHash } = require("node:crypto");
  const { readFileSync } = require("node:fs");
  const plain = require("./plain.cjs");
  const { field, items } = JSON.parse(readFileSync(process.env.SIZED, "utf8"));
  const live = documents.find((document) => document[field] !== undefined)[field];
  const { expected, observed } = plain[field].compare(plain[field].decode(live), items);
  const digest = (text) => createHash("sha256").update(text).digest("hex");
  return { expected: digest(expected), observed: digest(observed) };
}

async function main() {
  const app = new App({ outdir: process.env.OUT });
  const stack = new TerraformStack(app, "web");
  new NullProvider(stack, "null");
  const fetched = { none: async () => paths, undici: overUndici, http: overHttp };
  const documents = await fetched[process.env.FETCH ?? "undici"]();
  const digests = process.env.SIZED === undefined ? {} : compared(documents);
  documents.forEach((document, index) => {
    const inputs = { length: String(JSON.stringify(document).length), ...digests };
    new DataNullDataSource(stack, `d${index}`, { inputs });
  });
  app.synth();
  if (process.env.REPORT === "1")
    console.log(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }));
}

main();
