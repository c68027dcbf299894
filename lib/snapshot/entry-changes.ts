import { compareDocument } from "../settings/compare/compare.js";
import { classifyField } from "../settings/compare/found.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { ListField, Siblings } from "../settings/model/field.js";
import { isJsonObject, type Json } from "../settings/model/json.js";
import { spellLive } from "../settings/model/live-value.js";
import { toItemStep } from "../settings/model/path.js";
import { align } from "./align.js";
import { type Change, toChange } from "./change.js";
import { buildExactObject } from "./exact-node.js";

interface Entry {
  readonly item: Json;
  readonly text: string;
  readonly index: number;
}

/** Changes of an ordered list whose items have no key: entries that came, went, moved, or say something else. */
export function compareEntries(
  { name, field }: { readonly name: string; readonly field: ListField },
  lists: { readonly before: readonly Json[]; readonly after: readonly Json[] },
  siblings: Siblings,
): readonly Change[] {
  const before = toEntries(field, lists.before);
  const after = toEntries(field, lists.after);
  const steps = align(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  );
  const gone = steps.flatMap((each) => (each.kind === "removed" ? (before[each.before] ?? []) : []));
  const come = new Set(steps.flatMap((each) => (each.kind === "added" ? (after[each.after] ?? []) : [])));
  const take = (fits: (entry: Entry) => boolean): Entry | undefined => {
    const found = [...come].find(fits);
    if (found !== undefined) come.delete(found);
    return found;
  };
  const locate = (entry: Entry): Pick<Change, "path" | "dataClass"> => ({
    path: name + toItemStep(entry.index),
    dataClass: classifyField(field.item),
  });
  const changes: Change[] = [];
  const left = gone.filter((entry) => {
    const now = take(({ text }) => text === entry.text);
    if (now === undefined) return true;
    const from = `${name}${toItemStep(entry.index)}`;
    changes.push({ kind: "moved", direction: "unclear", from, after: now.text, ...locate(now) });
    return false;
  });
  for (const entry of left) {
    const label = findLabel(field, entry.item);
    const now = label === undefined ? undefined : take(({ item }) => findLabel(field, item) === label);
    if (now !== undefined) {
      changes.push(...compareInside(field, entry, { ...now, path: name + toItemStep(now.index) }));
      continue;
    }
    const direction = field.removed?.({ item: entry.item, siblings }) ?? "unclear";
    changes.push({ kind: "removed", direction, before: entry.text, ...locate(entry) });
  }
  for (const entry of come) {
    const direction = field.added?.({ item: entry.item, siblings }) ?? "unclear";
    changes.push({ kind: "added", direction, after: entry.text, ...locate(entry) });
  }
  return changes;
}

function toEntries(field: ListField, items: readonly Json[]): readonly Entry[] {
  return items.map((item, index) => ({ item, index, text: spellLive(field.item, item) }));
}

/** What an entry is about: its first documented text, such as the domain of a domain rule. */
function findLabel(field: ListField, item: Json): string | undefined {
  if (field.item.kind !== "object" || !isJsonObject(item)) return undefined;
  const [key] = Object.entries(field.item.fields).find(([, spec]) => spec.kind === "text") ?? [];
  const label = key === undefined ? undefined : item[key];
  return typeof label === "string" ? label : undefined;
}

/** The comparer sees the entry as a document of its own. */
function compareInside(
  field: ListField,
  before: Entry,
  after: Entry & { readonly path: string },
): readonly Change[] {
  if (field.item.kind !== "object" || !isJsonObject(before.item) || !isJsonObject(after.item)) return [];
  const declared = buildExactObject(field.item, before.item);
  const compared = compareDocument({ document: field.item }, after.item as SettingsDocument, declared);
  return compared.fields
    .flatMap(({ findings }) => findings)
    .map(toChange)
    .map((change) => ({ ...change, path: `${after.path}.${change.path}` }));
}
