import { NULL_PROVIDER } from "../../lib/terraform/index.js";
import type { ExtractedGate } from "./extract.js";

export type ProviderChoice = "auto" | "registry" | "embedded";
export const PROVIDER_CHOICES: readonly ProviderChoice[] = ["auto", "registry", "embedded"];

/**
 * Whether the embedded provider may stand in for one that `terraform init` could not get: only where it is the sole
 * reason of the failure, and nothing but the gate uses it. A gate applies nothing.
 */
export function mayStandIn(gate: ExtractedGate, initText: string): boolean {
  if (gate.isNullUsedElsewhere || gate.foreignNull !== undefined) return false;
  const errors = initText.split(/^[^\w\n]*Error: /m).slice(1);
  return errors.length > 0 && errors.every((error) => isAboutNull(error, gate.otherProviders));
}

function isAboutNull(error: string, others: readonly string[]): boolean {
  const text = error.replaceAll(/\s+/g, " ").replaceAll(/[│╷╵] ?/g, "");
  return (
    text.includes(NULL_PROVIDER) &&
    !others.some((source) => text.includes(source.replace(/^registry\.[\w.]+\//, "")))
  );
}
