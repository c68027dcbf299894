import { X509Certificate } from "node:crypto";
import { writeSync } from "node:fs";
import type { Http2Session } from "node:http2";
import { createServer } from "node:net";
import { createIdentity } from "./certificate.js";
import type { Accept, MutualTls } from "./connections.js";
import { type ProviderProgram, refuseTerraform } from "./program.js";
import { ProviderInstance } from "./provider-instance.js";
import { createSocketPath } from "./socket-folder.js";

const STDOUT = 1;
const CORE_PROTOCOL = 1;
const PLUGIN_PROTOCOL = 6;
const PARENT_CHECK_MS = 1_000;
/** Terraform kills a provider that has not ended two seconds after it was asked to. */
const SHUTDOWN_LIMIT_MS = 500;

/**
 * Serves the Terraform that launched this process: listens, prints the line that go-plugin reads, and ends when
 * Terraform asks for it or has ended itself. The rest of the code is loaded while Terraform connects.
 */
export function serveLaunched(program: ProviderProgram): void {
  try {
    listen(program);
  } catch (error) {
    fail(program, error);
  }
}

function listen(program: ProviderProgram): void {
  const mutualTls = readMutualTls(process.env["PLUGIN_CLIENT_CERT"]);
  const address = createSocketPath(program.name);
  endWithParent(program);
  const instance = new ProviderInstance(program.load);
  let accept: Accept | undefined;
  const server = createServer((socket) => {
    accept ??= acceptConnections(program, instance, mutualTls);
    accept(socket);
  });
  server.once("error", (error) => fail(program, error));
  server.listen(address, () => {
    const certificate = mutualTls?.identity.certificate.toString("base64").replace(/=+$/, "") ?? "";
    writeSync(STDOUT, `${CORE_PROTOCOL}|${PLUGIN_PROTOCOL}|unix|${address}|grpc|${certificate}\n`);
    setImmediate(() => {
      accept ??= acceptConnections(program, instance, mutualTls);
      instance.preload();
    });
  });
}

function fail(program: ProviderProgram, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  return refuseTerraform(program, `cannot start: ${reason}`);
}

/** Terraform sends its certificate unless the user has switched TLS off. */
function readMutualTls(peerCertificate: string | undefined): MutualTls | undefined {
  if (peerCertificate === undefined || peerCertificate === "") return undefined;
  return { identity: createIdentity(), peerCertificate: new X509Certificate(peerCertificate).raw };
}

function acceptConnections(
  program: ProviderProgram,
  instance: ProviderInstance,
  mutualTls: MutualTls | undefined,
): Accept {
  const { serveCalls }: typeof import("./provider-service.js") = require("./provider-service.js");
  const { acceptMutualTls, acceptPlain }: typeof import("./connections.js") = require("./connections.js");
  // All connections are of the one Terraform, which launches a process for each provider that it configures.
  const endAfter = (session: Http2Session): void => exitAfter(session, program);
  const find = serveCalls({ getInstance: () => instance, shutDown: endAfter });
  return mutualTls === undefined ? acceptPlain(find) : acceptMutualTls(find, mutualTls);
}

/** Terraform closes the connection as soon as it has read that the provider will end. */
function exitAfter(session: Http2Session, { exit }: ProviderProgram): void {
  session.once("close", () => exit(0));
  setTimeout(() => exit(0), SHUTDOWN_LIMIT_MS);
}

/** A Terraform that is killed tells nobody. Its children then get another parent. */
function endWithParent({ exit }: ProviderProgram): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) exit(0);
  }, PARENT_CHECK_MS).unref();
}
