import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PACKAGE_NAME = "cdktf-fullstory";

/**
 * The compiled program of this package at a path such as `dist/src/null-provider/main.js`. It is compiled even where
 * this file is not, as under jest.
 */
export function packageProgram(path: string, startFolder = __dirname): string {
  const program = join(packageRoot(startFolder), path);
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build first`);
  return program;
}

function packageRoot(startFolder: string): string {
  for (let folder = startFolder; ; folder = dirname(folder)) {
    if (isPackageRoot(folder)) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`no package.json of ${PACKAGE_NAME} in ${startFolder} or above it`);
    }
  }
}

function isPackageRoot(folder: string): boolean {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return false;
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  return (
    typeof content === "object" && content !== null && "name" in content && content.name === PACKAGE_NAME
  );
}
