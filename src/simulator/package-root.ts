import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SimulatorError } from "./errors";
import { isObject, parseJson } from "./json";

const PACKAGE_NAME = "cdktf-fullstory";

/** A thread needs compiled code, also where this file itself runs from TypeScript (jest, tsx). */
export function findCompiledWorker(start: string = __dirname): string {
  const path = join(findPackageRoot(start), "dist", "entries", "simulator-worker.js");
  if (!existsSync(path))
    throw new SimulatorError("not_built", `${path} does not exist: run npm run build first`);
  return path;
}

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && isOurs(manifest)) return folder;
    if (folder === dirname(folder))
      throw new SimulatorError("not_built", `no package.json of ${PACKAGE_NAME} above ${start}`);
  }
}

function isOurs(manifest: string): boolean {
  const content = parseJson(readFileSync(manifest, "utf8"));
  return isObject(content) && content["name"] === PACKAGE_NAME;
}
