/**
 * The door for programs that read and write files and know no snapshots. It loads neither the decoder nor the comparer.
 */
export { formatJson } from "./json-text.js";
export { readRegularFile } from "./regular-file.js";
export { writeFileAtomically } from "./write-file.js";
