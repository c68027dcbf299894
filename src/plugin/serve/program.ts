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

/** Ends with 1, and says why to a person who started the process by hand. */
export function refusePerson(program: ProviderProgram, reason: string): never {
  return refuse(program, STDERR, reason);
}

/** Ends with 1. Terraform shows the first line of standard output where it finds no handshake there. */
export function refuseTerraform(program: ProviderProgram, reason: string): never {
  return refuse(program, STDOUT, reason);
}

function refuse({ name, version, exit }: ProviderProgram, descriptor: number, reason: string): never {
  writeSync(descriptor, `terraform-provider-${name} ${version} ${reason.replaceAll(/\s+/g, " ")}\n`);
  return exit(1);
}
