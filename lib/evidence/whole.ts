import { FullstoryError } from "../errors.js";
import { endpoints } from "../settings/endpoints/endpoints.js";
import { judgeOutcome } from "../verdict/judge.js";
import { VERSION } from "../version.js";
import {
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceDocument,
  type EvidenceError,
  type EvidenceFinding,
  type EvidenceGap,
} from "./evidence.js";

/** Completes evidence with what follows from its parts. What `parts` holds already is kept. */
export function completeEvidence({
  stack,
  outcome,
  ...parts
}: Omit<Evidence, "schemaVersion" | "tool" | "outcome" | "counts" | "gaps"> &
  Partial<Pick<Evidence, "outcome">>): Evidence {
  const { documents, findings } = parts;
  const summary = summarize(documents, findings);
  return {
    schemaVersion: EVIDENCE_VERSION,
    tool: { name: "cdktf-fullstory", version: VERSION },
    stack,
    outcome: outcome ?? summary.outcome,
    ...parts,
    counts: summary.counts,
    gaps: findGaps(documents),
  };
}

/** The record of a synthesis that failed before it had compared anything: it holds the error alone. */
export function buildErrorEvidence(stack: string, error: unknown, at: Date): Evidence {
  return {
    schemaVersion: EVIDENCE_VERSION,
    tool: { name: "cdktf-fullstory", version: VERSION },
    stack,
    outcome: "error",
    synthesizedAt: at.toISOString(),
    error: toEvidenceError(error),
    counts: summarize([], []).counts,
    orgs: [],
    documents: [],
    findings: [],
    waivers: [],
    guards: [],
    warnings: [],
    gaps: [],
  };
}

/** An error without anything but what we wrote ourselves. */
export function toEvidenceError(error: unknown): EvidenceError {
  if (error instanceof FullstoryError) return { code: error.code, message: error.message, hint: error.hint };
  return { code: "synthesis_failed", message: "the synthesis of the app failed; its own error says why" };
}

/** What documents and findings say together. */
export function summarize(
  documents: readonly EvidenceDocument[],
  findings: readonly EvidenceFinding[],
): Pick<Evidence, "outcome" | "counts"> {
  const fields = documents.flatMap((document) => document.fields);
  const countDiffering = (wanted: string): number =>
    findings.filter(({ result, direction }) => result === "differs" && direction === wanted).length;
  const countResult = (wanted: string): number => findings.filter(({ result }) => result === wanted).length;
  return {
    outcome: judgeOutcome(documents),
    counts: {
      declared: fields.length,
      matches: fields.filter(({ result }) => result === "matches").length,
      loosened: countDiffering("loosened"),
      tightened: countDiffering("tightened"),
      unclear: countDiffering("unclear"),
      notChecked: countResult("not-checked"),
      waived: countResult("waived"),
    },
  };
}

/** A declared document that was not read, or not yet. Its fields count as not checked, and not as undeclared. */
function isUnread({ status, expectations }: EvidenceDocument): boolean {
  return status !== "read" && expectations.length > 0;
}

/** Documents, platforms and fields that nothing in the stack declares, and keys that nobody documents. */
function findGaps(documents: readonly EvidenceDocument[]): readonly EvidenceGap[] {
  const gaps: EvidenceGap[] = [];
  for (const endpoint of Object.values(endpoints)) {
    const of = documents.filter(
      (each) => each.endpoint === endpoint.name && (isUnread(each) || each.fields.length > 0),
    );
    if (of.length === 0) {
      gaps.push({ kind: "document", endpoint: endpoint.name });
      continue;
    }
    for (const platform of endpoint.platforms ? (["web", "mobile"] as const) : [undefined]) {
      const here = of.filter((each) => each.platform === platform);
      const on = platform === undefined ? {} : { platform };
      if (here.length === 0) {
        gaps.push({ kind: "platform", endpoint: endpoint.name, ...on });
        continue;
      }
      // The evidence of an unread document does not say which of its fields were declared.
      if (here.every(isUnread)) continue;
      const declared = new Set(here.flatMap(({ fields }) => fields.map(({ field }) => field)));
      for (const [name, field] of Object.entries(endpoint.document.fields)) {
        if (!declared.has(name) && field.bookkeeping !== true)
          gaps.push({ kind: "field", endpoint: endpoint.name, ...on, name });
      }
      const unknown = new Set(here.flatMap(({ unknownKeys }) => unknownKeys));
      for (const name of unknown) gaps.push({ kind: "unknown-key", endpoint: endpoint.name, ...on, name });
    }
  }
  return gaps;
}

/** Where a finding belongs: one address may declare several documents. */
type Belonging = Pick<EvidenceDocument, "address" | "endpoint" | "platform">;

export function isOfDocument(one: Belonging, other: Belonging): boolean {
  return toDocumentKey(one) === toDocumentKey(other);
}

/** One document of one address. */
export function toDocumentKey({ address, endpoint, platform }: Belonging): string {
  return JSON.stringify([address, endpoint, platform]);
}
