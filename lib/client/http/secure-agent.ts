import { type ClientRequestArgs, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { omitUndefined } from "../../omit-undefined.js";

export interface SecureAgentOptions {
  /** Milliseconds that making a connection may take, tunnel and handshake included. */
  readonly timeoutMs: number;
  /** URL of the proxy that makes the tunnel. @default - a direct connection */
  readonly proxy?: string;
}

type Done = (error: Error | null, socket: Duplex) => void;

/** A proxy refused to make a tunnel. */
class TunnelRefused extends Error {
  readonly code = "PROXY_REFUSED_TUNNEL";
}

/**
 * HTTPS connections, direct or through a proxy's CONNECT. A socket is handed out after its handshake only, so that no
 * request is written before the certificate was verified. Node's own agent knows no proxy.
 */
export class SecureAgent extends HttpsAgent {
  readonly #options: SecureAgentOptions;
  readonly #opening = new Set<{ destroy(error?: Error): unknown }>();

  constructor(options: SecureAgentOptions) {
    super({ keepAlive: true });
    this.#options = options;
  }

  override createConnection(options: ClientRequestArgs, done: Done = () => undefined): undefined {
    const { proxy } = this.#options;
    if (proxy === undefined) {
      this.#openTls(options, undefined, done);
      return;
    }
    const tunnel = this.#limitOpening(requestTunnel(proxy, options));
    tunnel.once("connect", ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return this.#openTls(options, socket, done);
      socket.destroy();
      return done(new TunnelRefused(`the proxy answered ${statusCode}`), socket);
    });
    // The proxy answered without making a tunnel.
    tunnel.once("response", () => tunnel.destroy(new TunnelRefused("the proxy made no tunnel")));
    tunnel.once("error", (error) => done(error, tunnel.socket as Socket));
    tunnel.end();
  }

  override destroy(): void {
    for (const each of this.#opening) each.destroy();
    super.destroy();
  }

  #openTls(options: ClientRequestArgs, through: Socket | undefined, done: Done): void {
    // Set here, so that a later NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect.
    const verified = { ...options, rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] };
    const socket = this.#limitOpening(
      connectTls({ ...verified, ...omitUndefined({ socket: through }) } as ConnectionOptions),
    );
    const fail = (error: Error): void => done(error, socket);
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      socket.off("error", fail);
      done(null, socket);
    });
  }

  /** Ends what takes too long to open, and what is still opening when this agent is destroyed. */
  #limitOpening<T extends Opening>(opening: T): T {
    this.#opening.add(opening);
    const late = Object.assign(new Error("the connection took too long"), { code: "ETIMEDOUT" });
    const timer = setTimeout(() => opening.destroy(late), this.#options.timeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      this.#opening.delete(opening);
    };
    for (const event of ["secureConnect", "connect", "close"]) {
      // A TLS socket is connected before it is secure.
      if (event !== "connect" || !("encrypted" in opening)) opening.once(event, settle);
    }
    return opening;
  }
}

interface Opening {
  destroy(error?: Error): unknown;
  once(event: string, listener: () => void): unknown;
}

function requestTunnel(proxy: string, { host, port }: ClientRequestArgs) {
  const { protocol, hostname, port: proxyPort, username, password } = new URL(proxy);
  const target = `${host}:${port}`;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return (protocol === "https:" ? httpsRequest : httpRequest)({
    method: "CONNECT",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: proxyPort === "" ? (protocol === "https:" ? 443 : 80) : Number(proxyPort),
    path: target,
    headers: {
      host: target,
      ...(username === "" ? {} : { "proxy-authorization": `Basic ${credentials.toString("base64")}` }),
    },
    agent: false,
    rejectUnauthorized: true,
  });
}
