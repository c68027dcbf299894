/**
 * The provider's process. Prints one line of JSON, `{"pid": …, "address": "/…/socket"}`, once it listens, and ends
 * when its standard input closes: that happens when its parent ends, however that ends.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createGrpcServer } from "../plugin/server.js";
import { providerCalls } from "./provider.js";

/** A longer path is cut off in silence by Node 20, and then fails as "address in use". */
const MAX_SOCKET_PATH_BYTES = 107;
const SOCKET_NAME = "socket";

function privateFolder(): string {
  const room = MAX_SOCKET_PATH_BYTES - Buffer.byteLength(`/null-provider-XXXXXX/${SOCKET_NAME}`);
  const base = Buffer.byteLength(tmpdir()) < room ? tmpdir() : "/tmp";
  return mkdtempSync(path.join(base, "null-provider-"));
}

function main(): void {
  const folder = privateFolder();
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const end = (): never => process.exit(0);
  process.stdin.on("end", end).on("error", end).resume();
  process.on("SIGTERM", end);
  // Ctrl-C reaches the whole process group. Terraform still needs its provider to stop in good order.
  process.on("SIGINT", () => undefined);

  const address = path.join(folder, SOCKET_NAME);
  createGrpcServer(providerCalls()).listen(address, () => {
    process.stdout.write(`${JSON.stringify({ pid: process.pid, address })}\n`);
  });
}

main();
