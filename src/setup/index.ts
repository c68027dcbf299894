export { buildAppFiles, DECLARATION, DECLARE } from "./app-files.js";
export { buildCiFiles, type Ci } from "./ci-files.js";
export { SetupError } from "./error.js";
export { diffLines } from "./line-diff.js";
export { findOwnSpecifier, readPackagedText } from "./package-folder.js";
export { findDefaultBranch, type Project, type ReadProjectFile, readProject } from "./project.js";
export { renderSummary } from "./summary.js";
export { compareFiles, type PlannedFile, writeNewFile } from "./write-files.js";
