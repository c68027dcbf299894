import type { Change } from "../../../lib/snapshot/index.js";

import type { Changed } from "./changed.js";

/** One side of a comparison. */
export interface ComparedSide {
  /** `live`, or the file's path. */
  readonly name: string;
  readonly org: string;
  readonly host: string;
  /** Of a snapshot: the day on which it was last seen to be live. */
  readonly verifiedAt?: string;
}

export interface ComparedDocument {
  /** `geo`, `domain.web`. */
  readonly name: string;
  readonly changes: readonly Change[];
  /** Set when only one side has the document at all. */
  readonly onlyIn?: "before" | "after";
  /** By path, who changed it and when, where live is the later side and its history could be read. */
  readonly changed?: ReadonlyMap<string, Changed>;
}

/** Settings of one side beside those of another: what `diff`, `snapshot verify` and `snapshot update` tell. */
export interface ComparisonReport {
  readonly command: "diff" | "snapshot verify" | "snapshot update";
  /** When it was made: ISO 8601. */
  readonly at: string;
  /** The verdict in words of ours. */
  readonly headline: string;
  readonly before?: ComparedSide;
  readonly after: ComparedSide;
  readonly documents: readonly ComparedDocument[];
  /** Documents that the org's plan does not include. */
  readonly skipped: readonly string[];
  readonly notes: readonly string[];
}

export interface ChangeCounts {
  readonly loosened: number;
  readonly unclear: number;
  readonly tightened: number;
  /** Changes that mean nothing to the people who are recorded: notes and labels. */
  readonly other: number;
  /** Documents that only one side has. */
  readonly documents: number;
}

export function countChanges(documents: readonly ComparedDocument[]): ChangeCounts {
  const changes = documents.flatMap((document) => document.changes);
  const count = (direction: Change["direction"]): number =>
    changes.filter((change) => change.direction === direction).length;
  return {
    loosened: count("loosened"),
    unclear: count("unclear"),
    tightened: count("tightened"),
    other: count(undefined),
    documents: documents.filter(({ onlyIn }) => onlyIn !== undefined).length,
  };
}

export function isSame(documents: readonly ComparedDocument[]): boolean {
  return documents.every(({ changes, onlyIn }) => changes.length === 0 && onlyIn === undefined);
}

/** `2 loosened, 1 tightened`; empty where nothing changed. */
export function countsInWords(counts: ChangeCounts): string {
  const { loosened, unclear, tightened, other, documents } = counts;
  return [
    [loosened, "loosened"],
    [unclear, "unclear"],
    [tightened, "tightened"],
    [other, "in notes"],
    [documents, documents === 1 ? "document on one side only" : "documents on one side only"],
  ]
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
    .join(", ");
}
