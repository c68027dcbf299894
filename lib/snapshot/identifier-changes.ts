import { classifyField } from "../settings/compare/found.js";
import type { DataClass, Field, ListField, Siblings } from "../settings/model/field.js";
import { isScalar, type Json } from "../settings/model/json.js";
import { toCompared } from "../settings/model/live-value.js";
import { maskText } from "../settings/model/mask.js";
import { toItemStep } from "../settings/model/path.js";
import type { Change } from "./change.js";
import { digestValue, isDigest, shortenDigest } from "./digest.js";

/**
 * Changes of a set whose items may be digests on either side: identifiers, which are shown by mask and short digest,
 * and addresses, which are shown as they came unless one side hides them.
 */
export function compareIdentifiers(
  { name, field }: { readonly name: string; readonly field: ListField },
  lists: { readonly before: readonly Json[]; readonly after: readonly Json[] },
  siblings: Siblings,
): readonly Change[] {
  const dataClass = classifyField(field.item);
  // Digests are computed only where one side holds digests.
  const areDigests = lists.before.some(isDigest) || lists.after.some(isDigest);
  const nameItem = (item: Json): Json =>
    areDigests ? toDigest(field.item, item) : toComparedItem(field.item, item);
  const showItem = (item: Json): string =>
    dataClass === "address" && !areDigests ? String(item) : showHidden(dataClass, field.item, item);
  const groupByName = (items: readonly Json[]): ReadonlyMap<Json, Json> => {
    const byName = new Map<Json, Json>();
    for (const item of items) byName.set(nameItem(item), item);
    return byName;
  };
  const [before, after] = [groupByName(lists.before), groupByName(lists.after)];
  const changes: Change[] = [];
  const tell = (kind: "added" | "removed", items: typeof before, others: typeof before): void =>
    items.forEach((item, itsName) => {
      if (others.has(itsName)) return;
      const direction = field[kind]?.({ item, siblings }) ?? "unclear";
      changes.push({ path: name + toItemStep(showItem(item)), kind, direction, dataClass });
    });
  tell("removed", before, after);
  tell("added", after, before);
  return changes;
}

function showHidden(dataClass: DataClass, field: Field, item: Json): string {
  if (isDigest(item)) return `#${shortenDigest(item)}`;
  return `${maskText(dataClass, String(item))}#${shortenDigest(toDigest(field, item))}`;
}

/** As a snapshot holds it. */
function toDigest(field: Field, item: Json): string {
  return isDigest(item) ? item : digestValue(toComparedItem(field, item));
}

/** The one spelling of an item. */
function toComparedItem(field: Field, item: Json): Json {
  return isScalar(item) ? toCompared(field, item) : item;
}
