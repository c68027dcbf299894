export { type DecodedEvidence, decodeEvidence } from "./decode.js";
export {
  EVIDENCE_FILE,
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceChange,
  type EvidenceCounts,
  type EvidenceDocument,
  type EvidenceError,
  type EvidenceExpectation,
  type EvidenceField,
  type EvidenceFinding,
  type EvidenceGap,
  type EvidenceGuard,
  type EvidenceNotice,
  type EvidenceOrg,
  type EvidenceWaiver,
  type Outcome,
} from "./evidence.js";
export type { RecordedOrg, RecordedSource } from "./input.js";
export { evidenceJsonSchema } from "./json-schema.js";
export { documentKey, isOfDocument, summaryOf } from "./summary.js";
export { wholeEvidence } from "./whole.js";
