// A hundred orgs with eight documents each in one app, a stack for each. WAY: `ours` gates them, `bare` fetches with
// one undici pool and checks nothing, `none` fetches nothing, `loop` is the undici loop without CDKTF, `fetch` our
// fetching without CDKTF. Loading is counted in none of them.
const { App, TerraformStack } = require("cdktf");
const { DataNullDataSource } = require("@cdktf/provider-null/lib/data-null-data-source");
const { NullProvider } = require("@cdktf/provider-null/lib/provider");
const { Pool } = require("undici");
const fullstory = require("../..");
const { fetchAll } = require("../../dist/lib/client/batch/fetch-all.js");
const { resolveClientOptions } = require("../../dist/lib/client/options/client-options.js");
const declaration = require("./declaration.cjs");
const paths = require("./eight-paths.cjs");

const base = process.env.FULLSTORY_BASE_URL;
const keys = Array.from({ length: Number(process.env.ORGS) }, (_, i) => `org-${i}`);

async function loop() {
  const pool = new Pool(base, { connections: 32 });
  const documents = await Promise.all(
    keys.flatMap((key) =>
      paths.map(async (path) => {
        const headers = { authorization: `Basic ${key}` };
        const { statusCode, body } = await pool.request({ path, method: "GET", headers });
        if (statusCode !== 200) throw new Error(`status ${statusCode}`);
        return body.json();
      }),
    ),
  );
  await pool.close();
  return documents;
}

async function bare(fetched) {
  const documents = await fetched();
  const app = new App({ outdir: process.env.OUT });
  for (const [index, key] of keys.entries()) {
    const stack = new TerraformStack(app, key);
    new NullProvider(stack, "null");
    for (const [at, path] of paths.entries()) {
      const document = documents[index * paths.length + at] ?? path;
      new DataNullDataSource(stack, `d${at}`, {
        inputs: { length: String(JSON.stringify(document).length) },
      });
    }
  }
  app.synth();
}

function ours() {
  const app = new App({ outdir: process.env.OUT });
  for (const key of keys) {
    const stack = new TerraformStack(app, key);
    new fullstory.FullstoryOrg(stack, "org", { apiKey: key });
    new fullstory.FullstoryGate(stack, "gate", declaration(fullstory.Match));
  }
  return fullstory.synth(app);
}

/** What the synthesis fetches, by the function that it fetches with. */
async function fetchOnly() {
  const jobs = keys.flatMap((apiKey) => {
    const options = resolveClientOptions({ apiKey, baseUrl: base }, {});
    return paths.map((path) => {
      const [, endpoint, platform] = /v1\/(\w+)(?:\?platform=(\w+))?/.exec(path);
      return { options, request: { kind: "document", endpoint, ...(platform ? { platform } : {}) } };
    });
  });
  const results = await fetchAll(jobs);
  if (results.some(({ ok }) => !ok)) throw new Error("not everything was read");
}

const ways = { ours, bare: () => bare(loop), none: () => bare(async () => []), loop, fetch: fetchOnly };

async function main() {
  const started = performance.now();
  await ways[process.env.WAY]();
  console.log(JSON.stringify({ ms: performance.now() - started }));
}

main();
