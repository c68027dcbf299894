import type { IConstruct } from "constructs";
import { findPackageRoot } from "../package-root.js";
import { FrameworkMismatchError } from "./errors.js";

/** The same symbol in every copy of this package, whatever its version. */
const OWNER = Symbol.for("cdktf-fullstory/owner");

/** This copy. Another loading of the same files is another copy, with a registry of its own. */
const here = { path: findPackageRoot()?.dir ?? __dirname };

/**
 * Claims a construct tree for this copy of the package. Another copy in the same tree sees neither the orgs nor the
 * gates of this one: its data sources would read the org of the environment instead.
 *
 * @throws FrameworkMismatchError when another copy claimed the tree before; it names both
 */
export function claimTree(root: IConstruct): void {
  const owner: unknown = Object.getOwnPropertyDescriptor(root, OWNER)?.value;
  if (owner === here) return;
  if (owner === undefined) {
    Object.defineProperty(root, OWNER, { value: here, enumerable: false });
    return;
  }
  const other = findPath(owner);
  throw new FrameworkMismatchError(
    other === here.path
      ? `this app uses cdktf-fullstory twice: the files in ${here.path} were loaded a second time`
      : `this app uses two copies of cdktf-fullstory: ${other} and ${here.path}`,
    {
      hint: "Each copy knows only what was declared through it, so a data source could read another org. Install one copy: `npm ls cdktf-fullstory`, then `npm dedupe`.",
    },
  );
}

function findPath(owner: unknown): string {
  const path: unknown =
    typeof owner === "object" && owner !== null
      ? Object.getOwnPropertyDescriptor(owner, "path")?.value
      : undefined;
  return typeof path === "string" ? path : "unknown";
}
