import { formatMinute, sanitize } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { joinCounts } from "../shared/shown.js";

/** When somebody changed a setting, as the history of the settings tells it. */
export interface Changed {
  /** ISO 8601, as the host wrote it. */
  readonly at?: string;
  /** Masked. */
  readonly by?: string;
}

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

/** Whether both sides have the document, and it says the same. */
export function isQuiet({ changes, onlyIn }: ComparedDocument): boolean {
  return changes.length === 0 && onlyIn === undefined;
}

export function isSame(documents: readonly ComparedDocument[]): boolean {
  return documents.every(isQuiet);
}

/** `2 loosened, 1 tightened`; empty where nothing changed. */
export function describeChangeCounts(counts: ChangeCounts): string {
  const { loosened, unclear, tightened, other, documents } = counts;
  return joinCounts([
    [loosened, "loosened"],
    [unclear, "unclear"],
    [tightened, "tightened"],
    [other, "in notes"],
    [documents, documents === 1 ? "document on one side only" : "documents on one side only"],
  ]);
}

export function nameOnlySide(side: "before" | "after"): string {
  return `only in the ${side === "before" ? "first" : "second"}`;
}

/** What a change did, where the values alone do not say it. `show` writes a path. */
export function describeKind({ kind, from, before, after }: Change, show = sanitize): string {
  if (kind === "moved") return from === undefined ? " in another order" : ` moved from ${show(from)}`;
  if (kind === "changed") return before === undefined && after === undefined ? " changed" : "";
  return ` ${kind}`;
}

/** `2026-11-21 16:02 UTC`; what is no instant is said to be unknown. */
export function formatTime(at: string | undefined): string {
  const ms = Date.parse(at ?? "");
  return Number.isNaN(ms) ? "at an unknown time" : formatMinute(new Date(ms).toISOString());
}

/** `2026-11-21 16:02 UTC by d***@acme.example`. `show` writes a person, who is from outside. */
export function writeChanged({ at, by }: Changed, show: (by: string) => string): string {
  return formatTime(at) + writeBy(by, show);
}

export function writeBy(by: string | undefined, show: (by: string) => string): string {
  return by === undefined ? "" : ` by ${show(by)}`;
}
