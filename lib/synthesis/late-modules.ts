import { Annotations, TerraformModule } from "cdktf";
import type { IConstruct } from "constructs";
import type { GateRecord } from "./records.js";

const warned = new WeakSet<IConstruct>();

/** Says which module call `applyMaxAge` cannot stop; Terraform has no conditions for module calls. */
export function describeLateModule(address: string): string {
  return (
    `applyMaxAge cannot stop ${address}: Terraform has no conditions for module calls, so a saved plan of any age ` +
    "changes what is in the module. Plan and apply it in one job."
  );
}

/** Puts the warning where the `cdktf` command line prints it. The evidence has it too. */
export function warnOfLateModule(node: IConstruct, gates: readonly GateRecord[]): void {
  if (!(node instanceof TerraformModule) || warned.has(node)) return;
  const { scopes } = node.node;
  const isLate = gates.some(
    ({ guard }) =>
      guard?.applyMaxAge !== undefined && !guard.except.some((except) => scopes.includes(except)),
  );
  if (!isLate) return;
  warned.add(node);
  Annotations.of(node).addWarning(describeLateModule(`module.${node.friendlyUniqueId}`));
}
