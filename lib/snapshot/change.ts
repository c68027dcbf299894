import { omitUndefined } from "../omit-undefined.js";
import type { Finding, FindingKind } from "../settings/compare/finding.js";
import { type DataClass, type Direction, rankDirection } from "../settings/model/field.js";

export type ChangeKind = "changed" | "added" | "removed" | "moved";

/** One difference between an earlier and a later document. Values are canonical text, masked as their class asks. */
export interface Change {
  /** As messages print it: `elementBlocks[".tax-id"].scope`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** What it means for the people who are recorded. Absent where it means nothing to them: notes and labels. */
  readonly direction?: Direction;
  /** Of a list entry that moved: its path before. */
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
  readonly dataClass: DataClass;
}

/** Loosened, unclear, tightened, meaningless, then by path. */
export function compareDirection(a: Change, b: Change): number {
  return (
    rankDirection(a.direction) - rankDirection(b.direction) ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  );
}

/** What several changes mean together: the worst of them. */
export function pickWorstDirection(changes: readonly Change[]): Direction | undefined {
  let worst: Direction | undefined;
  for (const { direction } of changes) if (rankDirection(direction) < rankDirection(worst)) worst = direction;
  return worst;
}

const KINDS: Readonly<Record<FindingKind, ChangeKind>> = {
  value: "changed",
  missing: "removed",
  extra: "added",
  order: "moved",
  "weaker-twin": "changed",
  matcher: "changed",
  /** Nothing to compare with: the key is not in the later document. */
  unknown: "removed",
};

/** A difference from what was declared, as a change of what was. */
export function toChange(finding: Finding): Change {
  const { path, kind, declared, live, dataClass, direction = "unclear" } = finding;
  // Both sides have something, and the comparer could not say what became of what.
  if (kind === "unknown" && live !== undefined) return { path, kind: "changed", direction, dataClass };
  return {
    path,
    kind: KINDS[kind],
    direction,
    ...omitUndefined({ before: declared, after: live }),
    dataClass,
  };
}
