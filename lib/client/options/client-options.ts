import { BadOptionError, MissingKeyError } from "../../errors.js";
import { reportKey } from "../../secrets/index.js";
import { findRegion, type KeyReading, readApiKey } from "./api-key.js";
import { type BaseUrlReading, DEFAULT_BASE_URL, readAllowHost, readBaseUrl } from "./base-url.js";
import { readProxy } from "./proxy-env.js";
import { Secret } from "./secret.js";

/** How to reach one Fullstory org. */
export interface ClientOptions {
  /**
   * The API key as Fullstory shows it; one leading `Basic ` is dropped. Given but `undefined` or empty it is an
   * error and never falls back to the environment.
   * @default - env FULLSTORY_API_KEY
   */
  readonly apiKey?: string;
  /**
   * `https://api.fullstory.com`, `https://api.eu1.fullstory.com`, a literal loopback address (http or https), or a
   * host that `allowHost` names. No user name, path, query or fragment.
   * @default - env FULLSTORY_BASE_URL, else https://api.fullstory.com
   */
  readonly baseUrl?: string;
  /** Other hosts that may be given the key, each exactly `host` or `host:port`. @default - none */
  readonly allowHost?: string | readonly string[];
  /** Milliseconds that one attempt may take, headers and body. @default 10000 */
  readonly timeoutMs?: number;
  /** Milliseconds that a call may take, retries and waits included. @default 60000 */
  readonly deadlineMs?: number;
  /** Attempts in all, the first included. @default 4 */
  readonly attempts?: number;
  /** Bytes that an answer may have, on the wire and after decompression. @default 67108864 */
  readonly maxBodyBytes?: number;
}

/** Options that were checked, with every default filled in. The key and the proxy print as `[secret]`. */
export interface ResolvedOptions {
  /** Scheme, host and port, for example `https://api.fullstory.com`. */
  readonly origin: string;
  readonly host: string;
  readonly key: Secret;
  /** The proxy's URL, which may hold a password. */
  readonly proxy?: Secret;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly attempts: number;
  readonly maxBodyBytes: number;
  /** What a person should know, for example that the key goes to a host that is not Fullstory's. */
  readonly warnings: readonly string[];
}

const DAY_MS = 86_400_000;
const NUMBERS = {
  timeoutMs: { default: 10_000, max: DAY_MS },
  deadlineMs: { default: 60_000, max: DAY_MS },
  attempts: { default: 4, max: 100 },
  maxBodyBytes: { default: 64 * 1024 * 1024, max: 256 * 1024 * 1024 },
} as const;
type NumberName = keyof typeof NUMBERS;

const KNOWN: ReadonlySet<string> = new Set(["apiKey", "baseUrl", "allowHost", ...Object.keys(NUMBERS)]);

/**
 * Checks options against the rules and fills in the defaults. All faults are reported together.
 *
 * @throws MissingKeyError when nothing but the key is missing
 * @throws BadOptionError for everything else; no message repeats the key
 */
export function resolveClientOptions(options: ClientOptions, env: NodeJS.ProcessEnv): ResolvedOptions {
  const faults: string[] = [];
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) faults.push(`${JSON.stringify(name.slice(0, 40))}: no such option`);
  }
  const key = readKey(options, env);
  if (key.kind === "fault") faults.push(`${key.from}: ${key.fault}`);
  if (key.kind === "key") reportKey(key.key, env);
  const allow = readAllowHost(options.allowHost);
  faults.push(...allow.faults);
  const inEnv = options.baseUrl === undefined ? fromEnv(env, "FULLSTORY_BASE_URL") : undefined;
  const base = readBaseUrl(options.baseUrl ?? inEnv ?? DEFAULT_BASE_URL, allow.hosts);
  const from = inEnv === undefined ? "" : " (from FULLSTORY_BASE_URL)";
  if (!base.ok) faults.push(...base.faults.map((fault) => fault + from));
  if (key.kind === "key") faults.push(...findRegionFaults(key.key, base));
  const proxy = base.ok ? readProxy(base.url, env) : {};
  if (proxy.fault !== undefined) faults.push(proxy.fault);
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    faults.push("NODE_TLS_REJECT_UNAUTHORIZED: is 0, so the key could go to any host; unset it");
  }
  const numbers = readNumbers(options, faults);
  if (key.kind === "missing") {
    if (faults.length === 0) throw new MissingKeyError(key.message, { hint: KEY_HINT });
    faults.unshift(key.message);
  }
  if (faults.length > 0 || !base.ok || key.kind !== "key") throw createOptionsError(faults);
  return Object.freeze({
    origin: base.url.origin,
    host: base.url.host,
    key: new Secret(key.key),
    ...(proxy.proxy === undefined ? {} : { proxy: new Secret(proxy.proxy) }),
    ...numbers,
    warnings: Object.freeze([...base.warnings]),
  });
}

const KEY_HINT = "Set the environment variable FULLSTORY_API_KEY, or pass apiKey.";

type NamedKeyReading =
  | (Exclude<KeyReading, { kind: "missing" }> & { readonly from: string })
  | { readonly kind: "missing"; readonly message: string };

function readKey(options: ClientOptions, env: NodeJS.ProcessEnv): NamedKeyReading {
  const given = "apiKey" in options;
  const reading = readApiKey(given ? options.apiKey : env["FULLSTORY_API_KEY"]);
  if (reading.kind !== "missing") return { ...reading, from: given ? "apiKey" : "FULLSTORY_API_KEY" };
  return {
    kind: "missing",
    message: given
      ? "apiKey was given but is undefined or empty, and FULLSTORY_API_KEY never stands in for it"
      : "no API key: FULLSTORY_API_KEY is not set or empty, and no apiKey was passed",
  };
}

function findRegionFaults(key: string, base: BaseUrlReading): readonly string[] {
  const region = findRegion(key);
  if (!base.ok || base.region === undefined || region === undefined || region === base.region) return [];
  return [`baseUrl: ${base.url.host} is the ${base.region} host, but the API key starts with ${region}.`];
}

/** The options that are numbers, with their defaults; what is wrong with one is added to the faults. */
export function readNumbers(options: ClientOptions, faults: string[]): Readonly<Record<NumberName, number>> {
  const readOne = (name: NumberName): number => readNumber(name, options[name], faults);
  return {
    timeoutMs: readOne("timeoutMs"),
    deadlineMs: readOne("deadlineMs"),
    attempts: readOne("attempts"),
    maxBodyBytes: readOne("maxBodyBytes"),
  };
}

function readNumber(name: NumberName, given: unknown, faults: string[]): number {
  const rule = NUMBERS[name];
  if (given === undefined) return rule.default;
  if (typeof given === "number" && Number.isSafeInteger(given) && given >= 1 && given <= rule.max)
    return given;
  faults.push(`${name}: must be a whole number from 1 to ${rule.max}`);
  return rule.default;
}

function fromEnv(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

function createOptionsError(faults: readonly string[]): BadOptionError {
  const lead = faults.length === 1 ? "" : `${faults.length} options are wrong: `;
  return new BadOptionError(`${lead}${faults.join("; ")}`, {
    hint: "Correct the options; nothing was sent.",
  });
}
