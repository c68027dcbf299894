import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An API that answers each key with a body of its own, so that one plan can read any number of orgs. */
export interface Answers {
  readonly url: string;
  /** A key whose org has this document at every settings endpoint. */
  keyFor(body: unknown): string;
  stop(): Promise<void>;
}

export async function startAnswers(): Promise<Answers> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const index = Number(/^Basic key-(\d+)$/.exec(request.headers.authorization ?? "")?.[1]);
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const body = pathname === "/me" ? '{"orgId":"o-ROW-na1","role":"ADMIN"}' : (bodies[index] ?? "");
    response.setHeader("content-type", "application/json");
    response.end(pathname.endsWith("/history") ? '{"versions":[]}' : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keyFor: (body) => `key-${bodies.push(JSON.stringify(body)) - 1}`,
    stop: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
