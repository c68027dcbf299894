import {
  type Terraform,
  type TerraformBinary,
  TerraformError,
  TerraformInterruptedError,
} from "../terraform/index.js";
import { GateError } from "./error.js";

/** What is wrong with Terraform itself is what is wrong with the gate. */
export async function toGateError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TerraformError) || error instanceof TerraformInterruptedError) throw error;
    throw new GateError(error.message, "The gate counts a pass only when Terraform says so.", {
      cause: error,
    });
  }
}

/** `Terraform 1.11.4`. */
export function nameProgram({ flavour, version }: TerraformBinary): string {
  return `${flavour === "opentofu" ? "OpenTofu" : "Terraform"} ${version}`;
}

/** @throws GateError */
export async function runInit(terraform: Terraform, where: string, otherwise: string): Promise<void> {
  const { exitCode, text } = await terraform.init();
  if (exitCode !== 0) throw createInitError(text, where, otherwise);
}

/** @param otherwise - what a person can do in place of mending it */
export function createInitError(text: string, where: string, otherwise: string): GateError {
  const lines = text.trim().split("\n");
  const from = lines.findIndex((line) => line.includes("Error: "));
  const told = lines.slice(Math.max(0, from)).slice(0, 40).join("\n");
  return new GateError(
    `terraform init failed in ${where}\n${told}`,
    `Mend what Terraform says, or ${otherwise}.`,
  );
}
