// Walks through a history and says how many of the versions that it had, and of those that it did not ask for yet, are
// still in memory. Argument: URL.
const { setImmediate: turnOfLoop } = require("node:timers/promises");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const { FullstoryClient } = require("../../../dist/lib/client/index.js");

const WALKED = 150;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const pages = [];
const { parse } = JSON;
JSON.parse = (...given) => {
  const value = parse(...given);
  if (Array.isArray(value?.versions)) pages.push(new WeakRef(value));
  return value;
};

async function main() {
  const client = new FullstoryClient({ apiKey: "k", baseUrl: process.argv[2] });
  const walked = [];
  for await (const version of client.history("geo")) {
    if (walked.push(new WeakRef(version)) < WALKED) continue;
    // A weak reference holds what it refers to until the turn has ended.
    await turnOfLoop();
    collect();
    const alive = (references) => references.filter((each) => each.deref() !== undefined).length;
    console.log(JSON.stringify({ versions: alive(walked.slice(0, -1)), pages: alive(pages) }));
    break;
  }
  await client.close();
}

main();
