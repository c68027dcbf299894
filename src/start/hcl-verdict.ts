import { GATE_TYPE } from "../provider/index.js";
import type { HclPlan } from "./plan-hcl.js";
import type { Verdict } from "./verdict.js";

/** What the gates of a plan say of themselves. */
export interface HclGate {
  readonly address: string;
  readonly passed: boolean;
  /** How many declared fields were compared. */
  readonly checked: number;
}

/** A pass only by what the gates answered; drift only where every error is one of drift. */
export function hclVerdictOf({ exitCode, json, diagnostics }: HclPlan): Verdict {
  if (exitCode !== 1) {
    const gates = gatesIn(json);
    const isMatch = gates.length > 0 && gates.every(({ passed, checked }) => passed && checked > 0);
    return isMatch ? "match" : "undecided";
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isDrift = ({ summary }: { summary: string }) => /^fullstory: (drift|waiver expired),/.test(summary);
  return errors.length > 0 && errors.every(isDrift) ? "drift" : "undecided";
}

/** The gates that Terraform read while it planned; one that it put off has no values yet, and does not pass. */
export function gatesIn(json: unknown): readonly HclGate[] {
  const states = [at(json, "prior_state", "values"), at(json, "planned_values")];
  const resources = states.flatMap((state) => listOf(at(state, "root_module", "resources")));
  const gates = resources.filter((each) => at(each, "type") === GATE_TYPE);
  return gates.map((each) => {
    const checked = at(each, "values", "checked");
    return {
      address: String(at(each, "address")),
      passed: at(each, "values", "passed") === true,
      checked: typeof checked === "number" ? checked : 0,
    };
  });
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === "object" && inside !== null
        ? Object.entries(inside).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
