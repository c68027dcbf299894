// Fetches synchronously from another copy of the package. Arguments: its directory.
const { join } = require("node:path");

const lib = join(process.argv[2], "dist", "lib", "client");
const { resolveClientOptions } = require(join(lib, "options", "client-options.js"));
const { fetchAllSync } = require(join(lib, "batch", "sync-bridge.js"));

const options = resolveClientOptions({ baseUrl: "http://127.0.0.1:1", deadlineMs: 1 }, process.env);
try {
  const results = fetchAllSync([{ options, request: { kind: "me" } }]);
  console.log(JSON.stringify({ results }));
} catch (error) {
  console.log(JSON.stringify({ thrown: error.code, hint: error.hint }));
}
