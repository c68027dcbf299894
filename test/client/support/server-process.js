// A server in a process of its own: each path says how it misbehaves. Started by child.ts.
const { createServer } = require("node:http");
const { createGzip } = require("node:zlib");

const seen = [];
const counts = new Map();
const megabyte = Buffer.alloc(1024 * 1024, 0x20);

function endless(stream, megabytes) {
  let left = megabytes;
  const write = () => {
    while (left-- > 0) if (!stream.write(megabyte)) return stream.once("drain", write);
    stream.end();
  };
  write();
}

const server = createServer((request, response) => {
  seen.push({ path: request.url, authorization: request.headers.authorization });
  const count = (counts.get(request.url) ?? 0) + 1;
  counts.set(request.url, count);
  request.socket.on("error", () => undefined);
  response.on("error", () => undefined);
  const json = (status, body, headers = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  const path = new URL(request.url, "http://x").pathname;
  if (path.endsWith("/geo")) return json(200, { recordGeoMode: "GEO_ALL", recordGeoZones: [] });
  if (path.endsWith("/blocking")) return count === 1 ? json(503, {}) : json(200, { blockedIps: ["1.2.3.4"] });
  if (path.endsWith("/privacy")) return json(403, { message: "no", code: "forbidden" });
  if (path.endsWith("/targeting")) return json(429, { code: "too_many_requests" }, { "retry-after": "900" });
  if (path.endsWith("/features")) return response.end("<html>not for you</html>");
  if (path.endsWith("/domain")) return undefined; // never answers
  if (path.endsWith("/geo/history")) {
    const token = new URL(request.url, "http://x").searchParams.get("pagination_token");
    const page = token === null ? 1 : Number(token.slice(1));
    return json(200, {
      versions: [{ recordGeoMode: `V${page}`, metadata: { lastUpdated: `20${30 - page}-01-01T00:00:00Z` } }],
      next_pagination_token: page < 5 ? `v${page + 1}` : "",
    });
  }
  if (path === "/me") {
    response.writeHead(200, { "content-type": "application/json" });
    return endless(response, 200);
  }
  response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
  const gzip = createGzip({ level: 1 });
  gzip.on("error", () => undefined);
  gzip.pipe(response);
  return endless(gzip, 1024);
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("message", () => process.send(seen));
process.on("disconnect", () => process.exit());
