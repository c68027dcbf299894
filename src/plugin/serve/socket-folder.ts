import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A longer path is cut off in silence by Node 20, and then fails as "address in use". macOS has four bytes less. */
const MAX_SOCKET_PATH_BYTES = 103;
const SOCKET_NAME = "socket";

/**
 * The path of a socket in a new folder that only this user may enter. The folder is removed when the process exits.
 * It is in the folder for temporary files, or in `/tmp` where that path would be too long.
 */
export function createSocketPath(providerName: string): string {
  const prefix = `${providerName}-provider-`;
  const base = [tmpdir(), "/tmp"].find((folder) => {
    return Buffer.byteLength(join(folder, `${prefix}XXXXXX`, SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES;
  });
  if (base === undefined) throw new Error(`${prefix} makes the path of a socket too long`);
  const folder = mkdtempSync(join(base, prefix));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, SOCKET_NAME);
}
