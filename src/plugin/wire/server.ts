import http2 from "node:http2";
import { framePrefix, unframe } from "./frame.js";
import { GrpcError, GrpcStatus } from "./grpc-error.js";

/** Answers one call: an encoded request in, an encoded response out. The signal says that the caller went away. */
export type UnaryCall = (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/** What answers the calls of a path; undefined for a path that is not served. */
export type FindCall = (path: string, session: http2.Http2Session) => UnaryCall | undefined;

const { HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS, HTTP2_HEADER_CONTENT_TYPE, NGHTTP2_NO_ERROR } =
  http2.constants;

const WINDOW_BYTES = 16 * 1024 * 1024;
const SESSION_MEMORY_MB = 4096;

/** A gRPC server for unary calls. It is given its connections, or listens in the clear. */
export function createGrpcServer(find: FindCall): http2.Http2Server {
  const server = http2.createServer({
    // The default of 10 MB would end a session while it still has a larger answer to send.
    maxSessionMemory: SESSION_MEMORY_MB,
    // The default of 64 KB would make a large request take a round trip for each 64 KB.
    settings: { initialWindowSize: WINDOW_BYTES },
  });
  server.on("session", (session) => session.setLocalWindowSize(WINDOW_BYTES));
  // A broken connection is no fault of this server.
  server.on("sessionError", () => undefined);
  server.on("stream", (stream, headers) => {
    // A caller that goes away is no fault of this server.
    stream.on("error", () => undefined);
    const path = String(headers[HTTP2_HEADER_PATH]);
    const call = stream.session === undefined ? undefined : find(path, stream.session);
    // At once, not at the end of the body: the broker's stream, which go-plugin opens, has no end.
    if (call === undefined) refuse(stream, new GrpcError(GrpcStatus.unimplemented, `no ${path} here`));
    else serve(stream, call);
  });
  return server;
}

function serve(stream: http2.ServerHttp2Stream, call: UnaryCall): void {
  const caller = new AbortController();
  stream.on("close", () => caller.abort());
  const chunks: Uint8Array[] = [];
  stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  stream.on("end", async () => {
    try {
      sendResponse(stream, await call(unframe(chunks), caller.signal));
    } catch (error) {
      refuse(stream, error instanceof GrpcError ? error : new GrpcError(GrpcStatus.internal, String(error)));
    }
  });
}

function sendResponse(stream: http2.ServerHttp2Stream, response: Uint8Array): void {
  if (stream.destroyed) return;
  stream.respond(buildResponseHeaders(), { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(GrpcStatus.ok) }));
  stream.write(framePrefix(response.length));
  stream.end(response);
}

function refuse(stream: http2.ServerHttp2Stream, { status, message }: GrpcError): void {
  if (stream.headersSent || stream.destroyed) return;
  const trailers = { "grpc-status": String(status), "grpc-message": encodeURIComponent(message) };
  stream.respond({ ...buildResponseHeaders(), ...trailers }, { endStream: true });
  stream.close(NGHTTP2_NO_ERROR);
}

function buildResponseHeaders(): http2.OutgoingHttpHeaders {
  return { [HTTP2_HEADER_STATUS]: 200, [HTTP2_HEADER_CONTENT_TYPE]: "application/grpc+proto" };
}
