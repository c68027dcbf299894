import { isLoopback } from "./base-url.js";

/** The proxy for a host, none, or why the environment's proxy cannot serve. */
export interface ProxyReading {
  readonly proxy?: string;
  readonly fault?: string;
}

/**
 * The proxy that the environment names for a URL. Read in this order: `https_proxy`, `HTTPS_PROXY`,
 * `http_proxy`, `HTTP_PROXY`; `no_proxy`, `NO_PROXY` except hosts. A loopback address is never proxied.
 */
export function readProxy(url: URL, env: NodeJS.ProcessEnv): ProxyReading {
  if (isLoopback(url.hostname)) return {};
  const raw = findFirstSet(env, ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]);
  if (raw === undefined || isExcepted(url, findFirstSet(env, ["no_proxy", "NO_PROXY"]) ?? "")) return {};
  try {
    const proxy = new URL(raw.includes("://") ? raw : `http://${raw}`);
    if (proxy.protocol === "http:" || proxy.protocol === "https:") return { proxy: proxy.href };
  } catch {
    // The same fault: its text may hold a password, so it is not repeated.
  }
  return { fault: "HTTPS_PROXY: must be an http:// or https:// URL" };
}

function findFirstSet(env: NodeJS.ProcessEnv, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

function isExcepted(url: URL, list: string): boolean {
  const port = url.port === "" ? "443" : url.port;
  return list.split(/[,\s]+/).some((entry) => {
    if (entry === "*") return true;
    const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const host = name.replace(/^\*?\./, "");
    if (host === "" || (entryPort !== undefined && entryPort !== port)) return false;
    return url.hostname === host || url.hostname.endsWith(`.${host}`);
  });
}
