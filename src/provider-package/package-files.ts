import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findPackageRoot } from "../../lib/package-root.js";
import type { ZipEntry } from "./zip.js";

/** Where `npm run build:provider` writes the files of the provider's package. */
const BUNDLE = "dist/provider-package";
/** The program that Terraform starts; Terraform takes the one file whose name begins so. */
const EXECUTABLE = /^terraform-provider-/;

/** The provider's files were not built. */
export class NoProviderError extends Error {
  readonly hint =
    "In a clone, run npm run build:provider first. Elsewhere, make the package as README.md says.";
}

/**
 * The files of the provider's package, the same for every platform.
 * @throws {NoProviderError} if they were not built
 */
export function readPackageFiles(
  folder = join(findPackageRoot()?.dir ?? __dirname, BUNDLE),
): readonly ZipEntry[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (!names.some((name) => EXECUTABLE.test(name))) {
    throw new NoProviderError(
      `this copy of cdktf-fullstory holds no Terraform provider: none is in ${folder}`,
    );
  }
  return names.map((name) => ({
    name,
    content: readFileSync(join(folder, name)),
    isExecutable: EXECUTABLE.test(name),
  }));
}
