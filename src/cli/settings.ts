import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../../lib/client/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Format } from "../reports/formats.js";
import { CONFIG_FILE, type ConfigFile, readConfig } from "./config-file.js";
import { readOneOf, readVariableName, UsageError } from "./usage-error.js";

/** The flags of every command that reads settings, as they were given. */
export interface CommonFlags {
  readonly apiKeyEnv?: string;
  readonly baseUrl?: string;
  readonly allowHost?: readonly string[];
  readonly expectOrg?: string;
  readonly platform?: string;
  readonly output?: string;
  readonly out?: string;
  readonly quiet?: boolean;
  /** `false` after `--no-color`. `true` means that the flag was not given. */
  readonly color?: boolean;
}

/** Flags, then environment, then the configuration file, then defaults: checked, and ready to be used. */
export interface Settings {
  /** Where the key is; `undefined` leaves it to the client, which takes `FULLSTORY_API_KEY`. */
  readonly apiKeyEnv?: string;
  readonly baseUrl?: string;
  readonly allowHost: readonly string[];
  readonly expectOrg?: string;
  readonly platform?: Platform;
  /** The platform by flag or environment, without the file that a pull request can change. */
  readonly askedPlatform?: Platform;
  readonly output: Format;
  readonly out?: string;
  readonly quiet: boolean;
  /** `undefined`: as the terminal wants it. */
  readonly color?: boolean;
  readonly config: ConfigFile;
}

/** Where settings come from. */
export interface Surroundings {
  readonly flags: CommonFlags;
  readonly formats: readonly Format[];
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
}

const PLATFORMS: readonly Platform[] = ["web", "mobile"];

export function readSettings({ flags, formats, env, directory }: Surroundings): Settings {
  const config = readConfigIn(directory);
  const askedPlatform = readPlatform(flags.platform ?? readEnv(env, "FULLSTORY_PLATFORM"));
  const platform = askedPlatform ?? readPlatform(config.platform);
  const expectOrg = flags.expectOrg ?? readEnv(env, "FULLSTORY_EXPECT_ORG") ?? config.expectOrg;
  // A format that only other commands have is passed over, unless a flag asks for it.
  const general = readEnv(env, "FULLSTORY_OUTPUT") ?? config.output;
  const output = flags.output ?? formats.find((format) => format === general) ?? formats[0] ?? "text";
  const color = readColor(flags, env, config);
  return {
    ...(flags.apiKeyEnv === undefined
      ? {}
      : { apiKeyEnv: readVariableName("--api-key-env", flags.apiKeyEnv, "key") }),
    ...omitUndefined({ baseUrl: flags.baseUrl }),
    allowHost: flags.allowHost ?? [],
    ...omitUndefined({ expectOrg, platform, askedPlatform }),
    output: readOneOf("the output format", output, formats),
    ...(flags.out === undefined ? {} : { out: readNonEmpty("--out", flags.out) }),
    quiet: flags.quiet ?? config.quiet ?? false,
    ...omitUndefined({ color }),
    config,
  };
}

function readPlatform(word: string | undefined): Platform | undefined {
  return word === undefined ? undefined : readOneOf("the platform", word, PLATFORMS);
}

/** The key in the variable that somebody named. */
export function readKey(env: NodeJS.ProcessEnv, name: string): string {
  const key = env[name];
  if (key !== undefined && key.trim() !== "") return key;
  throw new UsageError(
    `no API key: the environment variable ${name} is not set or empty`,
    "Set it, or name another one with --api-key-env.",
  );
}

function readNonEmpty(flag: string, value: string): string {
  if (value !== "") return value;
  throw new UsageError(`${flag} is empty`, "Give it a value, or leave it out.");
}

function readColor(flags: CommonFlags, env: NodeJS.ProcessEnv, config: ConfigFile): boolean | undefined {
  if (flags.color === false || readEnv(env, "NO_COLOR") !== undefined) return false;
  const forced = readEnv(env, "FORCE_COLOR");
  return forced === undefined ? config.color : forced !== "0";
}

function readEnv(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

/** The configuration file of this very directory, never of one above it. */
function readConfigIn(directory: string): ConfigFile {
  if (lstatSync(join(directory, CONFIG_FILE), { throwIfNoEntry: false }) === undefined) return {};
  const {
    readRegularFile,
  }: typeof import("../../lib/snapshot/files.js") = require("../../lib/snapshot/files.js");
  return readConfig(readRegularFile(CONFIG_FILE, { directory, maxBytes: 64 * 1024 }));
}
