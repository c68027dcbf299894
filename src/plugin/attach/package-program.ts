import { existsSync } from "node:fs";
import { join } from "node:path";
import { findPackageRoot } from "../../../lib/package-root.js";

/**
 * The compiled program of this package at a path such as `dist/programs/null-provider.js`. It is compiled even where
 * this file is not, as under jest.
 * @throws {Error} if it was not built
 */
export function findPackageProgram(path: string): string {
  const program = join(findPackageRoot()?.dir ?? __dirname, path);
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build first`);
  return program;
}
