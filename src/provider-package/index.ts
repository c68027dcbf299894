export { NAMESPACE, nameZip, PLATFORMS, TYPE } from "./names.js";
export { readPackageFiles } from "./package-files.js";
export { buildRelease } from "./release.js";
export { writeMirror } from "./write-mirror.js";
export { packZip, type ZipEntry } from "./zip.js";
