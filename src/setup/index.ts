export { appFiles, DECLARATION, DECLARE } from "./app-files.js";
export { type Ci, ciFiles } from "./ci-files.js";
export { SetupError } from "./error.js";
export { lineDiff } from "./line-diff.js";
export { ownSpecifier, packagedText } from "./package-folder.js";
export { defaultBranch, inspectProject, type Project, type ReadProjectFile } from "./project.js";
export { setupSummary } from "./summary.js";
export { fileStates, type PlannedFile, writeNewFile } from "./write-files.js";
