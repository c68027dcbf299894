import type { Comparing } from "../../gate/conclude.js";
import { CONFIG_FILE } from "../config-file.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";

export interface NarrowingArguments {
  readonly baseline?: readonly string[];
  /** `false` after `--no-weaken`. */
  readonly weaken?: boolean;
}

/** What gate and report are compared with, and the one platform that counts, if that was asked for. */
export function narrowingOf(
  { settings, io }: Context,
  { baseline: baselines = [], weaken }: NarrowingArguments,
): Comparing {
  if (weaken === false && baselines.length === 0)
    throw new UsageError(
      "--no-weaken needs --baseline",
      "Say what to compare with: --baseline, earlier evidence.",
    );
  const { askedPlatform, config, quiet } = settings;
  if (askedPlatform === undefined && config.platform !== undefined && !quiet)
    io.note(
      `note: platform in ${CONFIG_FILE} leaves nothing out here: a pull request could change it. Use --platform.`,
    );
  return {
    baselines,
    noWeaken: weaken === false,
    ...(askedPlatform === undefined ? {} : { platform: askedPlatform }),
  };
}
