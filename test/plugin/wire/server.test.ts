import { once } from "node:events";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { framePrefix, unframe } from "../../../src/plugin/wire/frame.js";
import { encodeMessage, Message } from "../../../src/plugin/wire/message.js";
import { createGrpcServer, type UnaryCall } from "../../../src/plugin/wire/server.js";

let server: http2.Http2Server;
let session: http2.ClientHttp2Session;

let abandoned: Promise<void>;

beforeAll(async () => {
  let abandon = (): void => undefined;
  abandoned = new Promise((resolve) => {
    abandon = resolve;
  });
  const calls = new Map<string, UnaryCall>([
    ["/test/Echo", async (request) => encodeMessage([[1, new Message(request).getBytes(1)]])],
    ["/test/Throw", () => Promise.reject(new Error("100 % broken\n"))],
    [
      "/test/Hang",
      (_request, signal) => {
        signal.addEventListener("abort", abandon);
        return new Promise(() => undefined);
      },
    ],
  ]);
  server = createGrpcServer((path) => calls.get(path));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  session = http2.connect(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  session.close();
  server.close();
  await once(server, "close");
});

interface Answer {
  readonly status: string | undefined;
  readonly message: string | undefined;
  readonly body: Buffer;
}

async function answerOf(stream: http2.ClientHttp2Stream): Promise<Answer> {
  const chunks: Buffer[] = [];
  let status: string | undefined;
  let message: string | undefined;
  const read = (headers: http2.IncomingHttpHeaders): void => {
    status ??= headers["grpc-status"]?.toString();
    message ??= headers["grpc-message"]?.toString();
  };
  stream.on("response", read).on("trailers", read);
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "close");
  return { status, message, body: Buffer.concat(chunks) };
}

function request(path: string, body?: Buffer): http2.ClientHttp2Stream {
  const stream = session.request({ ":path": path, ":method": "POST", "content-type": "application/grpc" });
  if (body) stream.end(body);
  return stream;
}

function framed(message: Uint8Array): Buffer {
  return Buffer.concat([framePrefix(message.length), message]);
}

test("Calls at the same time are answered each with its own message, larger than any window.", async () => {
  const texts = [..."abcdefgh"].map((letter) => letter.repeat(3_000_000));
  const answers = await Promise.all(
    texts.map((text) => answerOf(request("/test/Echo", framed(encodeMessage([[1, text]]))))),
  );
  for (const [index, { status, body }] of answers.entries()) {
    expect(status).toBe("0");
    expect(new Message(unframe([body])).getText(1) === texts[index]).toBe(true);
  }
});

test("A call that is not served is refused at once, though its body never ends.", async () => {
  const answer = await answerOf(request("/plugin.GRPCBroker/StartStream"));
  expect(answer).toMatchObject({ status: "12", message: "no%20%2Fplugin.GRPCBroker%2FStartStream%20here" });
});

test("A thrown error becomes a status whose message fits into a header.", async () => {
  const answer = await answerOf(request("/test/Throw", framed(Buffer.alloc(0))));
  expect(answer).toMatchObject({ status: "13", message: encodeURIComponent("Error: 100 % broken\n") });
});

test("A body that is no message is refused, and the session goes on.", async () => {
  expect(await answerOf(request("/test/Echo", Buffer.from("GET /")))).toMatchObject({ status: "12" });
  expect(await answerOf(request("/test/Echo", Buffer.alloc(0)))).toMatchObject({ status: "13" });
  expect(await answerOf(request("/test/Echo", framed(Buffer.alloc(0))))).toMatchObject({ status: "0" });
});

test("A caller that goes away in the middle does no harm.", async () => {
  const stream = request("/test/Echo");
  stream.write(framePrefix(10));
  stream.close(http2.constants.NGHTTP2_CANCEL);
  await once(stream, "close");
  expect(await answerOf(request("/test/Echo", framed(Buffer.alloc(0))))).toMatchObject({ status: "0" });
});

test("A call whose caller goes away is told so.", async () => {
  const stream = request("/test/Hang", framed(Buffer.alloc(0)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  stream.close(http2.constants.NGHTTP2_CANCEL);
  await abandoned;
});
