export { type ChildEnv, withKey, withoutKey } from "./environment.js";
export { findProgram } from "./find-program.js";
export { KnownKeys } from "./known-keys.js";
export { runChild } from "./run-child.js";
