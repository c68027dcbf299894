// Fetches synchronously and says what came. Arguments: URL. The key comes by environment, as a user's does.
const { resolveClientOptions } = require("../../../dist/lib/client/options/client-options.js");
const { fetchAllSync } = require("../../../dist/lib/client/batch/sync-bridge.js");

const options = resolveClientOptions({ baseUrl: process.argv[2] }, process.env);
const [result] = fetchAllSync([{ options, request: { kind: "document", endpoint: "geo" } }]);
console.log(JSON.stringify({ ok: result.ok, argv: process.argv.length, body: JSON.stringify(result.body) }));
