import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where this package lies, and its version. */
export interface PackageRoot {
  readonly dir: string;
  readonly version: string;
}

const NAME = "cdktf-fullstory";
let known: PackageRoot | undefined;

/** The nearest directory above this file whose package.json is ours; undefined where an app bundled this package into its own file. */
export function findPackageRoot(from: string = __dirname): PackageRoot | undefined {
  if (known !== undefined) return known;
  for (let dir = from; ; dir = dirname(dir)) {
    const found = readPackage(dir);
    if (found !== undefined) {
      known = found;
      return known;
    }
    if (dirname(dir) === dir) return undefined;
  }
}

function readPackage(dir: string): PackageRoot | undefined {
  try {
    const parsed: { name?: unknown; version?: unknown } = JSON.parse(
      readFileSync(join(dir, "package.json"), "utf8"),
    );
    return parsed.name === NAME && typeof parsed.version === "string"
      ? { dir, version: parsed.version }
      : undefined;
  } catch {
    return undefined;
  }
}
