import { asTree, toText, toTrees } from "./json.js";

/** What Terraform says about the conditions of one resource, output or check block. */
export interface CheckResult {
  /** As people write it, for example `data.null_data_source.geo`. */
  readonly address: string;
  readonly kind: string;
  /** Only `pass` is one: a condition that was never evaluated, say under `-target`, is `unknown`. */
  readonly status: "pass" | "fail" | "error" | "unknown";
}

/** The `checks` of a plan, from the JSON that `terraform show -json PLAN` prints. */
export function readChecks(plan: unknown): readonly CheckResult[] {
  return toTrees(asTree(plan)["checks"]).map(({ address, status, instances }) => {
    const { to_display, kind } = asTree(address);
    const said = toStatus(status);
    return {
      address: toText(to_display),
      kind: toText(kind),
      status: said === "pass" && !isPassOfAll(instances) ? "unknown" : said,
    };
  });
}

/** Whether an instance was looked at, and none of them says less than the whole. `count = 0` leaves none. */
function isPassOfAll(instances: unknown): boolean {
  if (instances === undefined) return true;
  const all = toTrees(instances);
  return all.length > 0 && all.every(({ status }) => status === "pass");
}

/** A status of a later Terraform counts as unknown: never as a pass. */
function toStatus(value: unknown): CheckResult["status"] {
  return value === "pass" || value === "fail" || value === "error" ? value : "unknown";
}
