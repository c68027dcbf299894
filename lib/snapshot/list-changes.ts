import { compareDocument } from "../settings/compare/compare.js";
import type { DeclaredNode } from "../settings/declare/declared-node.js";
import { getLiterals } from "../settings/declare/declared-node.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { Endpoint } from "../settings/model/endpoint.js";
import type { ListField, Siblings } from "../settings/model/field.js";
import type { Json, JsonObject } from "../settings/model/json.js";
import { type Change, compareDirection, toChange } from "./change.js";
import { compareEntries } from "./entry-changes.js";
import { buildExactObject, pickCounting } from "./exact-node.js";
import { compareIdentifiers } from "./identifier-changes.js";
import { compareSides } from "./side-changes.js";

interface ChangeOptions {
  /** Whether rewritten notes and labels are changes; a snapshot as a rule has none. @default false */
  readonly notes?: boolean;
}

type ListChanges = typeof compareEntries;

/**
 * What changed from one document to a later one, by rule and entry, with what it means. Either may come from a host
 * or from a snapshot. Who made the change, and when, is no change.
 */
export function listChanges(
  { document: field }: Pick<Endpoint, "document">,
  { before, after }: { readonly before: SettingsDocument; readonly after: SettingsDocument },
  { notes = false }: ChangeOptions = {},
): readonly Change[] {
  const [old, now] = [before as unknown as JsonObject, after as unknown as JsonObject];
  const apart = Object.entries(field.fields).flatMap(([key, spec]) => {
    const lists = { before: old[key], after: now[key] };
    const listChanges = spec.kind === "list" ? pickListComparer(spec) : undefined;
    if (listChanges === undefined || spec.kind !== "list" || !areLists(lists)) return [];
    return [
      { key, changes: (siblings: Siblings) => listChanges({ name: key, field: spec }, lists, siblings) },
    ];
  });
  // Lists that are compared by themselves may be long, so the comparer gets them empty.
  const emptied = Object.fromEntries(apart.map(({ key }) => [key, []]));
  const declared = buildExactObject(field, pickCounting(field, { ...old, ...emptied }));
  const siblings: Siblings = { declared: getLiterals(declared), live: now };
  const entries = new Map<string, DeclaredNode>(declared.entries);
  const compared: Record<string, Json | undefined> = pickCounting(field, { ...now, ...emptied });
  const changes = apart.flatMap((list) => list.changes(siblings));
  for (const { key } of apart) {
    entries.delete(key);
    delete compared[key];
  }
  // The comparer decides the rest: the earlier document is the declaration, the later one is live.
  const comparison = compareDocument(
    { document: field, vendorRules: "exact" },
    compared as SettingsDocument,
    { ...declared, entries },
  );
  changes.push(...comparison.fields.flatMap(({ findings }) => findings).map(toChange));
  const untold = comparison.problems.filter(({ path }) => !changes.some((told) => told.path === path));
  changes.push(...untold.map(({ path }) => toUndecidedChange(path)));
  changes.push(...compareSides(field, { before: old, after: now }, notes));
  return changes.sort(compareDirection);
}

/** Lists whose entries the comparer knows by position only, and lists of what may be a digest on one side. */
function pickListComparer(field: ListField): ListChanges | undefined {
  if (field.dataClass === "identifier" || field.dataClass === "address") return compareIdentifiers;
  return field.order === "ordered" && field.key === undefined ? compareEntries : undefined;
}

function areLists(lists: {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}): lists is { readonly before: readonly Json[]; readonly after: readonly Json[] } {
  return Array.isArray(lists.before) && Array.isArray(lists.after);
}

/** Too many rules with one key to say which became which. */
function toUndecidedChange(path: string): Change {
  return { path, kind: "changed", direction: "unclear", dataClass: "setting" };
}
