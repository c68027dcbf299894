import type { Agent, IncomingMessage } from "node:http";
import { omitUndefined } from "../../omit-undefined.js";
import type { ResolvedOptions } from "../options/client-options.js";

/** How many sockets are open to one host at most. Each carries one request at a time. */
export const SOCKETS_PER_HOST = 32;

const MAX_HEADER_BYTES = 32 * 1024;

/** One request that was sent. */
export interface Exchange {
  /** Resolves when the headers of the final answer have come; `100 Continue` and its like are none. */
  readonly answer: Promise<IncomingMessage>;
  /** Cuts the connection. The answer is rejected, or its body ends with an error. */
  destroy(): void;
}

/** Sends one GET. Never follows a redirect. */
export type Send = (path: string, headers: Readonly<Record<string, string>>) => Exchange;

/** The connection pool of one client or one fetch: direct, and one tunnel for each proxy. */
export class Connections {
  readonly #agents = new Map<string, Agent>();
  #closed = false;

  /** The way to send to the host of these options. */
  to(options: ResolvedOptions): Send {
    const { origin } = options;
    const agent = this.#getAgent(options);
    return (path, headers) => send({ url: new URL(path, origin), agent, headers });
  }

  /** Destroys every socket; what is in flight fails. */
  close(): void {
    this.#closed = true;
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #getAgent({ origin, timeoutMs, proxy: hidden }: ResolvedOptions): Agent {
    if (this.#closed) throw new Error("the connections are closed");
    const proxy = hidden?.reveal();
    const isPlain = origin.startsWith("http://");
    const name = `${isPlain} ${timeoutMs} ${proxy ?? ""}`;
    const agent =
      this.#agents.get(name) ?? (isPlain ? createPlainAgent() : createSecureAgent(timeoutMs, proxy));
    this.#agents.set(name, agent);
    return agent;
  }
}

/** The network modules are loaded when the first request needs them. */
function loadHttp(): typeof import("node:http") {
  return require("node:http");
}

function createPlainAgent(): Agent {
  const { Agent } = loadHttp();
  return new Agent({ keepAlive: true });
}

function createSecureAgent(timeoutMs: number, proxy: string | undefined): Agent {
  const { SecureAgent }: typeof import("./secure-agent.js") = require("./secure-agent.js");
  return new SecureAgent({ timeoutMs, ...omitUndefined({ proxy }) });
}

interface Sending {
  readonly url: URL;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
}

function send({ url, agent, headers }: Sending): Exchange {
  const { request }: Pick<typeof import("node:http"), "request"> =
    url.protocol === "https:" ? require("node:https") : loadHttp();
  const sent = request(url, {
    method: "GET",
    agent,
    headers,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Overrides `--insecure-http-parser` of the process.
    insecureHTTPParser: false,
  });
  let give = (_: Error): void => undefined;
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    give = reject;
    sent.once("response", resolve);
    // Never removed, because a broken body emits another error.
    sent.on("error", reject);
    sent.once("close", () => reject(new Error("the connection was closed")));
  });
  sent.end();
  return {
    answer,
    destroy: () => {
      // A request without a socket emits nothing when it is destroyed.
      give(new Error("the connection was cut"));
      sent.destroy();
    },
  };
}
