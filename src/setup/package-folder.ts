import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NAME = "cdktf-fullstory";

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
}

/** The folder of this package, compiled or not. */
export function packageFolder(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, "utf8")) as Manifest).name === NAME)
      return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json of ${NAME} above ${from}`);
  }
}

/** A file that the package brings. */
export function packagedText(path: string): string {
  return readFileSync(join(packageFolder(), path), "utf8");
}

/**
 * How `package.json` names this package: by its version, or by the file that npm installed it from. What npm wrote
 * beside the package says which.
 */
export function ownSpecifier(folder: string = packageFolder()): string {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const plain = `^${String(version)}`;
  const modules = dirname(folder);
  const lock = join(modules, ".package-lock.json");
  if (!existsSync(lock)) return plain;
  const { packages } = JSON.parse(readFileSync(lock, "utf8")) as {
    readonly packages?: Readonly<Record<string, { readonly resolved?: unknown }>>;
  };
  const resolved = packages?.[`node_modules/${NAME}`]?.resolved;
  if (typeof resolved !== "string" || !resolved.startsWith("file:")) return plain;
  return `file:${join(dirname(modules), resolved.slice("file:".length))}`;
}
