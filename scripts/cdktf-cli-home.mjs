// Where the cdktf command line is installed: outside the project, because it is 476 packages and 420 MB.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const VERSION = "0.21.0";
export const folder = process.env.CDKTF_CLI_DIR ?? join(homedir(), ".cache/cdktf-fullstory-cli");

/** The program, if this version is installed. */
export function installedCli() {
  const manifest = join(folder, "node_modules/cdktf-cli/package.json");
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, "utf8")).version !== VERSION)
    return undefined;
  return join(folder, "node_modules/.bin/cdktf");
}
