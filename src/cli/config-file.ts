import { unknownWord } from "./nearest-of.js";
import { UsageError } from "./usage-error.js";

/** What `fullstory.config.json` may say. It comes with the repository, so it may say nothing of keys, hosts or files. */
export interface ConfigFile {
  readonly platform?: string;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly expectOrg?: string;
  readonly documents?: readonly string[];
  readonly snapshotMaxAge?: string;
  readonly maskAddresses?: boolean;
  readonly timeoutMs?: number;
  readonly deadlineMs?: number;
  readonly attempts?: number;
}

type Kind = "text" | "flag" | "number" | "texts";

const KINDS: Readonly<Record<keyof ConfigFile, Kind>> = {
  platform: "text",
  output: "text",
  quiet: "flag",
  color: "flag",
  expectOrg: "text",
  documents: "texts",
  snapshotMaxAge: "text",
  maskAddresses: "flag",
  timeoutMs: "number",
  deadlineMs: "number",
  attempts: "number",
};

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  text: "a string",
  flag: "true or false",
  number: "a whole number from 1",
  texts: "a list of strings",
};

/** What a pull request must not be able to change. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  "apiKey",
  "apiKeyEnv",
  "baseUrl",
  "host",
  "allowHost",
  "out",
  "source",
]);

export const CONFIG_FILE = "fullstory.config.json";
const HINT = `Correct ${CONFIG_FILE}, or remove it.`;

/** Checks the text of the configuration file. */
export function readConfig(text: string): ConfigFile {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new UsageError(`${CONFIG_FILE} is not JSON`, HINT);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new UsageError(`${CONFIG_FILE} does not hold an object`, HINT);
  }
  for (const [key, value] of Object.entries(body)) {
    if (FORBIDDEN.has(key)) {
      const how = "Use a flag or the environment: a file that comes with the repository must not decide it.";
      throw new UsageError(`${CONFIG_FILE} may not set ${key}`, how);
    }
    const kind = Object.hasOwn(KINDS, key) ? KINDS[key as keyof ConfigFile] : undefined;
    if (kind === undefined) throw unknownWord(`${CONFIG_FILE}: the key`, key, Object.keys(KINDS));
    if (!isOfKind(kind, value))
      throw new UsageError(`${CONFIG_FILE}: ${key} must be ${KIND_NAMES[kind]}`, HINT);
  }
  return body;
}

function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
  }
}
