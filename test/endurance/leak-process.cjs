// Synthesizes one and the same app COUNT times and prints what is left of each. WAY is `ours`, or `bare`: a CDKTF app of
// the same shape, with the inputs and conditions that ours renders (SHAPE names a cdk.tf.json). Needs --expose-gc.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const root = join(__dirname, "../..");
const { App, TerraformStack } = require("cdktf");

const count = Number(process.env.COUNT);
const outdir = process.env.OUT;

function bare() {
  const { DataNullDataSource } = require("@cdktf/provider-null/lib/data-null-data-source");
  const { NullProvider } = require("@cdktf/provider-null/lib/provider");
  const elements = JSON.parse(readFileSync(process.env.SHAPE, "utf8")).data.null_data_source;
  return async () => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "web");
    new NullProvider(stack, "null");
    for (const [name, { inputs, lifecycle }] of Object.entries(elements)) {
      const source = new DataNullDataSource(stack, name, { inputs });
      source.addOverride("lifecycle", lifecycle);
    }
    app.synth();
    return app;
  };
}

/** Documents that were decoded and are not collected yet. */
const documents = [];

function ours() {
  const decoding = require(join(root, "dist/lib/settings/decode/decode-document.js"));
  const { decodeDocument } = decoding;
  decoding.decodeDocument = (...given) => {
    const decoded = decodeDocument(...given);
    if (decoded.ok) documents.push(new WeakRef(decoded.value));
    return decoded;
  };
  // The files before bundling: one of them is wrapped above.
  const fullstory = require(join(root, "dist/lib/index.js"));
  const declared = require(join(root, "bench/apps/declaration.cjs"))(fullstory.Match);
  return async () => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "web");
    new fullstory.FullstoryOrg(stack, "org", { maxAge: "off" });
    new fullstory.FullstoryGate(stack, "gate", declared);
    await fullstory.synth(app);
    return app;
  };
}

/** What a collection leaves; a WeakRef lives until the end of the turn that made it. */
async function settled() {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    global.gc();
  }
  return process.memoryUsage().heapUsed;
}

async function main() {
  const synthesize = process.env.WAY === "ours" ? ours() : bare();
  for (let i = 0; i < Number(process.env.WARM_UP ?? 0); i++) await synthesize();
  const before = await settled();
  let app;
  for (let i = 0; i < count; i++) app = await synthesize();
  const after = await settled();
  const alive = documents.filter((document) => document.deref() !== undefined).length;
  // The last app is still held here: its documents must be gone all the same.
  if (app === undefined) throw new Error("nothing was synthesized");
  const open = process.getActiveResourcesInfo().filter((name) => /TCP|TLS|MessagePort|Worker/.test(name));
  const leakedBytes = (after - before) / count;
  process.stdout.write(JSON.stringify({ leakedBytes, fetched: documents.length, alive, open }));
}

main();
