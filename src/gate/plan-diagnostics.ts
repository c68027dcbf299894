import { DATA_SOURCE_ADDRESS, isGateAddress } from "../../lib/terraform/index.js";
import type { CheckResult, Diagnostic } from "../terraform/index.js";
import type { Problem } from "./gate-report.js";

/** What a plan of the gate said. */
export interface PlanOutcome {
  readonly exitCode: number;
  /** Empty where the plan failed and Terraform left no file behind, as 1.5 does. */
  readonly checks: readonly CheckResult[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Status = CheckResult["status"] | "missing";

/** What the plan's own `checks` say of an address. An error that names the address counts as `fail`. */
export function statusOf(address: string, { checks, diagnostics }: PlanOutcome): Status {
  const found = checks.filter((check) => check.address === address).map(({ status }) => status);
  const [first] = found;
  if (first === undefined) {
    return diagnostics.some((each) => each.severity === "error" && addressOf(each) === address)
      ? "fail"
      : "missing";
  }
  // Two entries with one address are not believed.
  return found.length === 1 ? first : "unknown";
}

export function errorsOf(address: string, { diagnostics }: PlanOutcome): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.severity === "error" && addressOf(each) === address);
}

/** Terraform names the address of most errors; of a failed condition it names the place in the file. */
export function addressOf({ address, range, snippet }: Diagnostic): string | undefined {
  if (address !== undefined || range?.filename !== "cdk.tf.json") return address;
  const place = /^([\w.-]+)\.lifecycle\./.exec(snippet?.context ?? "")?.[1];
  if (place === undefined) return undefined;
  return DATA_SOURCE_ADDRESS.test(place) || isGateAddress(place) ? place : undefined;
}

/** The fixed words that a message of the gate begins with. */
export function leadOf(detail: string): string | undefined {
  return /^fullstory: (drift|stale|unreadable|wrong org|not live|waiver expired|notice),/.exec(detail)?.[1];
}

const WARNINGS_AS_ERRORS = "hint: warningsAsErrors makes this warning fail; mend its cause";

/** A notice that fails, told from its message. */
export function noticeProblem(message: string, address: string): Problem {
  const [, ...details] = message.split("\n");
  const kind = leadOf(message) === "not live" ? "not live" : "notice";
  return { kind, headline: headlineOf(message), details: [...details, WARNINGS_AS_ERRORS], address };
}

/** The first line of a message without its fixed words. */
export function headlineOf(detail: string): string {
  return (detail.split("\n")[0] ?? "").replace(/^fullstory: [a-z ]+, /, "");
}
