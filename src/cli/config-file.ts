import { createWordError, UsageError } from "./usage-error.js";

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

export type Kind = "text" | "flag" | "number" | "texts";

/** A key of the file, and what it decides. */
export interface ConfigKey {
  readonly kind: Kind;
  /** In Markdown, for the reference and for editors. */
  readonly meaning: string;
  /** The words that a text may be, where there are few. */
  readonly words?: readonly string[];
}

/** Every key that the file may have. The reference page and the JSON Schema are made of it. */
export const CONFIG_KEYS: Readonly<Record<keyof ConfigFile, ConfigKey>> = {
  platform: {
    kind: "text",
    meaning:
      "`web` or `mobile`: which settings `declare`, `doctor`, `history` and `snapshot update` read. It narrows nothing that decides.",
    words: ["web", "mobile"],
  },
  output: {
    kind: "text",
    meaning: "Format of results, where a command has it. `--output` wins.",
    words: ["text", "json", "markdown", "junit", "sarif", "github", "html"],
  },
  quiet: { kind: "flag", meaning: "The result only, without notes and progress." },
  color: { kind: "flag", meaning: "Whether text has colour. `NO_COLOR` and `--no-color` win." },
  expectOrg: { kind: "text", meaning: "Id of the org that the key must belong to, for the programs." },
  documents: {
    kind: "texts",
    meaning:
      "Documents that `declare`, `doctor` and `snapshot update` read. It narrows nothing that decides.",
  },
  snapshotMaxAge: { kind: "text", meaning: "How old a snapshot may be, such as `14d`, for the programs." },
  maskAddresses: { kind: "flag", meaning: "Whether `snapshot update` masks blocked addresses." },
  timeoutMs: { kind: "number", meaning: "Milliseconds that one request may take." },
  deadlineMs: { kind: "number", meaning: "Milliseconds that all requests of a command may take." },
  attempts: { kind: "number", meaning: "Attempts of a request in all, the first included." },
};

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  text: "a string",
  flag: "true or false",
  number: "a whole number from 1",
  texts: "a list of strings",
};

/** Where editors find what the file may hold; it decides nothing. */
const SCHEMA_KEY = "$schema";

/** What a pull request must not be able to change. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
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
  const { [SCHEMA_KEY]: _schema, ...file } = body as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(file)) {
    if (FORBIDDEN_KEYS.has(key)) {
      const how = "Use a flag or the environment: a file that comes with the repository must not decide it.";
      throw new UsageError(`${CONFIG_FILE} may not set ${key}`, how);
    }
    const known = Object.hasOwn(CONFIG_KEYS, key) ? CONFIG_KEYS[key as keyof ConfigFile] : undefined;
    if (known === undefined) throw createWordError(`${CONFIG_FILE}: the key`, key, Object.keys(CONFIG_KEYS));
    if (!isOfKind(known.kind, value))
      throw new UsageError(`${CONFIG_FILE}: ${key} must be ${KIND_NAMES[known.kind]}`, HINT);
  }
  return file;
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
