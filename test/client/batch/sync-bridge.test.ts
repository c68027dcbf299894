import { inspect } from "node:util";
import { fetchAll } from "../../../lib/client/batch/fetch-all";
import type { FetchJob, FetchResult } from "../../../lib/client/batch/fetch-job";
import { fetchAllSync } from "../../../lib/client/batch/sync-bridge";
import { type ClientOptions, resolveClientOptions } from "../../../lib/client/options/client-options";
import { type ChildServer, runScript, startChildServer } from "../support/child";

let server: ChildServer;
beforeEach(async () => {
  server = await startChildServer();
});
afterEach(() => server.stop());

function jobs(url: string, options: Partial<ClientOptions> = {}): FetchJob[] {
  const resolved = resolveClientOptions(
    { apiKey: "SECRETKEY", baseUrl: url, timeoutMs: 1_000, attempts: 2, maxBodyBytes: 1_000_000, ...options },
    {},
  );
  const names = ["geo", "blocking", "privacy", "targeting", "features", "domain", "geo"] as const;
  return [
    ...names.map((endpoint): FetchJob => ({ options: resolved, request: { kind: "document", endpoint } })),
    { options: resolved, request: { kind: "history-walk", endpoint: "geo", maxPages: 3 } },
    { options: resolved, request: { kind: "me" } },
    { options: resolved, request: { kind: "session-events", sessionId: "1:2" } },
    { options: resolved, request: { kind: "session-events", sessionId: "" } },
  ];
}

/** Everything but what time does to a result. */
function timeless(results: readonly FetchResult[]): unknown[] {
  return results.map((result) => ({ ...result, fetchedAt: "then" }));
}

describe("the synchronous bridge", () => {
  test("gives the same results as the asynchronous way from a server that misbehaves in the same way", async () => {
    const twin = await startChildServer();
    try {
      const sync = fetchAllSync(jobs(server.url));
      const async = await fetchAll(jobs(twin.url));
      expect(timeless(sync)).toEqual(timeless(async));
      expect(sync.map((result) => (result.ok ? `ok ${result.attempts}` : result.error.code))).toEqual([
        "ok 1",
        "ok 2",
        "forbidden",
        "too_many_requests",
        "wrong_shape",
        "timeout",
        "ok 1",
        "ok 3",
        "body_too_large",
        "body_too_large",
        "bad_option",
      ]);
      expect(inspect(sync, { depth: null, showHidden: true })).not.toContain("SECRETKEY");
      const asked = await server.seen();
      expect(asked.filter(({ path }) => path.endsWith("/geo"))).toHaveLength(1);
      expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(["Basic SECRETKEY"]));
    } finally {
      await twin.stop();
    }
  });

  test("may be used again and again, and asks anew each time", async () => {
    const [first] = jobs(server.url);
    if (first === undefined) throw new Error("no job");
    for (let round = 1; round <= 3; round++) {
      expect(fetchAllSync([first])).toEqual([expect.objectContaining({ ok: true })]);
      expect(await server.seen()).toHaveLength(round);
    }
  });

  test("needs no worker when nothing is to be sent", () => {
    expect(fetchAllSync([])).toEqual([]);
    const [bad] = jobs(server.url).slice(-1);
    expect(fetchAllSync(bad === undefined ? [] : [bad])).toMatchObject([
      { ok: false, error: { code: "bad_option" } },
    ]);
  });

  test("lets the process end by itself, with nothing on stdout but the program's own output", async () => {
    const noise = { NODE_OPTIONS: `--require ${require.resolve("../support/noise.js")}` };
    const env = { FULLSTORY_API_KEY: "SECRETKEY", ...noise };
    const { code, stdout, stderr } = await runScript("sync-process.js", [server.url], env);
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => line.startsWith("{"))).toHaveLength(1);
    expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toMatchObject({ ok: true });
    expect(stdout).not.toContain("worker");
    expect(stdout + stderr).not.toContain("SECRETKEY");
  });
});
