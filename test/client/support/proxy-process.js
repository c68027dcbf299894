// One call to a named host through the environment's proxy. Arguments: base URL, its host.
const { FullstoryClient } = require("../../../dist/entries/client.js");

const [baseUrl, allowHost] = process.argv.slice(2);
const client = new FullstoryClient({ baseUrl, allowHost, attempts: 1 });
// A program that turns verification off once the options were checked.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = process.env.TURN_TLS_OFF_LATE ?? "1";

client
  .getGeo()
  .then(
    (geo) => ({ geo }),
    (error) => ({ code: error.code, message: error.message, cause: error.cause?.code }),
  )
  .then((outcome) => console.log(JSON.stringify(outcome)));
