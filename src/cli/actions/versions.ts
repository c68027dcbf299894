import type { FullstoryClient, SettingsDocument } from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { endpoints } from "../../../lib/settings/index.js";
import { type Change, listChanges, type Slot } from "../../../lib/snapshot/index.js";

/** One version and what it changed. Holds the version itself only while it is looked at. */
export interface Version {
  readonly slot: Slot;
  readonly at?: string;
  readonly atMs: number;
  readonly by?: string;
  readonly isFirst: boolean;
  readonly changes: readonly Change[];
}

/** The versions of one document, newest first, each compared with the one before it. Two are held at a time. */
export async function* walkVersions(
  client: FullstoryClient,
  slot: Slot,
  options: { readonly limit: number; readonly signal: AbortSignal },
): AsyncGenerator<Version, void, undefined> {
  const { endpoint, platform } = slot;
  const pages = client.history(endpoint, { ...options, ...omitUndefined({ platform }) });
  let newer: SettingsDocument | undefined;
  for await (const older of pages) {
    if (newer !== undefined) yield toVersion(slot, newer, older);
    newer = older;
  }
  if (newer !== undefined) yield toVersion(slot, newer, undefined);
}

function toVersion(slot: Slot, document: SettingsDocument, before: SettingsDocument | undefined): Version {
  const { lastUpdated, lastUpdatedBy } = document.metadata ?? {};
  const atMs = Date.parse(lastUpdated ?? "");
  const changes =
    before === undefined
      ? []
      : listChanges(endpoints[slot.endpoint], { before, after: document }, { notes: true });
  return {
    slot,
    ...(typeof lastUpdated === "string" ? { at: lastUpdated } : {}),
    // A version without an instant is shown where it stands, never dropped.
    atMs: Number.isNaN(atMs) ? Number.POSITIVE_INFINITY : atMs,
    ...(typeof lastUpdatedBy === "string" && lastUpdatedBy !== "" ? { by: lastUpdatedBy } : {}),
    isFirst: before === undefined,
    changes,
  };
}

/** Whether a path is this one, or leads to something in it. */
export function isPartOf(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

/** Merges several histories into one, newest first. One version of each is held at a time. */
export async function* mergeNewestFirst(
  histories: readonly AsyncGenerator<Version, void, undefined>[],
): AsyncGenerator<Version, void, undefined> {
  const heads = await Promise.all(
    histories.map(async (history) => ({ history, next: await history.next() })),
  );
  for (;;) {
    let newest: { history: AsyncGenerator<Version, void, undefined>; version: Version } | undefined;
    for (const { history, next } of heads) {
      if (next.done === true) continue;
      if (newest === undefined || next.value.atMs > newest.version.atMs)
        newest = { history, version: next.value };
    }
    if (newest === undefined) return;
    yield newest.version;
    const head = heads.find(({ history }) => history === newest.history);
    if (head !== undefined) head.next = await head.history.next();
  }
}
