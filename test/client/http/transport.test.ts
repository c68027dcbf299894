import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { inspect } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { parseBody } from "../../../lib/client/api/answer-body";
import { type Answer, Transport, type TransportDeps } from "../../../lib/client/http/transport";
import { type ClientOptions, resolveClientOptions } from "../../../lib/client/options/client-options";
import * as errors from "../../../lib/errors";
import { FullstoryError } from "../../../lib/errors";
import { closedPort, json, type OddServer, serve, serveRaw } from "../support/odd-server";

const KEY = "na1.SECRETSECRETSECRET";
const ENDPOINT = "GET /settings/recording/v1/geo";
const PATH = "/settings/recording/v1/geo";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function started(server: Promise<OddServer>): Promise<OddServer> {
  const up = await server;
  open.push(up);
  return up;
}

interface Wish extends Omit<ClientOptions, "apiKey"> {
  readonly signal?: AbortSignal;
  readonly endpoint?: string;
  readonly deps?: Partial<TransportDeps>;
}

/** One GET through a transport of its own; waits between attempts are as short as the host allows. */
async function get(
  baseUrl: string,
  { signal, endpoint = ENDPOINT, deps, ...wish }: Wish = {},
): Promise<Answer> {
  const transport = new Transport({ random: () => 0, ...deps });
  open.push(transport);
  const options = resolveClientOptions(
    { apiKey: KEY, baseUrl, timeoutMs: 5_000, deadlineMs: 20_000, ...wish },
    {},
  );
  const target = { options, path: PATH, endpoint };
  const deadlineAtMs = transport.setDeadline(options.deadlineMs);
  return transport.get(target, { deadlineAtMs, ...(signal === undefined ? {} : { signal }) });
}

async function failure(promise: Promise<unknown>): Promise<FullstoryError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FullstoryError)) throw new Error(`no error of ours: ${inspect(error)}`);
  const shown = [
    inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
    inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY, customInspect: false }),
    error.stack,
    JSON.stringify(error),
    String(error.cause),
  ].join();
  expect(shown).not.toContain("SECRET");
  expect(shown.toLowerCase()).not.toContain("authorization");
  expect(error.hint).not.toBe("");
  return error;
}

const GOOD = { recordGeoMode: "GEO_ALL" };
const good = (response: ServerResponse): void => json(response, GOOD);

describe("a request", () => {
  test("carries the key, asks for fresh JSON and says who asks", async () => {
    const server = await started(serve((_, response) => good(response)));
    const before = Date.now();
    const answer = await get(server.url);
    expect(JSON.parse(answer.text)).toEqual(GOOD);
    expect(answer).toMatchObject({ status: 200, attempts: 1 });
    expect(answer.sentAtMs).toBeGreaterThanOrEqual(before);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "GET",
      path: PATH,
      headers: {
        authorization: `Basic ${KEY}`,
        accept: "application/json",
        "accept-encoding": "gzip",
        "cache-control": "no-cache",
        "user-agent": expect.stringMatching(/^cdktf-fullstory\/\d+\.\d+\.\d+/),
      },
    });
  });

  test("reads an answer that is packed with gzip", async () => {
    const server = await started(
      serve((_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" });
        response.end(gzipSync(JSON.stringify({ text: "é".repeat(300_000) })));
      }),
    );
    expect(JSON.parse((await get(server.url)).text)).toEqual({ text: "é".repeat(300_000) });
  });

  test("reads an answer that comes one byte at a time, characters of several bytes included", async () => {
    const server = await started(
      serve((_, response) => {
        for (const byte of Buffer.from(JSON.stringify("é€😀".repeat(40))))
          response.write(Buffer.from([byte]));
        response.end();
      }),
    );
    expect(JSON.parse((await get(server.url)).text)).toBe("é€😀".repeat(40));
  });

  test("is repeated as soon as the host said that it may be, and dated when the last one was sent", async () => {
    const server = await started(
      serve((_, response, index) => {
        if (index > 0) return good(response);
        response.writeHead(429, { "retry-after": "1" });
        return response.end();
      }),
    );
    const before = Date.now();
    const answer = await get(server.url);
    expect(answer.attempts).toBe(2);
    expect(answer.sentAtMs - before).toBeGreaterThanOrEqual(990);
  });
});

describe("an interim answer", () => {
  const FINAL = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
  test.each([
    ["100 Continue", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["several of them", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"],
    [
      "102 Processing with an old Date",
      "HTTP/1.1 102 Processing\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n",
    ],
  ])("is no failure: %s", async (_, interim) => {
    const server = await started(serveRaw((socket) => void socket.write(interim + FINAL)));
    expect(await get(server.url)).toMatchObject({ text: "{}", status: 200, attempts: 1 });
  });

  test("alone is no answer", async () => {
    const server = await started(serveRaw((socket) => socket.end("HTTP/1.1 100 Continue\r\n\r\n")));
    expect(await failure(get(server.url, { attempts: 1 }))).toBeInstanceOf(errors.ConnectionError);
  });
});

/** What a server does wrong once, before it answers well. */
const passing: Record<string, (response: ServerResponse) => unknown> = {
  "a 429": (response) => json(response, { code: "too_many_requests" }, 429),
  "a 500": (response) => json(response, {}, 500),
  "a 502 of HTML": (response) => response.writeHead(502).end("<html>"),
  "a 503": (response) => response.writeHead(503).end(),
  "a 504": (response) => response.writeHead(504).end(),
  "a connection that is reset": (response) => response.socket?.resetAndDestroy(),
  "a connection that is closed": (response) => response.socket?.destroy(),
  "a body that is cut": (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"a":', () => response.socket?.destroy());
  },
  "a chunked body that is cut": (response) => {
    response.writeHead(200);
    response.write('{"a":', () => response.socket?.destroy());
  },
  "gzip that is cut": (response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync(JSON.stringify(GOOD)).subarray(0, 20));
  },
  "headers that never come": () => undefined,
  "a body that never ends": (response) => response.writeHead(200).write("{"),
  "an error whose body never ends": (response) => response.writeHead(503).write("{"),
};

describe("a fault that passes", () => {
  test.each(Object.keys(passing))("costs one more attempt and nothing else: %s", async (name) => {
    const server = await started(
      serve((_, response, index) => (index === 0 ? void passing[name]?.(response) : good(response))),
    );
    const answer = await get(server.url, { timeoutMs: 500 });
    expect(JSON.parse(answer.text)).toEqual(GOOD);
    expect(answer.attempts).toBe(2);
    expect(server.seen).toHaveLength(2);
  });

  test.each([
    ["a connection that is reset", errors.ConnectionError, undefined],
    ["a body that is cut", errors.ConnectionError, 200],
    ["gzip that is cut", errors.ConnectionError, 200],
    ["headers that never come", errors.TimeoutError, undefined],
    ["a body that never ends", errors.TimeoutError, undefined],
    ["a 429", errors.RateLimitError, 429],
    ["a 500", errors.ServerError, 500],
    ["a 503", errors.ServerError, 503],
    ["an error whose body never ends", errors.ServerError, 503],
  ])("that does not pass is an error after every attempt: %s", async (name, kind, status) => {
    const server = await started(serve((_, response) => void passing[name]?.(response)));
    const error = await failure(get(server.url, { timeoutMs: 200, attempts: 3 }));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ attempts: 3, endpoint: ENDPOINT });
    expect(error.status).toBe(status);
    expect(error.message).toContain(ENDPOINT);
    expect(server.seen).toHaveLength(3);
  });

  test("that is a closed port names the network's code and nothing of the request", async () => {
    const error = await failure(get(`http://127.0.0.1:${await closedPort()}`, { attempts: 2 }));
    expect(error).toBeInstanceOf(errors.ConnectionError);
    expect(error.attempts).toBe(2);
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
    expect(error.message).toContain("ECONNREFUSED");
  });

  test("that is not HTTP at all is a connection error", async () => {
    const server = await started(serveRaw((socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")));
    expect(await failure(get(server.url, { attempts: 2 }))).toBeInstanceOf(errors.ConnectionError);
    expect(server.seen).toHaveLength(2);
  });
});

describe("an answer that no repetition would change", () => {
  const body = { message: "<script>alert(1)</script> \u001b[31m", code: "some_code" };
  test.each([
    [400, errors.BadRequestError],
    [401, errors.UnauthorizedError],
    [403, errors.ForbiddenError],
    [404, errors.NotFoundError],
    [418, errors.UnexpectedAnswerError],
    [204, errors.UnexpectedAnswerError],
    [501, errors.ServerError],
  ])("is an error at once: %d", async (status, kind) => {
    const server = await started(serve((_, response) => json(response, body, status)));
    const error = await failure(get(server.url));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, attempts: 1, endpoint: ENDPOINT });
    if (status !== 204) expect(error.message).toContain("some_code");
    expect(error.message).not.toMatch(/script|\u001b/);
    expect(server.seen).toHaveLength(1);
  });

  test.each(["Some Code", "x".repeat(41), "a\nb", 7, { a: 1 }, ""])(
    "shows no error code that is %j",
    async (code) => {
      const server = await started(serve((_, response) => json(response, { code }, 400)));
      expect((await failure(get(server.url))).message).toBe(`${ENDPOINT} answered 400, 1 attempt`);
    },
  );

  test("names both readings of the vendor's pages when privacy is refused", async () => {
    const server = await started(serve((_, response) => json(response, { code: "forbidden" }, 403)));
    const privacy = await failure(
      get(server.url, { endpoint: "GET /settings/recording/v1/privacy/history" }),
    );
    expect(privacy.hint).toMatch(/Admin key.*Standard key is enough/);
    expect((await failure(get(server.url))).hint).not.toContain("Admin");
  });

  test.each([301, 302, 303, 307, 308])(
    "is a redirect %d: never followed, and only its host is named",
    async (status) => {
      const other = await started(serve((_, response) => good(response)));
      const location = `${other.url}/elsewhere?token=abc`;
      const server = await started(serve((_, response) => response.writeHead(status, { location }).end()));
      const error = await failure(get(server.url));
      expect(error).toBeInstanceOf(errors.UnexpectedAnswerError);
      expect(error.message).toContain(new URL(other.url).host);
      expect(error.message).not.toMatch(/elsewhere|abc/);
      expect(other.seen).toEqual([]);
      expect(server.seen).toHaveLength(1);
    },
  );

  test.each([undefined, "http://[", "x:<evil>", ""])("is a redirect to %j", async (location) => {
    const headers = location === undefined ? {} : { location };
    const server = await started(serve((_, response) => response.writeHead(302, headers).end()));
    const error = await failure(get(server.url));
    expect(error).toBeInstanceOf(errors.UnexpectedAnswerError);
    expect(error.message).not.toContain("evil");
  });

  test("is packed in an encoding that nobody asked for", async () => {
    const server = await started(
      serve((_, response) => {
        response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("{}"));
      }),
    );
    expect(await failure(get(server.url))).toBeInstanceOf(errors.UnexpectedAnswerError);
  });

  test("has headers without end", async () => {
    const server = await started(
      serve((_, response) => response.writeHead(200, { "x-a": "a".repeat(100_000) }).end()),
    );
    expect(await failure(get(server.url))).toBeInstanceOf(errors.UnexpectedAnswerError);
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    ["gzip in name only", { "content-encoding": "gzip" }, Buffer.from("{}"), "$: not valid gzip"],
    ["not UTF-8", {}, Buffer.from([0x22, 0xff, 0xfe, 0x22]), "$: not UTF-8 text"],
  ])("is %s", async (_, headers, bytes, fault) => {
    const server = await started(serve((__, response) => response.writeHead(200, headers).end(bytes)));
    const error = await failure(get(server.url));
    expect(error).toBeInstanceOf(errors.WrongShapeError);
    expect(error).toMatchObject({ faults: [fault], attempts: 1 });
  });
});

describe("an answer that is not from now", () => {
  const at = (offMs: number): string => new Date(Date.now() + offMs).toUTCString();
  const ask = async (headers: Record<string, string | string[]>): Promise<Answer> => {
    const server = await started(
      serve((_, response) => {
        response.sendDate = false;
        response.writeHead(200, headers).end("{}");
      }),
    );
    return get(server.url);
  };

  test.each([
    ["Age", () => ({ age: "61" })],
    ["Age", () => ({ age: "9".repeat(300) })],
    ["Date", () => ({ date: at(-310_000) })],
    ["Date", () => ({ date: at(310_000) })],
    ["Age", () => ({ age: "young" })],
    ["Age", () => ({ age: "-1" })],
    ["Age", () => ({ age: "" })],
    ["Age", () => ({ age: ["0", "86400"] })],
    ["Age", () => ({ age: "0, 86400" })],
    ["Date", () => ({ date: "today" })],
    ["Date", () => ({ date: "" })],
    ["Date", () => ({ date: [at(0), at(-86_400_000)] })],
    ["Date", () => ({ date: new Date().toISOString() })],
  ])("is refused by its %s header", async (name, headers) => {
    const error = await failure(ask(headers()));
    expect(error).toBeInstanceOf(errors.StaleAnswerError);
    expect(error.message).toContain(name);
    expect(error.message.length).toBeLessThan(300);
  });

  test.each([
    () => ({ age: "60" }),
    () => ({ age: "0" }),
    () => ({ date: at(-290_000) }),
    () => ({ date: at(290_000) }),
    () => ({}),
  ])("is not one whose headers leave it open: case %#", async (headers) => {
    expect((await ask(headers())).text).toBe("{}");
  });
});

describe("the size cap", () => {
  const capped = async (write: (response: ServerResponse) => void): Promise<FullstoryError> => {
    const server = await started(serve((_, response) => write(response)));
    const error = await failure(get(server.url, { maxBodyBytes: 100_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.sockets.size).toBe(0);
    expect(server.seen).toHaveLength(1);
    return error;
  };

  test("cuts the connection when an answer says that it is larger", async () => {
    const error = await capped((response) =>
      response.writeHead(200, { "content-length": "100001" }).write("1"),
    );
    expect(error).toBeInstanceOf(errors.BodyTooLargeError);
    expect(error.message).toContain("100000");
  });

  test("cuts the connection when an answer turns out larger", async () => {
    expect(await capped((response) => response.write("1".repeat(200_000)))).toBeInstanceOf(
      errors.BodyTooLargeError,
    );
  });

  test("counts what gzip unpacks to", async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    expect(packed.length).toBeLessThan(100_000);
    const error = await capped((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).write(packed);
    });
    expect(error).toBeInstanceOf(errors.BodyTooLargeError);
  });

  test("counts what is on the wire, even if it unpacks to nothing", async () => {
    const nothing = gzipSync(Buffer.alloc(0));
    const error = await capped((response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(Buffer.concat(Array.from({ length: 10_000 }, () => nothing)));
    });
    expect(error).toBeInstanceOf(errors.BodyTooLargeError);
  });

  test("lets an answer of exactly its size pass", async () => {
    const server = await started(serve((_, response) => response.end("1".repeat(100_000))));
    expect((await get(server.url, { maxBodyBytes: 100_000 })).text).toHaveLength(100_000);
  });

  test("keeps the status of an error whose body is endless", async () => {
    const server = await started(serve((_, response) => response.writeHead(401).end("1".repeat(1_000_000))));
    expect(await failure(get(server.url))).toBeInstanceOf(errors.UnauthorizedError);
  });
});

describe("the deadline", () => {
  test("is told apart from the host's wish to wait: retry after, and not a timeout", async () => {
    const server = await started(
      serve((_, response) =>
        response.writeHead(429, { "retry-after": "120" }).end('{"code":"too_many_requests"}'),
      ),
    );
    const error = await failure(get(server.url));
    expect(error).toBeInstanceOf(errors.RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 120_000, attempts: 1, status: 429 });
    expect(error.message).toContain("retry after 120 s");
    expect(error.message).not.toMatch(/time/i);
  });

  test("ends a 503 that asks to wait for too long in the same way", async () => {
    const date = new Date(Date.now() + 600_000).toUTCString();
    const server = await started(
      serve((_, response) => response.writeHead(503, { "retry-after": date }).end()),
    );
    const error = await failure(get(server.url));
    expect(error).toBeInstanceOf(errors.ServerError);
    expect(error.retryAfterMs).toBeGreaterThan(590_000);
    expect(error.message).toMatch(/retry after 6\d\d s|retry after 59\d s/);
  });

  test("cuts an attempt that would outlast it", async () => {
    const server = await started(serve(() => undefined));
    const error = await failure(get(server.url, { deadlineMs: 150 }));
    expect(error).toBeInstanceOf(errors.TimeoutError);
    expect(error.message).toContain("deadline of 150 ms");
    expect(server.seen).toHaveLength(1);
  });

  test("of one millisecond is met without an exception of another kind", async () => {
    const server = await started(serve(() => undefined));
    expect(await failure(get(server.url, { deadlineMs: 1 }))).toBeInstanceOf(errors.TimeoutError);
  });
});

describe("the caller's signal", () => {
  test("ends a request that is in flight", async () => {
    const controller = new AbortController();
    const server = await started(serve(() => controller.abort(new Error(KEY))));
    expect(await failure(get(server.url, { signal: controller.signal }))).toBeInstanceOf(errors.AbortedError);
    expect(server.seen).toHaveLength(1);
  });

  test("ends a body that is being read", async () => {
    const controller = new AbortController();
    const server = await started(
      serve((_, response) => void response.writeHead(200).write("{", () => controller.abort())),
    );
    expect(await failure(get(server.url, { signal: controller.signal }))).toBeInstanceOf(errors.AbortedError);
  });

  test("ends the wait between two attempts", async () => {
    const controller = new AbortController();
    const server = await started(
      serve((_, response) => {
        response.writeHead(503, { "retry-after": "15" }).end();
        setTimeout(() => controller.abort(), 50);
      }),
    );
    expect(await failure(get(server.url, { signal: controller.signal }))).toBeInstanceOf(errors.AbortedError);
    expect(server.seen).toHaveLength(1);
  });

  test("that has aborted already sends nothing", async () => {
    const server = await started(serve((_, response) => good(response)));
    const error = await failure(get(server.url, { signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(errors.AbortedError);
    expect(server.seen).toEqual([]);
  });
});

describe("a body that is not JSON", () => {
  const context = { endpoint: ENDPOINT, status: 200, attempts: 1 };
  test.each([
    ["", "empty"],
    [" \n", "empty"],
    ["<html>PERSONAL", "starts with <html"],
    ["  <!DOCTYPE html><p>PERSONAL", "starts with <html"],
    ['<?xml version="1.0"?>', "starts with <"],
    ['{"PERSONAL": [1,', "ends too early"],
    ['{"PERSONAL', "ends too early"],
    ['{"PERSONAL": 1,}', "malformed"],
    ["PERSONAL", "not JSON"],
    ["\u0000", "not JSON"],
  ])("%j is a wrong shape that is classified and not quoted", (text, expected) => {
    let thrown: unknown;
    try {
      parseBody(text, context);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(errors.WrongShapeError);
    expect(thrown).toMatchObject({ status: 200, attempts: 1, endpoint: ENDPOINT });
    expect((thrown as errors.WrongShapeError).faults).toEqual([expect.stringContaining(expected)]);
    expect(inspect(thrown, { showHidden: true, depth: null })).not.toContain("PERSONAL");
  });
});
