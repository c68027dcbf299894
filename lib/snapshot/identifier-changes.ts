import { dataClassOf } from "../settings/compare/found.js";
import type { DataClass, Field, ListField, Siblings } from "../settings/model/field.js";
import { isScalar, type Json } from "../settings/model/json.js";
import { comparedScalar } from "../settings/model/live-value.js";
import { maskText } from "../settings/model/mask.js";
import { itemStep } from "../settings/model/path.js";
import type { Change } from "./change.js";
import { digestOf, isDigest, shortOf } from "./digest.js";

/**
 * Changes of a set whose items may be digests on either side: identifiers, which are shown by mask and short digest,
 * and addresses, which are shown as they came unless one side hides them.
 */
export function identifierChanges(
  { name, field }: { readonly name: string; readonly field: ListField },
  lists: { readonly before: readonly Json[]; readonly after: readonly Json[] },
  siblings: Siblings,
): readonly Change[] {
  const dataClass = dataClassOf(field.item);
  // Digests are computed only where one side holds digests.
  const areDigests = lists.before.some(isDigest) || lists.after.some(isDigest);
  const nameOf = (item: Json): Json =>
    areDigests ? digestFor(field.item, item) : comparedItem(field.item, item);
  const shown = (item: Json): string =>
    dataClass === "address" && !areDigests ? String(item) : hiddenLabel(dataClass, field.item, item);
  const named = (items: readonly Json[]): ReadonlyMap<Json, Json> => {
    const byName = new Map<Json, Json>();
    for (const item of items) byName.set(nameOf(item), item);
    return byName;
  };
  const [before, after] = [named(lists.before), named(lists.after)];
  const changes: Change[] = [];
  const tell = (kind: "added" | "removed", items: typeof before, others: typeof before): void =>
    items.forEach((item, itsName) => {
      if (others.has(itsName)) return;
      const direction = field[kind]?.({ item, siblings }) ?? "unclear";
      changes.push({ path: name + itemStep(shown(item)), kind, direction, dataClass });
    });
  tell("removed", before, after);
  tell("added", after, before);
  return changes;
}

function hiddenLabel(dataClass: DataClass, field: Field, item: Json): string {
  if (isDigest(item)) return `#${shortOf(item)}`;
  return `${maskText(dataClass, String(item))}#${shortOf(digestFor(field, item))}`;
}

/** As a snapshot holds it. */
function digestFor(field: Field, item: Json): string {
  return isDigest(item) ? item : digestOf(comparedItem(field, item));
}

/** The one spelling of an item. */
function comparedItem(field: Field, item: Json): Json {
  return isScalar(item) ? comparedScalar(field, item) : item;
}
