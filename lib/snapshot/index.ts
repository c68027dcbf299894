export { ageInDays, isDueForRenewal, isStale } from "./age.js";
export { byDirection, type Change, type ChangeKind, worstDirection } from "./change.js";
export type { ChangeOptions } from "./changes-between.js";
export { changesBetween, loadComparing } from "./comparing.js";
export { decodeSnapshot } from "./decode.js";
export { digestOf, isDigest, shortOf } from "./digest.js";
export { encodeSnapshot, makeSnapshot, type Reading, slotsIn, utcDay } from "./encode.js";
export { SnapshotError } from "./errors.js";
export { jsonString, jsonText } from "./json-text.js";
export { readSnapshotFile } from "./read-file.js";
export { type ReadFileOptions, readRegularFile } from "./regular-file.js";
export { type Slot, slots } from "./slots.js";
export {
  type OrgDocuments,
  SNAPSHOT_VERSION,
  type Snapshot,
  toDocuments,
  tryFindDocument,
} from "./snapshot.js";
export type { StoreOptions } from "./stored-form.js";
export { type UpdateReason, updateReason } from "./update.js";
export { type AtomicFile, openAtomicFile, writeFileAtomically } from "./write-file.js";
