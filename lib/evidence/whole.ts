import { VERSION } from "../version.js";
import { EVIDENCE_VERSION, type Evidence } from "./evidence.js";
import { gapsOf } from "./gaps.js";
import { summaryOf } from "./summary.js";

/** Completes evidence with what follows from its parts. What `parts` holds already is kept. */
export function wholeEvidence({
  stack,
  outcome,
  ...parts
}: Omit<Evidence, "schemaVersion" | "tool" | "outcome" | "counts" | "gaps"> &
  Partial<Pick<Evidence, "outcome">>): Evidence {
  const { documents, findings } = parts;
  const summary = summaryOf(documents, findings);
  return {
    schemaVersion: EVIDENCE_VERSION,
    tool: { name: "cdktf-fullstory", version: VERSION },
    stack,
    outcome: outcome ?? summary.outcome,
    ...parts,
    counts: summary.counts,
    gaps: gapsOf(documents),
  };
}
