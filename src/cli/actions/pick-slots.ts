import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type Slot, slots } from "../../../lib/snapshot/index.js";
import type { Comparing } from "../../gate/request.js";
import { CONFIG_FILE } from "../config-file.js";
import type { Context } from "../context.js";
import type { Settings } from "../settings.js";
import { createWordError, UsageError } from "../usage-error.js";

type Narrowing = Pick<Settings, "config" | "platform">;

/** The documents that are asked for by name and platform, in the order of the endpoint table. */
export function pickSlots(
  given: readonly string[] | undefined,
  { config, platform }: Narrowing,
): readonly Slot[] {
  const names = given ?? config.documents;
  const known = [...new Set(slots.flatMap((slot) => [slot.endpoint, slot.name]))];
  for (const name of names ?? [])
    if (!known.includes(name)) throw createWordError("the document", name, known);
  const chosen = slots.filter(
    (slot) =>
      (names === undefined || names.includes(slot.name) || names.includes(slot.endpoint)) &&
      (platform === undefined || slot.platform === undefined || slot.platform === platform),
  );
  if (chosen.length > 0) return chosen;
  throw new UsageError("no document is left to look at", "Name one with --documents, or drop --platform.");
}

/**
 * The same for a command that decides: flags and the environment leave documents out, the configuration file does not,
 * because a pull request could change it.
 */
export function pickDecidingSlots(context: Context, given: readonly string[] | undefined): readonly Slot[] {
  const { askedPlatform, config } = context.settings;
  if (given === undefined) noteIgnored(context, "documents", config.documents !== undefined);
  noteIgnored(context, "platform", askedPlatform === undefined && config.platform !== undefined);
  return pickSlots(given, { config: {}, ...omitUndefined({ platform: askedPlatform }) });
}

/** Says that an option of the configuration file narrows nothing here. */
function noteIgnored({ settings, io }: Context, option: "documents" | "platform", isThere: boolean): void {
  if (!isThere || settings.quiet) return;
  io.note(
    `note: ${option} in ${CONFIG_FILE} leaves nothing out here: a pull request could change it. Use --${option}.`,
  );
}

export interface NarrowingArguments {
  readonly baseline?: readonly string[];
  /** `false` after `--no-weaken`. */
  readonly weaken?: boolean;
}

/** What gate and report are compared with, and the one platform that counts, if that was asked for. */
export function readNarrowing(
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

/** `in 8 documents`; fewer than there are by their names, so that nobody takes some for all. */
export function describeCompared(compared: readonly { readonly name: string }[]): string {
  const names = compared.map(({ name }) => name).join(", ");
  const all = slots.length;
  if (compared.length === all) return `in ${all} documents`;
  return `in ${compared.length} of ${all} documents: ${names}`;
}
