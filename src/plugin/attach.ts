/** The door for whoever starts the process of a provider itself. */
export { findPackageProgram } from "./attach/package-program.js";
export { joinReattach, type ReattachEnvironment, toReattach } from "./attach/reattach.js";
export { type AttachedProvider, type AttachRequest, startAttached } from "./attach/start-attached.js";
