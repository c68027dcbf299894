import { findPackageRoot } from "./package-root.js";

/** The version of this package, as evidence and reports name it. */
export const VERSION: string = findPackageRoot()?.version ?? "unknown";
