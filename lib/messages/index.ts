export { codeString } from "./drift.js";
export { clip, labelled, minute, plural, shownValue } from "./lines.js";
export { brokenUp, printable } from "./printable.js";
