import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";

export interface SeenRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

export interface OddServer {
  readonly url: string;
  /** Every request, in the order of arrival. */
  readonly seen: SeenRequest[];
  /** Sockets that are open now. */
  readonly sockets: Set<Socket>;
  close(): Promise<void>;
}

type Handler = (request: SeenRequest, response: ServerResponse, index: number) => void;

async function listening(server: Server, seen: SeenRequest[]): Promise<OddServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A real HTTP server on a loopback port that answers as the handler says. */
export function serve(handler: Handler): Promise<OddServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const entry = { path: request.url ?? "", method: request.method ?? "", headers: request.headers };
    seen.push(entry);
    handler(entry, response, seen.length - 1);
  });
  return listening(server, seen);
}

/** A server that writes raw bytes, which need not be HTTP, to every connection that says something. */
export function serveRaw(write: (socket: Socket, index: number) => void): Promise<OddServer> {
  const seen: SeenRequest[] = [];
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      seen.push({ path: "", method: "", headers: {} });
      write(socket, seen.length - 1);
    });
  });
  return listening(server, seen);
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** A loopback port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = await serve(() => undefined);
  await server.close();
  return Number(new URL(server.url).port);
}
