export { type ChildEnv, envWithKey, envWithoutKey } from "./environment.js";
export { KnownKeys } from "./known-keys.js";
export { locateProgram } from "./locate.js";
export { runChild } from "./run-child.js";
