import { omitUndefined } from "../../omit-undefined.js";
import type { Region } from "./api-key.js";

/** Where the key goes when nobody says otherwise. */
export const DEFAULT_BASE_URL = "https://api.fullstory.com";

const OFFICIAL: ReadonlyMap<string, Region> = new Map([
  ["api.fullstory.com", "na1"],
  ["api.eu1.fullstory.com", "eu1"],
]);

/** A host that may be given the key, or every reason why not. */
export type BaseUrlReading =
  | { readonly ok: true; readonly url: URL; readonly region?: Region; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/** A literal loopback address. The name `localhost` is not one, because it may resolve to any address. */
export function isLoopback(hostname: string): boolean {
  return hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

const HOST_ENTRY = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** The hosts named by `allowHost`, in lower case, and what is wrong with the others. */
export function readAllowHost(given: unknown): { hosts: readonly string[]; faults: readonly string[] } {
  if (given === undefined) return { hosts: [], faults: [] };
  const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
  const hosts: string[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    if (typeof entry === "string" && HOST_ENTRY.test(entry)) hosts.push(entry.toLowerCase());
    else faults.push("allowHost: every entry must be a host or host:port, without scheme, path or wildcard");
  }
  return { hosts, faults: [...new Set(faults)] };
}

function findShapeFaults(raw: string, url: URL): string[] {
  const faults: string[] = [];
  if (/[\s\\\x00-\x1f\x7f]/.test(raw)) faults.push("baseUrl: has blanks, backslashes or control characters");
  if (/^[a-z][a-z0-9+.-]*:\/*[^/?#]*@/i.test(raw))
    faults.push("baseUrl: must not hold a user name or password");
  if (raw.includes("?")) faults.push("baseUrl: must not hold a query");
  if (raw.includes("#")) faults.push("baseUrl: must not hold a fragment");
  if (url.pathname !== "/") faults.push("baseUrl: must not hold a path; the paths of the API are fixed");
  return faults;
}

/** A text that may be the key itself is not repeated. */
function describeNoUrl(raw: unknown): string {
  if (typeof raw !== "string" || raw === "") return "baseUrl: is not a URL";
  const isShort = /^[a-z0-9.:/_-]{1,60}$/.test(raw) && !/[a-z0-9]{20}/.test(raw);
  return `baseUrl: ${isShort ? `${JSON.stringify(raw)} ` : ""}is not a URL${describeMeant(raw)}`;
}

/** A host without its scheme. */
function describeMeant(raw: string): string {
  if (/^api(?:\.eu1)?\.fullstory\.com\/?$/.test(raw)) return `; did you mean https://${raw}?`;
  return /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?\/?$/.test(raw) ? `; did you mean http://${raw}?` : "";
}

/** Decides whether the key may go to a URL. Text of the URL is never repeated beyond its host. */
export function readBaseUrl(raw: unknown, allowed: readonly string[]): BaseUrlReading {
  if (typeof raw !== "string" || raw === "") return { ok: false, faults: [describeNoUrl(raw)] };
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return { ok: false, faults: [describeNoUrl(raw)] };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return {
      ok: false,
      faults: ["baseUrl: must start with https:// (http:// for a literal loopback address)"],
    };
  }
  const faults = findShapeFaults(raw, url);
  const region = url.port === "" ? OFFICIAL.get(url.hostname) : undefined;
  const loopback = isLoopback(url.hostname);
  const warnings: string[] = [];
  if (!loopback && url.protocol !== "https:") {
    faults.push(`baseUrl: ${url.host} must be https; http is for a literal loopback address only`);
  }
  if (!loopback && region === undefined) {
    if (isNamedBy(allowed, url)) {
      warnings.push(`the API key is sent to ${url.host}, which is not a Fullstory host; allowHost names it`);
    } else {
      faults.push(`baseUrl: ${url.host} is not a Fullstory host; name it in allowHost to send the key there`);
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, url, warnings, ...omitUndefined({ region }) };
}

/** An entry without a port names the host on every port. */
function isNamedBy(allowed: readonly string[], url: URL): boolean {
  const port = url.port === "" ? "443" : url.port;
  return allowed.includes(url.hostname) || allowed.includes(`${url.hostname}:${port}`);
}
