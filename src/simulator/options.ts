import { randomBytes } from "node:crypto";
import { DEFAULT_ORG_ID } from "./defaults";
import type { Platform } from "./documents";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import type { JsonValue } from "./json";
import { ENUM_SPELLINGS, type EnumSpelling, KEY_SPELLINGS, type KeySpelling } from "./spelling";

export const PAGINATION_SPELLINGS = ["next_pagination_token", "nextPaginationToken"] as const;
export type PaginationSpelling = (typeof PAGINATION_SPELLINGS)[number];

export const LAST_PAGE_TOKENS = ["empty", "null", "absent"] as const;
export type LastPageToken = (typeof LAST_PAGE_TOKENS)[number];

/** What `configure` can change while the simulator runs: where sources about the API disagree. */
export interface SimulatorBehaviour {
  /** How keys of settings documents are written. @default "camel" */
  spelling?: KeySpelling;
  /** `BLOCK_SCRUB`, `BLOCK_RECORD`, `..._SESSIONS`, or `BLOCK_MASK`, `BLOCK_UNMASK`, `..._SESSIONS_ONLY`. @default "documented" */
  enumSpelling?: EnumSpelling;
  /** The key of the next page's token in a history answer. @default "next_pagination_token" */
  paginationSpelling?: PaginationSpelling;
  /** How the last page of a history says so: `""`, `null`, or without the key. @default "empty" */
  lastPageToken?: LastPageToken;
  /** Whether the standard key may read `privacy` and `privacy/history`. @default false */
  standardKeyReadsPrivacy?: boolean;
  /** Milliseconds to wait before every answer of the API. @default 0 */
  latencyMs?: number;
}

/** Fields that replace those of the default settings, without a version or a date of their own. */
export interface InitialSettings {
  blocking?: object;
  domain?: Partial<Record<Platform, object>>;
  geo?: object;
  privacy?: object;
  features?: Partial<Record<Platform, object>>;
  targeting?: object;
}

export interface SimulatorOptions extends SimulatorBehaviour {
  /** The address to listen at. @default "127.0.0.1" */
  host?: string;
  /** The TCP port to listen at; 0 is any free one. @default 0 */
  port?: number;
  /** The key that may read everything. @default - random, without a region prefix */
  adminKey?: string;
  /** The key that may read everything but privacy. @default - random, without a region prefix */
  standardKey?: string;
  /** The org that both keys belong to. @default "o-SIM4-na1" */
  orgId?: string;
  /** Settings at the start. @default - those of a shop that does not exist */
  initial?: InitialSettings;
}

export type Behaviour = Readonly<Required<SimulatorBehaviour>>;

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly adminKey: string;
  readonly standardKey: string;
  readonly orgId: string;
  readonly behaviour: Behaviour;
  /** Not yet checked: the org reads it document by document. */
  readonly initial: JsonValue;
}

const DEFAULT_BEHAVIOUR: Behaviour = {
  spelling: "camel",
  enumSpelling: "documented",
  paginationSpelling: "next_pagination_token",
  lastPageToken: "empty",
  standardKeyReadsPrivacy: false,
  latencyMs: 0,
};
const BEHAVIOUR_NAMES = Object.keys(DEFAULT_BEHAVIOUR);

/** The behaviour after the fields given replaced those before. */
export function changeBehaviour(before: Behaviour, value: JsonValue | undefined): Behaviour {
  return readBehaviour(before, new Fields(value, "configure", BEHAVIOUR_NAMES));
}

function readBehaviour(before: Behaviour, fields: Fields): Behaviour {
  return {
    spelling: fields.readOptionalOneOf("spelling", KEY_SPELLINGS) ?? before.spelling,
    enumSpelling: fields.readOptionalOneOf("enumSpelling", ENUM_SPELLINGS) ?? before.enumSpelling,
    paginationSpelling:
      fields.readOptionalOneOf("paginationSpelling", PAGINATION_SPELLINGS) ?? before.paginationSpelling,
    lastPageToken: fields.readOptionalOneOf("lastPageToken", LAST_PAGE_TOKENS) ?? before.lastPageToken,
    standardKeyReadsPrivacy:
      fields.readOptionalFlag("standardKeyReadsPrivacy") ?? before.standardKeyReadsPrivacy,
    latencyMs: fields.readOptionalCount("latencyMs") ?? before.latencyMs,
  };
}

/** Checks options as they came (as JSON: they cross a thread) and fills in the defaults. */
export function resolveOptions(value: JsonValue): ResolvedOptions {
  const fields = new Fields(value, "options", [
    "host",
    "port",
    "adminKey",
    "standardKey",
    "orgId",
    "initial",
    ...BEHAVIOUR_NAMES,
  ]);
  const port = fields.readOptionalCount("port") ?? 0;
  if (port > 65_535) throw new SimulatorError("bad_request", "options.port must be at most 65535");
  const adminKey = readKey(fields, "adminKey");
  const standardKey = readKey(fields, "standardKey");
  if (adminKey === standardKey)
    throw new SimulatorError("bad_request", "options.adminKey and options.standardKey must differ");
  return {
    host: fields.readOptionalText("host") ?? "127.0.0.1",
    port,
    adminKey,
    standardKey,
    orgId: fields.readOptionalText("orgId") ?? DEFAULT_ORG_ID,
    behaviour: readBehaviour(DEFAULT_BEHAVIOUR, fields),
    initial: fields.readOptional("initial") ?? {},
  };
}

function readKey(fields: Fields, name: string): string {
  const key = fields.readOptionalText(name) ?? randomBytes(24).toString("hex");
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new SimulatorError("bad_request", `options.${name} must be printable ASCII without blanks`);
  return key;
}
