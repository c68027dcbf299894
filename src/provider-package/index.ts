export { NAMESPACE, PLATFORMS, TYPE, zipName } from "./names.js";
export { readPackageFiles } from "./package-files.js";
export { releaseFiles } from "./release.js";
export { writeMirror } from "./write-mirror.js";
export { type ZipEntry, zip } from "./zip.js";
