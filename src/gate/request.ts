import type { KnownKeys } from "../child/index.js";
import type { Comparing } from "./conclude.js";
import type { ProviderChoice } from "./provider-choice.js";

/** What `gate` was asked to do. */
export interface GateRequest extends Comparing {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly now: Date;
  /** Environment variable that holds the key. @default "FULLSTORY_API_KEY" */
  readonly apiKeyEnv?: string;
  readonly baseUrl?: string;
  /** Keys in use. What the app uses beside those of the environment is added once it has run. */
  readonly keys: KnownKeys;
  /** Words of the app, instead of those of `cdktf.json`. */
  readonly app: readonly string[];
  /** An output folder that is there already; no app is run. */
  readonly from?: string;
  readonly stack?: string;
  readonly full: boolean;
  readonly provider: ProviderChoice;
  readonly requireLive: boolean;
  readonly allowEmpty: boolean;
  /** How far it has come. */
  readonly progress: (text: string) => void;
  /** Tells a person something that they should not miss. */
  readonly say: (line: string) => void;
}
