export { decodeEvidence } from "./decode.js";
export {
  EVIDENCE_FILE,
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceDocument,
  type EvidenceError,
  type EvidenceExpectation,
  type EvidenceField,
  type EvidenceFinding,
  type EvidenceGap,
  type EvidenceOrg,
  type EvidenceWaiver,
} from "./evidence.js";
export type { RecordedOrg, RecordedSource } from "./input.js";
export { completeEvidence, isOfDocument, summarize, toDocumentKey } from "./whole.js";
