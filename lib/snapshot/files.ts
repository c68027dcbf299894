/** The door for who reads and writes files and knows no snapshots: it loads neither decoding nor comparing. */
export { jsonText } from "./json-text.js";
export { readRegularFile } from "./regular-file.js";
export { writeFileAtomically } from "./write-file.js";
