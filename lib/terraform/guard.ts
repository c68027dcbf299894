import { isDeepStrictEqual } from "node:util";
import { formatMaxAge } from "../expectations/max-age.js";
import { isJsonObject } from "../settings/model/json.js";
import { type Condition, renderFreshAtApply, renderMessage } from "./syntax.js";
import { asList, asTree, type Tree } from "./tree.js";

/** Every other resource and module of the stack waits for a gate. */
export interface Guard {
  /** The addresses of the gate's data sources. */
  readonly addresses: readonly string[];
  /** The addresses of resources and module calls that are left out. */
  readonly except: readonly string[];
  /** Seconds after which a saved plan can no longer be applied. */
  readonly applyMaxAge?: number;
}

/** A managed resource or a module call of the stack. */
interface Guarded {
  readonly address: string;
  readonly element: Tree;
  readonly managed: boolean;
}

/** Makes everything that the stack manages wait for its guarding gates, whatever construct or override wrote it. */
export function addGuards(tree: Tree, guards: readonly Guard[]): void {
  for (const guard of guards) {
    for (const { address, element, managed } of listGuarded(tree)) {
      if (guard.except.includes(address)) continue;
      element["depends_on"] = [...new Set([...asList(element["depends_on"]), ...guard.addresses])];
      const own = managed ? renderAgeLimits(guard) : [];
      // Anything else that stands there is kept, and the look at the finished file names it.
      if (own.length === 0 || !isSingle(element["lifecycle"])) continue;
      element["lifecycle"] = {
        ...asTree(element["lifecycle"]),
        precondition: [...listPreconditions(element), ...own],
      };
    }
  }
}

/** What should wait for a gate and does not, or could be applied late. Each condition must be there word for word. */
export function findGuardFaults(tree: Tree, guards: readonly Guard[]): string[] {
  const faults: string[] = [];
  for (const guard of guards) {
    for (const { address, element, managed } of listGuarded(tree)) {
      if (guard.except.includes(address)) continue;
      const standing = listPreconditions(element);
      const isGone = (condition: Condition) =>
        !standing.some((other) => isDeepStrictEqual(other, { ...condition }));
      if (managed && renderAgeLimits(guard).some(isGone))
        faults.push(`${address} lost the precondition of applyMaxAge`);
      const has = asList(element["depends_on"]);
      if (!guard.addresses.every((gate) => has.includes(gate)))
        faults.push(`${address} does not wait for the gate`);
    }
    faults.push(
      ...findOddBlocks(tree).map((address) => `${address} cannot be guarded: it is no single object`),
    );
  }
  return faults;
}

/** Module calls that wait for a gate but have no conditions, so that a plan of any age can be applied to them. */
export function listLateModules(terraform: unknown, guards: readonly Guard[]): readonly string[] {
  const limited = guards.filter(({ applyMaxAge }) => applyMaxAge !== undefined);
  return listGuarded(asTree(terraform))
    .filter(({ managed, address }) => !managed && limited.some(({ except }) => !except.includes(address)))
    .map(({ address }) => address);
}

function listPreconditions(element: Tree): readonly unknown[] {
  const { precondition = [] } = asTree(element["lifecycle"]);
  return Array.isArray(precondition) ? precondition : [precondition];
}

function isSingle(block: unknown): boolean {
  return block === undefined || isJsonObject(block);
}

/** The conditions of a guarded resource. */
function renderAgeLimits({ addresses, applyMaxAge: seconds }: Guard): readonly Condition[] {
  if (seconds === undefined) return [];
  return addresses.map((address) => ({
    condition: renderFreshAtApply(address, "fetched_at", seconds),
    error_message: renderMessage(
      [
        "fullstory: stale, this plan is too old to be applied (not drift)",
        "",
        `  Limit     ${formatMaxAge(seconds)} between reading the settings and applying (applyMaxAge)`,
        "  What to do: synthesize and plan again, then apply that plan.",
      ].join("\n"),
    ),
  }));
}

function listGuarded(tree: Readonly<Tree>): readonly Guarded[] {
  const listIn = (type: string, block: unknown, managed: boolean): readonly Guarded[] =>
    Object.entries(asTree(block)).flatMap(([name, element]) =>
      isJsonObject(element) ? [{ address: `${type}.${name}`, element: element as Tree, managed }] : [],
    );
  const resources = Object.entries(asTree(tree["resource"]));
  return [
    ...resources.flatMap(([type, block]) => listIn(type, block, true)),
    ...listIn("module", tree["module"], false),
  ];
}

/** Terraform JSON may also write lists where CDKTF writes objects; only an override can bring them here. */
function findOddBlocks(tree: Tree): readonly string[] {
  const found: string[] = [];
  for (const kind of ["resource", "module"]) {
    const value = tree[kind];
    if (value !== undefined && !isJsonObject(value)) found.push(kind);
    for (const [name, entry] of Object.entries(asTree(value))) {
      if (!isJsonObject(entry)) found.push(`${kind}.${name}`);
      else if (kind === "resource")
        found.push(
          ...Object.entries(entry)
            .filter(([, each]) => !isJsonObject(each) || !isSingle(each["lifecycle"]))
            .map(([key, each]) => `${name}.${key}${isJsonObject(each) ? ".lifecycle" : ""}`),
        );
    }
  }
  return found;
}
