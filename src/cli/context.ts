import type { Format } from "../reports/formats.js";
import type { Style } from "../reports/shared/style.js";
import type { ExitCode } from "./exit-codes.js";
import type { Io } from "./io.js";
import type { CommonFlags, Settings } from "./settings.js";

/** All that an action may know of the world. */
export interface Context {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly now: Date;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  readonly io: Io;
  /** For the result on standard output. */
  readonly style: Style;
}

/** Reads the settings, runs an action, and keeps its exit code. The one way from a command to its work. */
export type Run = (
  flags: CommonFlags,
  formats: readonly Format[],
  action: (context: Context) => Promise<ExitCode>,
) => Promise<void>;
