export { type ChildEnv, envWithKey, envWithoutKey } from "./environment.js";
export { KnownKeys } from "./known-keys.js";
export { locateProgram } from "./locate.js";
export { type ChildOutcome, runChild } from "./run-child.js";
