import type { EventEmitter } from "node:events";
import type { Dispatcher } from "undici";
import type { ResolvedOptions } from "../options/client-options.js";
import { loadDirectUndici, loadProxiedUndici, type UndiciSend } from "./load-undici.js";

/** Sockets to one host; as many requests are in flight there. */
export const SOCKETS_PER_HOST = 32;

const MAX_HEADER_BYTES = 32 * 1024;

/**
 * Sends one GET and resolves when its headers have come. Never follows a redirect. The signal is an emitter of `abort`,
 * which undici takes too and which is cheaper than the signal of an AbortController.
 */
export type Send = (
  path: string,
  headers: Record<string, string>,
  signal: EventEmitter,
) => Promise<Dispatcher.ResponseData>;

/** The connection pool of one client or one fetch: direct, and one tunnel for each proxy. */
export class Connections {
  readonly #opened = new Map<string, Opened>();
  #closed = false;

  /** The way to send to the host of these options. */
  to(options: ResolvedOptions): Send {
    const { dispatcher, send } = this.#open(options);
    return (path, headers, signal) =>
      send.call(dispatcher, {
        origin: options.origin,
        path,
        method: "GET",
        headers,
        signal,
        // The attempt's own timer covers headers and body.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
  }

  /** Destroys every socket; what is in flight fails. */
  async close(): Promise<void> {
    this.#closed = true;
    const opened = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.all(opened.map(({ dispatcher }) => dispatcher.destroy()));
  }

  #open({ timeoutMs, proxy: hidden }: ResolvedOptions): Opened {
    if (this.#closed) throw new Error("the connections are closed");
    const proxy = hidden?.reveal() ?? "";
    const name = `${timeoutMs} ${proxy}`;
    const opened = this.#opened.get(name) ?? open(timeoutMs, proxy);
    this.#opened.set(name, opened);
    return opened;
  }
}

interface Opened {
  readonly dispatcher: Dispatcher;
  readonly send: UndiciSend;
}

function open(timeoutMs: number, proxy: string): Opened {
  // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED=0, set later, changes nothing.
  const tls = { rejectUnauthorized: true, timeout: timeoutMs };
  const common = { connections: SOCKETS_PER_HOST, pipelining: 1, maxHeaderSize: MAX_HEADER_BYTES };
  if (proxy === "") {
    const { Agent, send } = loadDirectUndici();
    return { dispatcher: new Agent({ ...common, connect: tls }), send };
  }
  const { ProxyAgent, send } = loadProxiedUndici();
  const tunnel = { uri: proxy, proxyTunnel: true, requestTls: tls, proxyTls: tls };
  return { dispatcher: new ProxyAgent({ ...common, ...tunnel }), send };
}
