import { writeSync } from "node:fs";
import type { LoadProvider } from "./provider-instance.js";

/** The process of a provider. */
export interface ProviderProgram {
  /** As in the names of its data sources: `fullstory`. */
  readonly name: string;
  /** Where a configuration finds it: `cdktf-fullstory/fullstory`. */
  readonly source: string;
  /** As in `1.2.3`. */
  readonly version: string;
  /** Loads the code behind the handshake, which Terraform does not wait for. */
  readonly load: LoadProvider;
  /** Ends the process. */
  readonly exit: (code: number) => never;
}

const STDOUT = 1;
const STDERR = 2;
const READ_WITHIN_MS = 1_000;

/** Ends with 1, and says why to a person who started the process by hand. */
export function refusePerson(program: ProviderProgram, reason: string): never {
  write(program, STDERR, reason);
  return program.exit(1);
}

/**
 * Ends with 1. Terraform shows the first line of standard output where it finds no handshake there, and ends a provider
 * whose line it has read. It says that it read nothing where the provider ends sooner than that.
 */
export function refuseTerraform(program: ProviderProgram, reason: string): never {
  write(program, STDOUT, reason);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, READ_WITHIN_MS);
  return program.exit(1);
}

function write({ name, version }: ProviderProgram, descriptor: number, reason: string): void {
  writeSync(descriptor, `terraform-provider-${name} ${version} ${reason.replaceAll(/\s+/g, " ")}\n`);
}
