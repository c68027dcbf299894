import type { Direction, ListField, Siblings } from "../settings/field.js";
import { dataClassOf } from "../settings/found.js";
import type { Json } from "../settings/json.js";
import { maskText } from "../settings/mask.js";
import { itemStep } from "../settings/path.js";
import type { Change, ChangeKind } from "./change.js";
import { digestOf, isDigest, shortOf } from "./digest.js";

/** Changes of a set of identifiers, each side in clear or as digests. They are shown by mask and short digest. */
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
    const masked = isDigest(item) ? "" : maskText(dataClass, String(item));
    const path = name + itemStep(`${masked}#${shortOf(digest)}`);
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

function byDigest(items: readonly Json[]): ReadonlyMap<string, Json> {
  return new Map(items.map((item) => [isDigest(item) ? item : digestOf(item), item]));
}
