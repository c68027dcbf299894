import { BadOptionError, type FullstoryError } from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Endpoint, Platform } from "../../../lib/settings/index.js";
import { readSnapshotFile, tryFindDocument } from "../../../lib/snapshot/index.js";
import type { LoadedSettings } from "./loaded.js";

/** A settings document of a snapshot file, with the org that the file says it is of, where it does. */
export interface SnapshotSettings extends LoadedSettings {
  readonly org?: string;
}

/** Reads one document of a snapshot file. @throws FullstoryError */
export function readFromSnapshot(
  path: string,
  endpoint: Endpoint,
  asked: Platform | undefined,
): SnapshotSettings {
  const { documents, verifiedAt, org, includesNotes } = readSnapshotFile(path);
  const platform = endpoint.platforms ? (asked ?? "web") : undefined;
  const slot = { name: endpoint.name, endpoint: endpoint.name, ...omitUndefined({ platform }) };
  const document = tryFindDocument(documents, slot);
  if (document === undefined) {
    const what = `${endpoint.name}${platform === undefined ? "" : ` for ${platform}`}`;
    throw new BadOptionError(`the snapshot holds no document ${what}`, {
      hint: "Run `npx cdktf-fullstory snapshot update`, or read live settings.",
    });
  }
  const readAt = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  return {
    document,
    unknownKeys: [],
    ...omitUndefined({ org }),
    readAt,
    from: { kind: "snapshot", path, verifiedAt, ...omitUndefined({ includesNotes }) },
  };
}

/** A snapshot holds the six documents and nothing else. */
export function refuseSnapshot(what: string): FullstoryError {
  return new BadOptionError(`a snapshot holds no ${what}`, {
    hint: 'Read live settings: leave `snapshot` out, or set it to "live".',
  });
}
