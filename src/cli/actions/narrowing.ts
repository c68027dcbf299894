import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Comparing } from "../../gate/request.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { noteIgnored } from "./select-slots.js";

export interface NarrowingArguments {
  readonly baseline?: readonly string[];
  /** `false` after `--no-weaken`. */
  readonly weaken?: boolean;
}

/** What gate and report are compared with, and the one platform that counts, if that was asked for. */
export function narrowingOf(
  context: Context,
  { baseline: baselines = [], weaken }: NarrowingArguments,
): Comparing {
  if (weaken === false && baselines.length === 0)
    throw new UsageError(
      "--no-weaken needs --baseline",
      "Say what to compare with: --baseline, earlier evidence.",
    );
  const { askedPlatform, config } = context.settings;
  noteIgnored(context, "platform", askedPlatform === undefined && config.platform !== undefined);
  return { baselines, noWeaken: weaken === false, ...omitUndefined({ platform: askedPlatform }) };
}
