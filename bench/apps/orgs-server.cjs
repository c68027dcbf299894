// As many orgs as anybody asks for, on one loopback port: every key `org-N` reads the same eight documents (DOCUMENTS,
// a file). Each answer waits LATENCY ms; `/at-once` says how many waited at the same time at most. FAILING says of some
// keys what they get in place of everything: `{"org-7": [403, "{}"]}`. Ends with stdin.
const { createServer } = require("node:http");
const { readFileSync } = require("node:fs");

const documents = JSON.parse(readFileSync(process.env.DOCUMENTS, "utf8"));
const latency = Number(process.env.LATENCY);
const failing = JSON.parse(process.env.FAILING ?? "{}");
let waiting = 0;
let atOnce = 0;
let served = 0;

function answerTo(url) {
  const known = documents[url];
  return known === undefined ? [404, "{}"] : [200, JSON.stringify(known)];
}

const server = createServer((request, response) => {
  if (request.url === "/at-once") {
    response.end(JSON.stringify({ atOnce, served }));
    atOnce = 0;
    served = 0;
    return;
  }
  const key = /^Basic (org-\d+)$/.exec(request.headers.authorization)?.[1];
  const [status, body] = key === undefined ? [401, "{}"] : (failing[key] ?? answerTo(request.url));
  atOnce = Math.max(atOnce, ++waiting);
  setTimeout(() => {
    waiting -= 1;
    served += 1;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body);
  }, latency);
});

process.stdin.on("end", () => process.exit(0)).resume();
server.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })),
);
