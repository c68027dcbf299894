import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPackageRoot, type PackageRoot } from "../../lib/package-root.js";

const NAME = "cdktf-fullstory";

function getPackageRoot(): PackageRoot {
  const root = findPackageRoot();
  if (root === undefined) throw new Error(`no package.json of ${NAME} above ${__dirname}`);
  return root;
}

/** A file that the package brings. */
export function readPackagedText(path: string): string {
  return readFileSync(join(getPackageRoot().dir, path), "utf8");
}

/**
 * How `package.json` names this package: by its version, or by the file that npm installed it from. What npm wrote
 * beside the package says which.
 */
export function findOwnSpecifier({ dir, version }: PackageRoot = getPackageRoot()): string {
  const modules = dirname(dir);
  const lock = join(modules, ".package-lock.json");
  if (!existsSync(lock)) return `^${version}`;
  const { packages } = JSON.parse(readFileSync(lock, "utf8")) as {
    readonly packages?: Readonly<Record<string, { readonly resolved?: unknown }>>;
  };
  const resolved = packages?.[`node_modules/${NAME}`]?.resolved;
  if (typeof resolved !== "string" || !resolved.startsWith("file:")) return `^${version}`;
  return `file:${join(dirname(modules), resolved.slice("file:".length))}`;
}
