// Makes sixty calls at once that share one signal. Arguments: URL.
const { FullstoryClient } = require("../../../dist/entries/client.js");

const client = new FullstoryClient({ apiKey: "k", baseUrl: process.argv[2] });
const { signal } = new AbortController();
Promise.all(Array.from({ length: 60 }, (_, id) => client.getSessionEvents(`1:${id}`, { signal }))).then(
  (all) => console.log(all.length),
);
