import { once } from "node:events";
import http2 from "node:http2";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";
import { type AttachedProvider, startAttached } from "../../../src/plugin/attach.js";
import { framePrefix, unframe } from "../../../src/plugin/wire/frame.js";
import { Message } from "../../../src/plugin/wire/message.js";
import * as fc from "../../fast-check.js";
import { temporaryFolder } from "../../terraform/support.js";
import { PROGRAM } from "../example/support.js";

let provider: AttachedProvider;
let address: string;
let whole: Buffer;
beforeAll(async () => {
  provider = await startAttached({ program: PROGRAM, source: "acme/example" });
  const [entry] = Object.values<{ Addr: { String: string } }>(JSON.parse(provider.env.TF_REATTACH_PROVIDERS));
  address = entry?.Addr.String ?? "";
  whole = await bytesOfACall();
});
afterAll(() => provider.stop());

function call(session: http2.ClientHttp2Session): http2.ClientHttp2Stream {
  const stream = session.request({ ":method": "POST", ":path": "/tfplugin6.Provider/GetProviderSchema" });
  stream.end(framePrefix(0));
  return stream;
}

/** What a client writes for one call: preface, settings, headers, body. */
async function bytesOfACall(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const socketPath = path.join(temporaryFolder(), "s");
  const server = createServer((socket) =>
    socket.on("error", () => undefined).on("data", (c) => chunks.push(c)),
  );
  await once(server.listen(socketPath), "listening");
  const session = http2.connect("http://localhost", { createConnection: () => connect(socketPath) });
  call(session).on("error", () => undefined);
  while (!Buffer.concat(chunks).includes(framePrefix(0)))
    await new Promise((resolve) => setTimeout(resolve, 5));
  session.destroy();
  server.close();
  return Buffer.concat(chunks);
}

/** A whole call, answered by the process that was given broken ones. */
async function isServing(): Promise<void> {
  const session = http2.connect("http://localhost", { createConnection: () => connect(address) });
  const stream = call(session);
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "end");
  session.close();
  expect(new Message(unframe(chunks)).getMessages(3)).toHaveLength(2);
}

/** Writes bytes, gives the server a moment for them, and goes away. */
async function send(bytes: Uint8Array): Promise<void> {
  const socket: Socket = connect(address);
  socket.on("error", () => undefined).resume();
  socket.end(bytes);
  await Promise.race([once(socket, "close"), new Promise((resolve) => setTimeout(resolve, 50))]);
  socket.destroy();
}

const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom("set", "cut", "put"), fc.nat(255)), {
  minLength: 1,
  maxLength: 4,
});

function broken(bytes: Buffer, at: readonly (readonly [number, string, number])[]): Buffer {
  const copy = [...bytes];
  for (const [index, what, byte] of at) {
    const place = index % copy.length;
    if (what === "cut") copy.splice(place, 1 + (byte % 16));
    else if (what === "put") copy.splice(place, 0, byte, byte ^ 0xff);
    else copy[place] = byte;
  }
  return Buffer.from(copy);
}

test("Whatever bytes come, the provider goes on serving.", async () => {
  await isServing();
  const preface = whole.subarray(0, 24);
  const anyBytes = fc.oneof(
    changes.map((at) => broken(whole, at)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([preface, bytes])),
    fc.uint8Array({ maxLength: 300 }),
  );
  const many = fc.array(anyBytes, { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(many, async (each) => {
      await Promise.all(each.map(send));
    }),
    { numRuns: 20 },
  );
  await isServing();
});
