import { findDataSourceName, GATE_TYPE } from "../../lib/terraform/index.js";
import { asTree, type PlanResult, toText, toTrees } from "../terraform/index.js";

export type Verdict = "match" | "undecided" | "drift";

/** A pass only by Terraform's own checks; drift only where every error is one of drift. */
export function judgePlan({ exitCode, checks, diagnostics }: Omit<PlanResult, "json">): Verdict {
  if (exitCode !== 0) return judgeFailure(diagnostics.map((each) => ({ ...each, said: each.detail })));
  const decided = checks.filter(({ address }) => findDataSourceName(address) !== undefined);
  return decided.length > 0 && decided.every(({ status }) => status === "pass") ? "match" : "undecided";
}

/** The same of a folder of HCL: a pass only by what its gates answered. */
export function judgeHclPlan({ exitCode, json, diagnostics }: Omit<PlanResult, "checks">): Verdict {
  if (exitCode === 1) return judgeFailure(diagnostics.map((each) => ({ ...each, said: each.summary })));
  const gates = listGates(json);
  const isMatch = gates.length > 0 && gates.every(({ passed, checked }) => passed && checked > 0);
  return isMatch ? "match" : "undecided";
}

function judgeFailure(diagnostics: readonly { readonly severity: string; readonly said: string }[]): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isDrift = errors.every(({ said }) => /^fullstory: (drift|waiver expired),/.test(said));
  return errors.length > 0 && isDrift ? "drift" : "undecided";
}

/** What the gates of a plan say of themselves. */
export interface HclGate {
  readonly address: string;
  readonly passed: boolean;
  /** How many declared fields were compared. */
  readonly checked: number;
}

/** The gates that Terraform read while it planned; one that it put off has no values yet, and does not pass. */
export function listGates(json: unknown): readonly HclGate[] {
  const { prior_state, planned_values } = asTree(json);
  const states = [asTree(prior_state)["values"], planned_values];
  const resources = states.flatMap((state) => toTrees(asTree(asTree(state)["root_module"])["resources"]));
  return resources
    .filter(({ type }) => type === GATE_TYPE)
    .map(({ address, values }) => {
      const { passed, checked } = asTree(values);
      return {
        address: toText(address),
        passed: passed === true,
        checked: typeof checked === "number" ? checked : 0,
      };
    });
}
