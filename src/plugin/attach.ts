/** The door for whoever starts the process of a provider itself. */
export { packageProgram } from "./attach/package-program.js";
export { joinReattach, type ReattachEnvironment, reattachEnvironment } from "./attach/reattach.js";
export { type AttachedProvider, type AttachRequest, startAttached } from "./attach/start-attached.js";
