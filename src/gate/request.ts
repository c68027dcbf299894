import type { Platform } from "../../lib/settings/index.js";
import type { KnownKeys } from "../child/index.js";

export type ProviderChoice = "auto" | "registry" | "embedded";
export const PROVIDER_CHOICES: readonly ProviderChoice[] = ["auto", "registry", "embedded"];

/** What gate and report are compared with, and how far they go. */
export interface Comparing {
  /** Earlier evidence. */
  readonly baselines: readonly string[];
  readonly noWeaken: boolean;
  /** The one platform that counts, beside documents that have none. @default - both */
  readonly platform?: Platform;
}

/** What `gate` is asked of a CDKTF app and of a folder of HCL. */
export interface PlanRequest extends Omit<Comparing, "platform"> {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly now: Date;
  /** Environment variable that holds the key. @default "FULLSTORY_API_KEY" */
  readonly apiKeyEnv?: string;
  readonly baseUrl?: string;
  /** Keys in use. What the app uses beside those of the environment is added once it has run. */
  readonly keys: KnownKeys;
  /** Whether anything but live settings is no basis for a verdict. */
  readonly requireLive: boolean;
  /** How far it has come. */
  readonly progress: (text: string) => void;
}

/** What `gate` was asked to do. */
export interface GateRequest extends PlanRequest, Comparing {
  /** Words of the app, instead of those of `cdktf.json`. */
  readonly app: readonly string[];
  /** An output folder that is there already; no app is run. */
  readonly from?: string;
  readonly stack?: string;
  readonly full: boolean;
  readonly provider: ProviderChoice;
  readonly allowEmpty: boolean;
  /** Tells a person something that they should not miss. */
  readonly say: (line: string) => void;
}

/** What `gate DIR` was asked to do. */
export interface HclRequest extends PlanRequest {
  /** The folder of HCL; a relative path begins at `directory`. */
  readonly folder: string;
}

/** Every variable that is or holds a key in use: none of them reaches a child that has no need of it. */
export function listSecrets({
  env,
  apiKeyEnv = "FULLSTORY_API_KEY",
  keys,
}: Pick<PlanRequest, "env" | "apiKeyEnv" | "keys">): readonly string[] {
  return [...new Set([apiKeyEnv, ...keys.listHolders(env)])];
}
