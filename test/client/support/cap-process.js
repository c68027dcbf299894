// Asks for a body far over the cap and says how much its memory grew. Arguments: URL, `me` or `events`.
const { FullstoryClient } = require("../../../dist/entries/client.js");

const [baseUrl, what] = process.argv.slice(2);
const client = new FullstoryClient({ apiKey: "k", baseUrl, timeoutMs: 60_000 });

async function main() {
  await client.getGeo();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const error = await (what === "me" ? client.me() : client.getSessionEvents("1:2")).catch(
    (thrown) => thrown,
  );
  clearInterval(timer);
  peak = Math.max(peak, process.memoryUsage().rss);
  console.log(JSON.stringify({ code: error.code, attempts: error.attempts, grew: peak - before }));
}

main();
