/** The door for who reads and writes files and knows no snapshots: it loads neither decoding nor comparing. */
export { jsonString, jsonText } from "./json-text.js";
export { type ReadFileOptions, readRegularFile } from "./regular-file.js";
export { type AtomicFile, openAtomicFile, writeFileAtomically } from "./write-file.js";
