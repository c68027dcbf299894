import { inspect } from "node:util";
import { type ClientOptions, FullstoryClient } from "../../../lib/client/index";
import * as errors from "../../../lib/errors";
import { runScript } from "../support/child";
import { json, type OddServer, type SeenRequest, serve } from "../support/odd-server";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

type Answers = (path: string, index: number) => unknown;

/** A client and the server that it asks; `answers` gives the JSON for a path. */
async function pair(answers: Answers, options: Omit<ClientOptions, "baseUrl"> = {}) {
  const server = await serve((request, response, index) => json(response, answers(request.path, index)));
  return { server, client: clientOf(server, options) };
}

function clientOf(server: OddServer, options: Omit<ClientOptions, "baseUrl"> = {}): FullstoryClient {
  const client = new FullstoryClient({ apiKey: "SECRETKEY", baseUrl: server.url, ...options });
  open.push(client, server);
  return client;
}

const paths = ({ seen }: OddServer): string[] => seen.map(({ path }: SeenRequest) => path);
/** The least that is a document. */
const least = { metadata: {} };
const meta = { lastUpdated: "2026-11-01T00:00:00Z" };

describe("a client", () => {
  test("reads each settings document from its own path", async () => {
    const { server, client } = await pair(() => least);
    await client.getBlocking();
    await client.getDomain();
    await client.getDomain({ platform: "mobile" });
    await client.getGeo();
    await client.getPrivacy();
    await client.getFeatures({ platform: "web" });
    await client.getTargeting();
    expect(paths(server)).toEqual(
      [
        "blocking",
        "domain",
        "domain?platform=mobile",
        "geo",
        "privacy",
        "features?platform=web",
        "targeting",
      ].map((name) => `/settings/recording/v1/${name}`),
    );
  });

  test("gives documents decoded, whatever the spelling of their keys", async () => {
    const { client } = await pair(() => ({ record_geo_mode: "GEO_ALL", recordGeoZones: [], metadata: meta }));
    const geo = await client.getGeo();
    expect(geo.recordGeoMode).toBe("GEO_ALL");
    expect(geo.metadata?.lastUpdated).toBe(meta.lastUpdated);
  });

  test("says whose key it has", async () => {
    const { server, client } = await pair(() => ({
      email: "bob@example.com",
      orgId: "o-1-na1",
      role: "ADMIN",
    }));
    expect(await client.me()).toEqual({ email: "bob@example.com", orgId: "o-1-na1", role: "ADMIN" });
    expect(paths(server)).toEqual(["/me"]);
  });

  test("reads a session's events by the id of its replay URL", async () => {
    const { server, client } = await pair(() => ({ events: [{ event_type: "navigate" }] }));
    const { events } = await client.getSessionEvents("1!2", { enableEventCache: true });
    expect(events[0]?.eventType).toBe("navigate");
    expect(paths(server)).toEqual(["/v2/sessions/1%3A2/events?enable_event_cache=true"]);
  });

  test("names every fault of a body with the wrong shape", async () => {
    const { client } = await pair(() => ({ recordGeoMode: 7, recordGeoZones: "US" }));
    const error = await client.getGeo().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(errors.WrongShapeError);
    expect((error as errors.WrongShapeError).faults).toHaveLength(2);
    expect(error).toMatchObject({ endpoint: "GET /settings/recording/v1/geo", status: 200, attempts: 1 });
  });

  test.each([{}, { code: "internal", message: "no" }, []])(
    "takes no error body for a document in which everything is absent: %j",
    async (body) => {
      const { client } = await pair(() => body);
      await expect(client.getGeo()).rejects.toThrow(errors.WrongShapeError);
    },
  );

  test("refuses a body with a repeated key, of which parsers keep one or the other", async () => {
    const server = await serve((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end('{"recordGeoMode":"GEO_BLOCK_LIST","record\\u0047eoMode":"GEO_ALL"}');
    });
    await expect(clientOf(server).getGeo()).rejects.toThrow("one object has the same key more than once");
  });

  test("refuses a wrong parameter without sending anything", async () => {
    const { server, client } = await pair(() => ({}));
    await expect(client.getSessionEvents("1%3A2")).rejects.toThrow(errors.BadOptionError);
    await expect(client.history("geo", { limit: 101 }).next()).rejects.toThrow(errors.BadOptionError);
    await expect(client.history("geo", { pageLimit: 0 }).next()).rejects.toThrow(errors.BadOptionError);
    await expect(client.getDomain({ platform: "x" as "web" })).rejects.toThrow(errors.BadOptionError);
    expect(server.seen).toEqual([]);
  });

  test("without a key is refused by its constructor", () => {
    expect(() => new FullstoryClient({ apiKey: "" })).toThrow(errors.MissingKeyError);
  });

  test("does not show its key, however it is looked at", async () => {
    const { client } = await pair(() => least);
    await client.getGeo();
    for (const customInspect of [true, false]) {
      expect(inspect(client, { showHidden: true, depth: null, customInspect })).not.toContain("SECRETKEY");
    }
    expect(JSON.stringify(client)).toBe("{}");
  });

  test("that is closed ends what is in flight and refuses what comes later", async () => {
    const server = await serve(() => void client.close());
    const client = clientOf(server);
    await expect(client.getGeo()).rejects.toThrow(errors.AbortedError);
    await expect(client.getGeo()).rejects.toThrow(errors.BadOptionError);
  });
});

describe("many calls with one signal", () => {
  test("make no warning of a leak", async () => {
    const { server } = await pair(() => ({ events: [] }));
    const outcome = await runScript("signal-process.js", [server.url]);
    expect(outcome).toEqual({ code: 0, stdout: "60\n", stderr: "" });
  });
});

describe("identical calls at the same time", () => {
  test("share one request, and nobody sees another's changes", async () => {
    const { server, client } = await pair(() => ({ recordGeoZones: ["US"] }));
    const documents = await Promise.all(Array.from({ length: 20 }, () => client.getGeo()));
    expect(server.seen).toHaveLength(1);
    expect(new Set(documents).size).toBe(20);
    expect(new Set(documents.map(({ recordGeoZones }) => recordGeoZones)).size).toBe(20);
  });

  test("are only those with the same parameters", async () => {
    const { server, client } = await pair(() => least);
    await Promise.all([
      client.getDomain(),
      client.getDomain({ platform: "web" }),
      client.getFeatures(),
      client.getGeo(),
    ]);
    expect(server.seen).toHaveLength(4);
  });

  test("share an error too, and the next call asks again", async () => {
    const server = await serve((_, response, index) => json(response, least, index === 0 ? 401 : 200));
    const client = clientOf(server);
    const both = await Promise.allSettled([client.getGeo(), client.getGeo()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await client.getGeo();
    await client.getGeo();
    expect(server.seen).toHaveLength(3);
  });

  test("go on when only one of their callers aborts", async () => {
    const controller = new AbortController();
    const server = await serve((_, response) => {
      controller.abort();
      setTimeout(() => json(response, least), 50);
    });
    const client = clientOf(server);
    const [first, second] = await Promise.allSettled([
      client.getGeo({ signal: controller.signal }),
      client.getGeo(),
    ]);
    expect(first).toMatchObject({ status: "rejected", reason: expect.any(errors.AbortedError) });
    expect(second.status).toBe("fulfilled");
    expect(server.seen).toHaveLength(1);
  });

  test("end on the wire when all of their callers abort", async () => {
    const controller = new AbortController();
    const server = await serve(() => setTimeout(() => controller.abort(), 20));
    const client = clientOf(server);
    const { signal } = controller;
    const both = await Promise.allSettled([client.getGeo({ signal }), client.getGeo({ signal })]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.sockets.size).toBe(0);
  });
});

describe("a history", () => {
  const page = (mode: string, next?: unknown) => ({
    versions: [{ recordGeoMode: mode, metadata: meta }],
    ...(next === undefined ? {} : { next_pagination_token: next }),
  });

  async function modes(client: FullstoryClient, options = {}): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const version of client.history("geo", options)) found.push(version.recordGeoMode);
    return found;
  }

  test.each([undefined, null, ""])("is read to its end, which is a token of %j", async (end) => {
    const { server, client } = await pair((_, index) => page(`V${index}`, index < 2 ? `t${index}` : end));
    expect(await modes(client, { limit: 1 })).toEqual(["V0", "V1", "V2"]);
    const path = "/settings/recording/v1/geo/history?limit=1";
    expect(paths(server)).toEqual([path, `${path}&pagination_token=t0`, `${path}&pagination_token=t1`]);
  });

  test("asks for 100 versions a page unless told otherwise", async () => {
    const { server, client } = await pair(() => ({ versions: [] }));
    expect(await modes(client)).toEqual([]);
    expect(paths(server)).toEqual(["/settings/recording/v1/geo/history?limit=100"]);
  });

  test("reads no more pages than pageLimit, nor than the caller takes", async () => {
    const { server, client } = await pair((_, index) => page(`V${index}`, `t${index}`));
    expect(await modes(client, { pageLimit: 2 })).toEqual(["V0", "V1"]);
    for await (const version of client.history("geo")) {
      expect(version.recordGeoMode).toBe("V2");
      break;
    }
    expect(server.seen).toHaveLength(3);
  });

  test.each([1, 2, 3])(
    "that comes back to a token after %d pages is an error, never a silent stop",
    async (period) => {
      const { client } = await pair((_, index) => page("V", `t${index % period}`));
      await expect(modes(client)).rejects.toThrow(errors.PaginationLoopError);
    },
  );

  test("with a token that no URL can carry is an error", async () => {
    const { client } = await pair(() => page("V", "\n"));
    await expect(modes(client)).rejects.toThrow(errors.WrongShapeError);
  });

  test("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const { client } = await pair((_, index) => page("V", `t${index}`));
    const walk = client.history("geo", { signal: controller.signal });
    await walk.next();
    controller.abort();
    await expect(walk.next()).rejects.toThrow(errors.AbortedError);
  });
});
