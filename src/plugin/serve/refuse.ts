import { writeSync } from "node:fs";
import type { ProviderProgram } from "./program.js";

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
