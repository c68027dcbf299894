export { NAMESPACE, PLATFORMS, type Platform, TYPE, zipName } from "./names.js";
export { readPackageFiles } from "./package-files.js";
export { type ReleaseFile, releaseFiles } from "./release.js";
export { type MirrorRequest, writeMirror } from "./write-mirror.js";
export { type ZipEntry, zip } from "./zip.js";
