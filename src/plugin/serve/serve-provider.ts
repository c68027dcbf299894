import { writeSync } from "node:fs";
import { type ProviderProgram, refusePerson, refuseTerraform } from "./program.js";

/** The argument of a process that is started to be attached. Terraform launches a provider without arguments. */
export const ATTACHED = "--attached";

/** What Terraform sets so that a provider can tell that Terraform launched it. It is no secret. */
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const STDERR = 2;
const OLD_PROTOCOL_ONLY =
  "needs Terraform 1.0 or later: this one does not offer version 6 of the plugin protocol.";

/**
 * Runs the process of a provider, launched by Terraform or attached to it. Started in any other way, it says what it
 * is and exits with 1.
 */
export function serveProvider(program: ProviderProgram): void {
  // Ctrl-C reaches the whole process group. Terraform still needs its provider to stop in good order.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => program.exit(0));
  process.on("uncaughtException", (error) => crash(program, error));
  // Standard output carries the handshake, which is written past this.
  Object.defineProperty(process, "stdout", { get: () => process.stderr });

  if (process.argv[2] === ATTACHED) {
    const { serveAttached }: typeof import("./serve-attached.js") = require("./serve-attached.js");
    serveAttached(program);
  } else {
    const { TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_PROTOCOL_VERSIONS: versions = "6" } = process.env;
    if (cookie !== COOKIE) refusePerson(program, describeUse(program));
    if (!versions.split(",").includes("6")) refuseTerraform(program, OLD_PROTOCOL_ONLY);
    const { serveLaunched }: typeof import("./serve-launched.js") = require("./serve-launched.js");
    serveLaunched(program);
  }
}

function describeUse({ source }: ProviderProgram): string {
  return (
    `is a provider for Terraform and OpenTofu, which start it themselves: ` +
    `name source = "${source}" in required_providers, then run terraform init.`
  );
}

/** Terraform shows what follows `panic: `, where it otherwise says only that the plugin did not respond. */
function crash({ name, version, exit }: ProviderProgram, error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    writeSync(STDERR, `panic: terraform-provider-${name} ${version}: ${text}\n`);
  } catch {
    // A Terraform that was killed reads nothing. An error here would keep the folder of the socket from being removed.
  }
  return exit(1);
}
