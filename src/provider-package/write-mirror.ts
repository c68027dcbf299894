import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NAMESPACE, nameZip, PLATFORMS, TYPE } from "./names.js";
import { packZip, type ZipEntry } from "./zip.js";

export interface MirrorRequest {
  /** As in `1.2.3`. */
  readonly version: string;
  /** What a package holds. */
  readonly files: readonly ZipEntry[];
  /** The mirror; it is made if it is not there. */
  readonly folder: string;
}

/** The registries that Terraform and OpenTofu mean when a source names none. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * Writes the package of every platform into a filesystem mirror, and answers the paths. What was there under the same
 * names is replaced; other versions stay.
 */
export function writeMirror({ version, files, folder }: MirrorRequest): readonly string[] {
  const content = packZip(files);
  return REGISTRIES.flatMap((registry) => {
    const parent = join(folder, registry, NAMESPACE, TYPE);
    mkdirSync(parent, { recursive: true });
    return PLATFORMS.map((platform) => {
      const path = join(parent, nameZip(version, platform));
      replaceFile(path, content);
      return path;
    });
  });
}

/** Whole or not at all. A symbolic link in its place is replaced, not followed. */
function replaceFile(path: string, content: Uint8Array): void {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
