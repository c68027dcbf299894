import { FullstoryError } from "../errors.js";
import { VERSION } from "../version.js";
import { EVIDENCE_VERSION, type Evidence, type EvidenceCounts, type EvidenceError } from "./evidence.js";

const NO_COUNTS: EvidenceCounts = {
  declared: 0,
  matches: 0,
  loosened: 0,
  tightened: 0,
  unclear: 0,
  notChecked: 0,
  waived: 0,
};

/** The record of a synthesis that failed before it could say anything. */
export function errorEvidence(stack: string, error: unknown, at: Date): Evidence {
  return {
    schemaVersion: EVIDENCE_VERSION,
    tool: { name: "cdktf-fullstory", version: VERSION },
    stack,
    outcome: "error",
    synthesizedAt: at.toISOString(),
    error: evidenceError(error),
    counts: NO_COUNTS,
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
export function evidenceError(error: unknown): EvidenceError {
  if (error instanceof FullstoryError) return { code: error.code, message: error.message, hint: error.hint };
  return { code: "synthesis_failed", message: "the synthesis of the app failed; its own error says why" };
}
