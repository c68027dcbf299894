import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const PACKAGE_NAME = "cdktf-fullstory";
const PROGRAM = "dist/src/null-provider/main.js";

/** The compiled provider process. It is compiled even where this file is not, as under jest. */
export function programPath(startFolder = __dirname): string {
  const program = path.join(packageRoot(startFolder), PROGRAM);
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build first`);
  return program;
}

function packageRoot(startFolder: string): string {
  for (let folder = startFolder; ; folder = path.dirname(folder)) {
    if (isPackageRoot(folder)) return folder;
    if (folder === path.dirname(folder)) {
      throw new Error(`no package.json of ${PACKAGE_NAME} in ${startFolder} or above it`);
    }
  }
}

function isPackageRoot(folder: string): boolean {
  const file = path.join(folder, "package.json");
  if (!existsSync(file)) return false;
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  return (
    typeof content === "object" && content !== null && "name" in content && content.name === PACKAGE_NAME
  );
}
