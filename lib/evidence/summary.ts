import { outcomeOf } from "../verdict/judge.js";
import type { Evidence, EvidenceDocument, EvidenceFinding } from "./evidence.js";

/** What documents and findings say together. */
export function summaryOf(
  documents: readonly EvidenceDocument[],
  findings: readonly EvidenceFinding[],
): Pick<Evidence, "outcome" | "counts"> {
  const fields = documents.flatMap((document) => document.fields);
  const differing = (wanted: string): number =>
    findings.filter(({ result, direction }) => result === "differs" && direction === wanted).length;
  const found = (wanted: string): number => findings.filter(({ result }) => result === wanted).length;
  return {
    outcome: outcomeOf(documents),
    counts: {
      declared: fields.length,
      matches: fields.filter(({ result }) => result === "matches").length,
      loosened: differing("loosened"),
      tightened: differing("tightened"),
      unclear: differing("unclear"),
      notChecked: found("not-checked"),
      waived: found("waived"),
    },
  };
}

/** Where a finding belongs: one address may declare several documents. */
type Belonging = Pick<EvidenceDocument, "address" | "endpoint" | "platform">;

export function isOfDocument(one: Belonging, other: Belonging): boolean {
  return documentKey(one) === documentKey(other);
}

/** One document of one address. */
export function documentKey({ address, endpoint, platform }: Belonging): string {
  return JSON.stringify([address, endpoint, platform]);
}
