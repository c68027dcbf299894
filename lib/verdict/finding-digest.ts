import type { FieldComparison, Finding } from "../settings/compare/finding.js";
import { canonicalize, toLongDigest } from "../settings/model/canonical.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { Field } from "../settings/model/field.js";
import type { Json } from "../settings/model/json.js";
import { spellCompared } from "../settings/model/live-value.js";

/** Whose settings a finding is about. */
export interface FindingSubject {
  /** Name of the document, of a history too. */
  readonly document: string;
  readonly platform?: Platform | undefined;
  /** The org's id, where it is known. */
  readonly org?: string | undefined;
}

/** A compared field, and the live value that it was compared with. */
export interface ComparedField {
  readonly comparison: FieldComparison;
  /** Absent where the field is none of the document's, as in statements about a history. */
  readonly spec: Field | undefined;
  readonly live: Json | undefined;
}

/**
 * The digest that a waiver of a finding quotes: 128 bits over document, platform, org, path, what was declared and
 * what is live. It fits no other finding.
 */
export function digestFinding(subject: FindingSubject, finding: Pick<Finding, "path" | "observed">): string {
  const { document, platform, org } = subject;
  return toLongDigest(
    canonicalize([document, platform ?? null, org ?? null, finding.path, finding.observed]),
  );
}

/** The digest that a waiver of a whole list quotes: the same over all that was declared of it and all that is live. */
export function digestWholeField(
  subject: FindingSubject,
  { comparison, spec, live }: ComparedField & { readonly spec: Field },
): string {
  const meanings = [...new Set(comparison.findings.map(({ direction }) => direction ?? ""))].sort();
  const text = spellCompared(spec, live);
  const observed = toLongDigest(canonicalize(["whole", comparison.expected, text, meanings]));
  return digestFinding(subject, { path: comparison.field, observed });
}

/** A comparison whose findings carry the digests that waivers quote. */
export function bindFindings(subject: FindingSubject, field: ComparedField): FieldComparison {
  const { comparison, spec } = field;
  const findings = comparison.findings.map((finding) => ({
    ...finding,
    observed:
      spec?.kind === "list" && finding.path === comparison.field
        ? digestWholeField(subject, { ...field, spec })
        : digestFinding(subject, finding),
  }));
  return { ...comparison, findings };
}
