import { inspect } from "node:util";
import { fetchAll } from "../../../lib/client/batch/fetch-all";
import type { FetchJob, FetchResult } from "../../../lib/client/batch/fetch-job";
import {
  type ClientOptions,
  type ResolvedOptions,
  resolveClientOptions,
} from "../../../lib/client/options/client-options";
import { decodeHistoryPage } from "../../../lib/settings/index.js";
import { json, type OddServer, serve } from "../support/odd-server";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function started(handler: Parameters<typeof serve>[0]): Promise<OddServer> {
  const server = await serve(handler);
  open.push(server);
  return server;
}

const resolved = (baseUrl: string, options: Partial<ClientOptions> = {}): ResolvedOptions =>
  resolveClientOptions({ apiKey: "SECRETKEY", baseUrl, ...options }, {});
const geo = (options: ResolvedOptions): FetchJob => ({
  options,
  request: { kind: "document", endpoint: "geo" },
});
const codes = (results: readonly FetchResult[]): string[] =>
  results.map((result) => (result.ok ? "ok" : result.error.code));

describe("fetching everything at once", () => {
  test("gives each job its own text, when it was asked and how often", async () => {
    const server = await started((request, response) => json(response, { path: request.path }));
    const options = resolved(server.url);
    const before = Date.now();
    const results = await fetchAll([
      geo(options),
      { options, request: { kind: "me" } },
      { options, request: { kind: "document", endpoint: "domain", platform: "mobile" } },
    ]);
    expect(results.map((result) => result.ok && (result.body as { path: unknown }).path)).toEqual([
      "/settings/recording/v1/geo",
      "/me",
      "/settings/recording/v1/domain?platform=mobile",
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ ok: true, attempts: 1, status: 200 });
      const at = result.ok ? Date.parse(result.fetchedAt) : Number.NaN;
      expect(at).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(Date.now());
    }
  });

  test("dates an answer by when it was asked for, not by when it came", async () => {
    let askedAt = 0;
    const server = await started((_, response) => {
      askedAt = Date.now();
      setTimeout(() => json(response, {}), 300);
    });
    const [result] = await fetchAll([geo(resolved(server.url))]);
    expect(result?.ok && Date.parse(result.fetchedAt)).toBeLessThanOrEqual(askedAt);
  });

  test("asks once for what several jobs want, and never shares across keys", async () => {
    const server = await started((request, response) =>
      json(response, { key: request.headers.authorization }),
    );
    const [a, b] = [resolved(server.url), resolved(server.url, { apiKey: "OTHER" })];
    const results = await fetchAll([geo(a), geo(b), geo(resolved(server.url)), geo(a)]);
    expect(server.seen).toHaveLength(2);
    expect(results.map((result) => result.ok && (result.body as { key: unknown }).key)).toEqual([
      "Basic SECRETKEY",
      "Basic OTHER",
      "Basic SECRETKEY",
      "Basic SECRETKEY",
    ]);
  });

  test("keeps a hundred orgs with eight requests each within a bound of sockets", async () => {
    let inFlight = 0;
    let most = 0;
    const server = await started((_, response) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight--;
        json(response, {});
      }, 20);
    });
    const endpoints = ["blocking", "geo", "privacy", "targeting"] as const;
    const jobs = Array.from({ length: 100 }, (_, org) => resolved(server.url, { apiKey: `k${org}` })).flatMap(
      (options): FetchJob[] => [
        ...endpoints.map((endpoint) => ({ options, request: { kind: "document", endpoint } as const })),
        ...(["web", "mobile"] as const).flatMap((platform): FetchJob[] => [
          { options, request: { kind: "document", endpoint: "domain", platform } },
          { options, request: { kind: "document", endpoint: "features", platform } },
        ]),
      ],
    );
    const results = await fetchAll(jobs);
    expect(jobs).toHaveLength(800);
    expect(new Set(codes(results))).toEqual(new Set(["ok"]));
    expect(server.seen).toHaveLength(800);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(32);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.sockets.size).toBe(0);
  });

  test("does not count the wait for a socket as an attempt's time", async () => {
    const server = await started((_, response) => setTimeout(() => json(response, {}), 60));
    const jobs = Array.from({ length: 200 }, (_, org) =>
      geo(resolved(server.url, { apiKey: `k${org}`, timeoutMs: 300, attempts: 1 })),
    );
    expect(new Set(codes(await fetchAll(jobs)))).toEqual(new Set(["ok"]));
  });

  test("holds one job's failure apart from the others", async () => {
    const server = await started((request, response) =>
      request.path.endsWith("/geo") ? json(response, {}) : response.end("<html>"),
    );
    const options = resolved(server.url);
    const results = await fetchAll([
      { options, request: { kind: "me" } },
      geo(options),
      { options, request: { kind: "session-events", sessionId: "1/2" } },
    ]);
    expect(codes(results)).toEqual(["wrong_shape", "ok", "bad_option"]);
    expect(inspect(results, { depth: null, showHidden: true })).not.toContain("SECRETKEY");
  });

  test("ends within the one deadline that all jobs share", async () => {
    const server = await started(() => undefined);
    const jobs = Array.from({ length: 70 }, (_, org) =>
      geo(resolved(server.url, { apiKey: `k${org}`, timeoutMs: 10_000, deadlineMs: 300 })),
    );
    expect(new Set(codes(await fetchAll(jobs)))).toEqual(new Set(["timeout"]));
  });

  test("ends with its signal", async () => {
    const controller = new AbortController();
    const server = await started(() => controller.abort());
    expect(codes(await fetchAll([geo(resolved(server.url))], { signal: controller.signal }))).toEqual([
      "aborted",
    ]);
  });

  test("of nothing is nothing", async () => {
    expect(await fetchAll([])).toEqual([]);
  });
});

describe("a walk through a history", () => {
  const dated = (day: number) => ({
    recordGeoMode: "GEO_ALL",
    metadata: { lastUpdated: `2026-11-${day}T00:00:00Z` },
  });
  const walk = (
    url: string,
    bounds: { since?: string; maxPages: number },
    options: Partial<ClientOptions> = {},
  ) =>
    fetchAll([
      {
        options: resolved(url, options),
        request: { kind: "history-walk", endpoint: "geo", limit: 2, ...bounds },
      },
    ]);
  const pages = (response: Parameters<Parameters<typeof serve>[0]>[1], index: number): void =>
    json(response, {
      versions: [dated(28 - 2 * index), dated(27 - 2 * index)],
      nextPaginationToken: index < 4 ? `t${index}` : "",
    });

  test.each([
    ["its end", { maxPages: 10 }, 5, true],
    ["a number of pages", { maxPages: 2 }, 2, false],
    ["a date", { maxPages: 10, since: "2026-11-25T12:00:00Z" }, 2, true],
    ["a date that is a version's own", { maxPages: 10, since: "2026-11-27T00:00:00Z" }, 1, true],
  ])("reads until %s", async (_, bounds, count, complete) => {
    const server = await started((__, response, index) => pages(response, index));
    const [result] = await walk(server.url, bounds);
    expect(result).toMatchObject({ ok: true, complete, attempts: count, status: 200 });
    expect(result?.ok && result.pages).toHaveLength(count);
    expect(result?.ok && result.body).toBe(result?.ok && result.pages?.[0]);
    expect(server.seen).toHaveLength(count);
    expect(server.seen[1]?.path ?? "limit=2&pagination_token=t0").toContain("limit=2&pagination_token=t0");
  });

  test("is an error when a token comes twice", async () => {
    const server = await started((_, response) => json(response, { versions: [], nextPaginationToken: "t" }));
    expect(codes(await walk(server.url, { maxPages: 10 }))).toEqual(["pagination_loop"]);
    expect(server.seen).toHaveLength(2);
  });

  test("ends at a page of the wrong shape, and leaves what is wrong with it to who decodes it, once", async () => {
    const server = await started((_, response) => json(response, { versions: 7 }));
    const [result] = await walk(server.url, { maxPages: 10 });
    expect(result).toMatchObject({ ok: true, pages: [{ versions: 7 }] });
    expect(decodeHistoryPage("geo", { versions: 7 }).ok).toBe(false);
  });

  test("holds the size cap over all of its pages together", async () => {
    const server = await started((_, response, index) =>
      json(response, { versions: [], nextPaginationToken: `t${index}`, pad: "x".repeat(400) }),
    );
    expect(codes(await walk(server.url, { maxPages: 100 }, { maxBodyBytes: 1000 }))).toEqual([
      "body_too_large",
    ]);
    expect(server.seen).toHaveLength(3);
  });

  test.each([{ maxPages: 0 }, { maxPages: 1.5 }, { maxPages: 1, since: "yesterday" }])(
    "refuses the bounds %j",
    async (bounds) => {
      expect(codes(await walk("http://127.0.0.1:1", bounds))).toEqual(["bad_option"]);
    },
  );
});
