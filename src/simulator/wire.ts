import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import type { Answer } from "./answer";
import type { Mischief } from "./fault-list";

const CHUNK = Buffer.alloc(64 * 1024, "x");
const OPENING = Buffer.from('{"blockedUas":["');
const CLOSING = Buffer.from('"]}');

/** Sends the answer the way the faults of the moment want it. Resolves once nothing more will be sent. */
export async function send(response: ServerResponse, ordinary: Answer, mischief: Mischief): Promise<void> {
  const { ending } = mischief;
  switch (ending?.kind) {
    case "hang":
      await waitForClose(response);
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "huge":
      response.writeHead(200, { "content-type": "application/json", ...mischief.headers });
      await ignoreHangUp(pipeline(Readable.from(createPaddedJson(ending.bytes)), response));
      return;
    case "gzip-bomb":
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": "gzip",
        ...mischief.headers,
      });
      await ignoreHangUp(
        pipeline(Readable.from(createPaddedJson(ending.bytes)), createGzip({ level: 9 }), response),
      );
      return;
    default:
      await sendBody(response, ordinary, mischief);
  }
}

async function sendBody(response: ServerResponse, ordinary: Answer, mischief: Mischief): Promise<void> {
  const { ending } = mischief;
  const answer = ending?.kind === "answer" ? ending.answer : ordinary;
  const whole = Buffer.from(answer.body);
  const plain = ending?.kind === "truncated-json" ? takeFirstHalf(whole) : whole;
  const compressed = mischief.gzip && acceptsGzip(response) && plain.length > 0;
  const body = compressed ? gzipSync(plain) : plain;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(compressed && { "content-encoding": "gzip" }),
    "content-length": String(body.length),
    ...mischief.headers,
  });
  if (ending?.kind === "cut") {
    response.write(takeFirstHalf(body), () => response.socket?.destroy());
    await waitForClose(response);
  } else if (ending?.kind === "hang-body") {
    response.write(takeFirstHalf(body));
    await waitForClose(response);
  } else {
    response.end(body);
  }
}

function takeFirstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function acceptsGzip(response: ServerResponse): boolean {
  return /\b(gzip|\*)/.test(String(response.req.headers["accept-encoding"] ?? ""));
}

/** Valid JSON of so many bytes (a few more if that is too few for any), made piece by piece. */
function* createPaddedJson(bytes: number): Generator<Buffer> {
  yield OPENING;
  let left = Math.max(0, bytes - OPENING.length - CLOSING.length);
  for (; left > 0; left -= CHUNK.length) yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
  yield CLOSING;
}

async function waitForClose(response: ServerResponse): Promise<void> {
  if (!response.destroyed) await once(response, "close");
}

/** The client may hang up, which is what these faults are for. */
async function ignoreHangUp(sending: Promise<void>): Promise<void> {
  await sending.catch(() => undefined);
}
