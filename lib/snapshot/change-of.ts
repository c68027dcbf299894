import { omitUndefined } from "../omit-undefined.js";
import type { Finding, FindingKind } from "../settings/compare/finding.js";
import type { Change, ChangeKind } from "./change.js";

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
export function changeOf(finding: Finding): Change {
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
