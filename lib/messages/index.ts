export { codeString } from "./drift.js";
export { clip, firstLine, labelled, minute, plural, shownValue } from "./lines.js";
export { noticeMessage, notLiveMessage, staleSnapshotMessage, wrongOrgMessage } from "./other.js";
export { brokenUp, printable } from "./printable.js";
