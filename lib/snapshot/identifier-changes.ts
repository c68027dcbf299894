import { dataClassOf } from "../settings/compare/found.js";
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
  const before = byDigest(lists.before);
  const after = byDigest(lists.after);
  const dataClass = dataClassOf(field.item);
  const changes: Change[] = [];
  const report = (kind: ChangeKind, item: Json, digest: string, direction: Direction | undefined): void => {
    const path = name + itemStep(labelOf(dataClass, item, digest));
    changes.push({ path, kind, direction: direction ?? "unclear", dataClass });
  };
  for (const [digest, item] of before) {
    if (!after.has(digest)) report("removed", item, digest, field.removed?.({ item, siblings }));
  }
  for (const [digest, item] of after) {
    if (!before.has(digest)) report("added", item, digest, field.added?.({ item, siblings }));
  }
  return changes;
}

function labelOf(dataClass: DataClass, item: Json, digest: string): string {
  if (isDigest(item)) return `#${shortOf(digest)}`;
  return dataClass === "address" ? String(item) : `${maskText(dataClass, String(item))}#${shortOf(digest)}`;
}

function byDigest(items: readonly Json[]): ReadonlyMap<string, Json> {
  return new Map(items.map((item) => [isDigest(item) ? item : digestOf(item), item]));
}
