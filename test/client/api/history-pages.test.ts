import { FullstoryClient } from "../../../lib/client/index";
import * as errors from "../../../lib/errors";
import { runScript } from "../support/child";
import { json, type OddServer, type SeenRequest, serve } from "../support/odd-server";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const page = (index: number, { versions = 2, more = true } = {}) => ({
  versions: Array.from({ length: versions }, (_, at) => ({ recordGeoMode: `V${index}.${at}` })),
  ...(more ? { next_pagination_token: `t${index}` } : {}),
});

/** A server whose page 0 is the newest, and a client of it. */
async function pair(answer: (index: number, response: Parameters<typeof json>[0]) => void) {
  const server = await serve((_, response, index) => answer(index, response));
  const client = new FullstoryClient({ apiKey: "SECRETKEY", baseUrl: server.url, attempts: 1 });
  open.push(client, server);
  return { server, client };
}

async function seen({ seen: requests }: OddServer, count: number): Promise<readonly SeenRequest[]> {
  for (let wait = 0; requests.length < count && wait < 200; wait++) await pause(5);
  return requests;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a history", () => {
  test("is not read ahead for a caller who takes one version", async () => {
    const { server, client } = await pair((index, response) => json(response, page(index)));
    const walk = client.history("geo");
    await walk.next();
    await pause(50);
    expect(server.seen).toHaveLength(1);
    await walk.return();
    expect(server.seen).toHaveLength(1);
  });

  test("is read one page ahead of a caller who takes more, and never two", async () => {
    const { server, client } = await pair((index, response) => json(response, page(index)));
    const walk = client.history("geo");
    await walk.next();
    await walk.next();
    expect(await seen(server, 2)).toHaveLength(2);
    await pause(50);
    expect(server.seen).toHaveLength(2);
    // The third version is the second page's first: now the third page is on its way.
    expect((await walk.next()).value?.recordGeoMode).toBe("V1.0");
    expect(await seen(server, 3)).toHaveLength(3);
    await pause(50);
    expect(server.seen).toHaveLength(3);
    await walk.return();
  });

  test("ends on the wire when its caller stops early", async () => {
    const { server, client } = await pair((index, response) => {
      if (index === 0) json(response, page(index));
    });
    const walk = client.history("geo");
    await walk.next();
    await walk.next();
    await seen(server, 2);
    const before = [...server.sockets];
    await walk.return();
    await pause(50);
    // Page 2 was asked for on the connection that had brought page 1.
    expect(before.map((socket) => server.sockets.has(socket))).toEqual([false]);
    expect(server.seen).toHaveLength(2);
  });

  test("gives the versions of a page before the error of the next one, and tells nobody who left", async () => {
    const fails = () =>
      pair((index, response) => json(response, page(index, { versions: 3 }), index === 0 ? 200 : 403));
    const [heard, unheard] = [await fails(), await fails()];
    const found: unknown[] = [];
    const read = async () => {
      for await (const { recordGeoMode } of heard.client.history("geo")) {
        found.push(recordGeoMode);
        await pause(20);
      }
    };
    await expect(read()).rejects.toThrow(errors.ForbiddenError);
    expect(found).toEqual(["V0.0", "V0.1", "V0.2"]);

    const walk = unheard.client.history("geo");
    await walk.next();
    await walk.next();
    await seen(unheard.server, 2);
    // An error that nobody hears would end this process.
    await pause(50);
    await walk.return();
  });

  test("asks for nothing beyond pageLimit", async () => {
    const { server, client } = await pair((index, response) => json(response, page(index)));
    let versions = 0;
    for await (const _ of client.history("geo", { pageLimit: 2 })) versions++;
    await pause(50);
    expect([versions, server.seen.length]).toEqual([4, 2]);
  });

  test("gives nothing that it read ahead once the caller's signal has aborted", async () => {
    const { server, client } = await pair((index, response) => json(response, page(index, { versions: 2 })));
    const controller = new AbortController();
    const walk = client.history("geo", { signal: controller.signal });
    await walk.next();
    await walk.next();
    await seen(server, 2);
    await pause(50);
    controller.abort();
    await expect(walk.next()).rejects.toThrow(errors.AbortedError);
  });

  test("loses nothing and gives everything in order, however slow its caller is", async () => {
    const { client } = await pair((index, response) => json(response, page(index, { more: index < 4 })));
    const found: unknown[] = [];
    for await (const { recordGeoMode } of client.history("geo")) {
      found.push(recordGeoMode);
      if (found.length % 3 === 0) await pause(5);
    }
    expect(found).toEqual([0, 1, 2, 3, 4].flatMap((index) => [`V${index}.0`, `V${index}.1`]));
  });

  test("keeps no version that its caller is done with, and no parsed page", async () => {
    const { server } = await pair((index, response) => json(response, page(index, { versions: 100 })));
    const { stdout, stderr } = await runScript("walk-process.js", [server.url]);
    expect({ stdout: JSON.parse(stdout) as unknown, stderr }).toEqual({
      stdout: { versions: 0, pages: 0 },
      stderr: "",
    });
  });
});
