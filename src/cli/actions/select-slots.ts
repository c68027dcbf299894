import { type Slot, slots } from "../../../lib/snapshot/index.js";
import { unknownWord } from "../nearest-of.js";
import type { Settings } from "../settings.js";
import { UsageError } from "../usage-error.js";

/** The documents that are asked for by name and platform, in the order of the endpoint table. */
export function selectSlots(
  given: readonly string[] | undefined,
  { config, platform }: Pick<Settings, "config" | "platform">,
): readonly Slot[] {
  const names = given ?? config.documents;
  const known = [...new Set(slots.flatMap((slot) => [slot.endpoint, slot.name]))];
  for (const name of names ?? []) if (!known.includes(name)) throw unknownWord("the document", name, known);
  const chosen = slots.filter(
    (slot) =>
      (names === undefined || names.includes(slot.name) || names.includes(slot.endpoint)) &&
      (platform === undefined || slot.platform === undefined || slot.platform === platform),
  );
  if (chosen.length > 0) return chosen;
  throw new UsageError("no document is left to look at", "Name one with --documents, or drop --platform.");
}
