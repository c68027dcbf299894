import { dataClassOf } from "../settings/compare/found.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { DataClass, Direction, ListField, Siblings } from "../settings/model/field.js";
import type { Json } from "../settings/model/json.js";
import { maskText } from "../settings/model/mask.js";
import { itemStep } from "../settings/model/path.js";
import type { Change, ChangeKind } from "./change.js";
import { digestOf, isDigest, shortOf } from "./digest.js";

/**
 * Changes of a set whose items may be digests on either side: identifiers, which are shown by mask and short digest,
 * and addresses, which are shown as they came.
 */
export function identifierChanges(
  name: string,
  field: ListField,
  lists: { readonly before: readonly Json[]; readonly after: readonly Json[] },
  siblings: Siblings,
): readonly Change[] {
  const dataClass = dataClassOf(field.item);
  // Digests are computed only where one side holds digests.
  const areDigests = [...lists.before, ...lists.after].some(isDigest);
  const nameOf = (item: Json): string => (areDigests ? digestFor(item) : canonicalText(item));
  const named = (items: readonly Json[]) => new Map(items.map((item) => [nameOf(item), item]));
  const [before, after] = [named(lists.before), named(lists.after)];
  const change = (kind: ChangeKind, item: Json, direction: Direction = "unclear"): Change => {
    return { path: name + itemStep(labelOf(dataClass, item)), kind, direction, dataClass };
  };
  const only = (items: ReadonlyMap<string, Json>, others: ReadonlyMap<string, Json>): readonly Json[] =>
    [...items].filter(([text]) => !others.has(text)).map(([, item]) => item);
  return [
    ...only(before, after).map((item) => change("removed", item, field.removed?.({ item, siblings }))),
    ...only(after, before).map((item) => change("added", item, field.added?.({ item, siblings }))),
  ];
}

function labelOf(dataClass: DataClass, item: Json): string {
  if (isDigest(item)) return `#${shortOf(item)}`;
  if (dataClass === "address") return String(item);
  return `${maskText(dataClass, String(item))}#${shortOf(digestOf(item))}`;
}

function digestFor(item: Json): string {
  return isDigest(item) ? item : digestOf(item);
}
