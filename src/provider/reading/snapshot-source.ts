import { BadOptionError, type FullstoryError } from "../../../lib/client/index.js";
import { formatInstant } from "../../../lib/expectations/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Endpoint, Platform } from "../../../lib/settings/index.js";
import { findDocument, readSnapshotFile } from "../../../lib/snapshot/index.js";
import type { LoadedSettings } from "./loaded.js";

/** Reads one document of a snapshot file. @throws FullstoryError */
export function readFromSnapshot(
  path: string,
  endpoint: Endpoint,
  asked: Platform | undefined,
): LoadedSettings {
  const { documents, verifiedAt, includesNotes } = readSnapshotFile(path);
  const platform = endpoint.platforms ? (asked ?? "web") : undefined;
  const slot = { name: endpoint.name, endpoint: endpoint.name, ...omitUndefined({ platform }) };
  const document = findDocument(documents, slot);
  if (document === undefined) {
    const what = `${endpoint.name}${platform === undefined ? "" : ` for ${platform}`}`;
    throw new BadOptionError(`the snapshot holds no document ${what}`, {
      hint: "Run `npx cdktf-fullstory snapshot update`, or read live settings.",
    });
  }
  return {
    ok: true,
    document,
    unknownKeys: [],
    fetchedAt: formatInstant(Date.now()),
    attempts: 1,
    source: { kind: "snapshot", path, verifiedAt, ...omitUndefined({ includesNotes }) },
  };
}

/** What a request would read, where that is no settings document. */
const WORDS: Readonly<Record<string, string>> = { "history-walk": "versions", "session-events": "events" };

/** A snapshot holds the six documents and nothing else. */
export function refuseSnapshot(request: string): FullstoryError {
  return new BadOptionError(`a snapshot holds no ${WORDS[request] ?? "answers"}`, {
    hint: 'Read live settings: leave `snapshot` out, or set it to "live".',
  });
}
