import { type DateMeaning, readInstant } from "../../../lib/expectations/index.js";
import type { Change, Slot } from "../../../lib/snapshot/index.js";
import { listSettings } from "../../reports/shared/rules.js";
import { createWordError, UsageError } from "../usage-error.js";
import { isPartOf } from "./versions.js";

export interface HistoryArguments {
  readonly endpoint?: string;
  readonly since?: string;
  readonly until?: string;
  readonly field?: string;
  readonly limit?: string;
  readonly showActors?: boolean;
}

/** Bounds in milliseconds since 1970, both inclusive. */
export interface Range {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly limit?: number;
}

export function readRange({ since, until, limit }: HistoryArguments): Range {
  const sinceMs = since === undefined ? Number.NEGATIVE_INFINITY : readInstantFlag("--since", since, "start");
  const untilMs = until === undefined ? Number.POSITIVE_INFINITY : readInstantFlag("--until", until, "end");
  if (sinceMs > untilMs) throw new UsageError("--since is after --until", "Exchange the two.");
  if (limit === undefined) return { sinceMs, untilMs };
  if (!/^[1-9]\d{0,8}$/.test(limit)) {
    throw new UsageError("--limit must be a whole number from 1", "Leave it out for all versions.");
  }
  return { sinceMs, untilMs, limit: Number(limit) };
}

/** A whole day is meant from its beginning, or to its end. */
function readInstantFlag(flag: string, text: string, dateMeans: DateMeaning): number {
  const ms = readInstant(text, dateMeans);
  if (ms !== undefined) return ms;
  throw new UsageError(
    `${flag} must be a day or an instant`,
    "Write it like 2026-11-20 or 2026-11-20T16:02:00Z; days are UTC.",
  );
}

/** Whether a change is of this field, or of something in it: `recordGeoMode`, `elementBlocks[".tax-id"]`. */
export function createFieldFilter(
  field: string | undefined,
  chosen: readonly Slot[],
): (change: Change) => boolean {
  if (field === undefined) return () => true;
  const known = new Set(chosen.flatMap(({ endpoint }) => listSettings(endpoint)));
  const [name = ""] = /^[^.[]*/.exec(field) ?? [];
  if (!known.has(name)) throw createWordError("the field", name, [...known]);
  return ({ path }) => isPartOf(path, field);
}
