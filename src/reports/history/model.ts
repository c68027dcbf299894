import { pluralize } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";

/** One version of a settings document, and how it differs from the version before it. */
export interface HistoryEntry {
  /** `geo`, `domain.web`. */
  readonly document: string;
  /** ISO 8601, as the host wrote it; absent where it wrote none. */
  readonly at?: string;
  /** Masked, unless somebody asked for more. */
  readonly by?: string;
  /** The oldest version there is: nothing to compare it with. */
  readonly isFirst: boolean;
  readonly changes: readonly Change[];
}

/** What stands where no change is told. */
export function nameUnchanged({ isFirst }: HistoryEntry): string {
  return isFirst ? "first version" : "no setting changed";
}

/** How many versions were told. */
export function countShown(shown: number): string {
  return shown === 0 ? "No version fits." : pluralize(shown, "version");
}

/** Writes entries one by one, so that a history of any length needs no memory. */
export interface HistoryWriter {
  renderHead(): string;
  renderEntry(entry: HistoryEntry): string;
  renderTail(shown: number): string;
}
