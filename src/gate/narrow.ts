import { type Evidence, type EvidenceDocument, summarize } from "../../lib/evidence/index.js";
import type { Platform } from "../../lib/settings/index.js";
import type { Narrowed, StackReport } from "./gate-report.js";

const OTHER: Readonly<Record<Platform, Platform>> = { web: "mobile", mobile: "web" };

/**
 * Whether a document does not count where only one platform does. Documents without a platform hold for both, so
 * they always count.
 */
export function isLeftOut(
  { platform }: Pick<EvidenceDocument, "platform">,
  only: Platform | undefined,
): boolean {
  return only !== undefined && platform === OTHER[only];
}

/** Evidence as far as one platform goes: as if the other one had not been declared. */
export function narrowEvidence(evidence: Evidence, only: Platform | undefined): Evidence {
  if (only === undefined) return evidence;
  const documents = evidence.documents.filter((document) => !isLeftOut(document, only));
  const findings = evidence.findings.filter((finding) => !isLeftOut(finding, only));
  const { outcome, counts } = summarize(documents, findings);
  return {
    ...evidence,
    outcome: evidence.outcome === "error" ? "error" : outcome,
    documents,
    findings,
    gaps: evidence.gaps.filter((gap) => !isLeftOut(gap, only)),
    counts,
  };
}

/** The stacks as far as one platform goes, and how much that leaves out. */
export function narrowStacks(
  stacks: readonly StackReport[],
  platform: Platform,
): { readonly stacks: readonly StackReport[]; readonly narrowed: Narrowed } {
  const gone = stacks
    .flatMap(({ evidence }) => evidence?.documents ?? [])
    .filter((document) => isLeftOut(document, platform));
  return {
    stacks: stacks.map(({ evidence, ...rest }) => ({
      ...rest,
      ...(evidence === undefined ? {} : { evidence: narrowEvidence(evidence, platform) }),
    })),
    narrowed: {
      platform,
      documents: gone.length,
      fields: gone.reduce((sum, { fields }) => sum + fields.length, 0),
    },
  };
}
