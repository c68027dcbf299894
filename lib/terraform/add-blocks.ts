import { BadOptionError } from "../errors.js";
import { toCheckName } from "./addresses.js";
import { addGuards } from "./guard.js";
import { addPlanned, createBlockError, pickOldestVersion } from "./planned-blocks.js";
import { asTree, findOddBlocks, type Tree } from "./tree.js";
import type { StackElements } from "./verify-gate.js";

/**
 * Adds to a stack's Terraform JSON what no construct can carry: check blocks, the oldest version of Terraform, and
 * the guards.
 *
 * @throws BadOptionError when a check block of that name is there already, or nothing can be added to what is there
 */
export function addBlocks(
  terraform: object,
  stackPath: string,
  { ours, blocks, guards }: StackElements,
): void {
  const tree = terraform as Tree;
  if (ours.length + blocks.providers.length === 0) return;
  const [odd] = findOddBlocks(tree);
  if (odd !== undefined) throw createBlockError(stackPath, odd);
  const checks: Tree = { ...asTree(tree["check"]) };
  for (const [name, condition] of ours.flatMap(({ rendered }) => Object.entries(rendered.checks))) {
    const key = toCheckName(name);
    if (Object.hasOwn(checks, key))
      throw new BadOptionError(`[${stackPath}] a check block named ${key} is there already`, {
        hint: "Give it another name.",
      });
    checks[key] = { assert: [{ ...condition }] };
  }
  if (Object.keys(checks).length > 0) tree["check"] = checks;
  addPlanned(tree, blocks, stackPath);
  const settings = asTree(tree["terraform"]);
  const asked = settings["required_version"];
  tree["terraform"] = {
    ...settings,
    required_version:
      typeof asked === "string" ? `${asked}, ${pickOldestVersion(blocks)}` : pickOldestVersion(blocks),
  };
  addGuards(tree, guards);
}
