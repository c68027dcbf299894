import { tryDataSourceName } from "../../lib/terraform/index.js";
import type { PlanResult } from "../terraform/index.js";

export type Verdict = "match" | "undecided" | "drift";

/** A pass only by Terraform's own checks; drift only where every error is one of drift. */
export function verdictOf({ exitCode, checks, diagnostics }: PlanResult): Verdict {
  if (exitCode === 0) {
    const decided = checks.filter(({ address }) => tryDataSourceName(address) !== undefined);
    return decided.length > 0 && decided.every(({ status }) => status === "pass") ? "match" : "undecided";
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isDrift = ({ detail }: { detail: string }) => /^fullstory: (drift|waiver expired),/.test(detail);
  return errors.length > 0 && errors.every(isDrift) ? "drift" : "undecided";
}
