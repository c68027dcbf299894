import { BadOptionError } from "../errors.js";
import { checkName } from "./addresses.js";
import { addGuards, type Guard } from "./guard.js";
import { addPlanned, type PlannedBlocks } from "./planned-blocks.js";
import type { Rendered } from "./rendered.js";
import { asTree, oddBlocks, type Tree } from "./tree.js";

/** The oldest version of Terraform that knows check blocks. */
const OLDEST_TERRAFORM = ">= 1.5.0";
/** The oldest one that knows ephemeral resources. */
const OLDEST_WITH_EPHEMERAL = ">= 1.10.0";

/** What a stack renders beside its constructs. */
export interface StackBlocks {
  /** The path of the stack, for messages. */
  readonly stackPath: string;
  readonly rendered: readonly Rendered[];
  readonly planned: PlannedBlocks;
  readonly guards: readonly Guard[];
}

/**
 * Adds to a stack's Terraform JSON what no construct can carry: check blocks, the oldest version of Terraform, and
 * the guards.
 *
 * @throws BadOptionError when a check block of that name is there already, or nothing can be added to what is there
 */
export function addBlocks(terraform: object, blocks: StackBlocks): void {
  const { stackPath, rendered, planned, guards } = blocks;
  const tree = terraform as Tree;
  if (rendered.length + planned.providers.length === 0) return;
  const [odd] = oddBlocks(tree);
  if (odd !== undefined)
    throw new BadOptionError(`[${stackPath}] ${odd}, so the gate cannot stand in the stack`, {
      hint: "Look for an override of the stack that writes a list there.",
    });
  const checks: Tree = { ...asTree(tree["check"]) };
  for (const [name, condition] of rendered.flatMap((each) => Object.entries(each.checks))) {
    const key = checkName(name);
    if (Object.hasOwn(checks, key))
      throw new BadOptionError(`[${stackPath}] a check block named ${key} is there already`, {
        hint: "Give it another name.",
      });
    checks[key] = { assert: [{ ...condition }] };
  }
  if (Object.keys(checks).length > 0) tree["check"] = checks;
  addPlanned(tree, planned, stackPath);
  const settings = asTree(tree["terraform"]);
  const asked = settings["required_version"];
  tree["terraform"] = {
    ...settings,
    required_version: typeof asked === "string" ? `${asked}, ${oldestFor(planned)}` : oldestFor(planned),
  };
  addGuards(tree, guards);
}

/** The oldest version of Terraform that a stack works with. */
export function oldestFor({ gates }: PlannedBlocks): string {
  return gates.some(({ ephemeral }) => ephemeral !== undefined) ? OLDEST_WITH_EPHEMERAL : OLDEST_TERRAFORM;
}
