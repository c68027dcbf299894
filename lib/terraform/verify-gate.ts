import { isDeepStrictEqual } from "node:util";
import type { TerraformStack } from "cdktf";
import { BadOptionError } from "../errors.js";
import { isJsonObject } from "../settings/model/json.js";
import { GateStrippedError } from "../synthesis/errors.js";
import type { GateState } from "../synthesis/gate-state.js";
import { addGuards, guardFaults } from "./guard.js";
import { referencesIn } from "./references.js";
import type { Rendered } from "./rendered.js";

const OLDEST_TERRAFORM = ">= 1.5.0";
const CHECK_PREFIX = "fullstory_";

interface OurElement {
  readonly path: string;
  /** Logical id: the name in the Terraform JSON. */
  readonly name: string;
  readonly rendered: Rendered;
}

type Tree = Record<string, unknown>;

/** Adds what no construct can carry: check blocks, the oldest version of Terraform, and the guards. */
export function addToTerraform(
  terraform: object,
  rendered: readonly Rendered[],
  gates: readonly GateState[],
  stack: TerraformStack,
): void {
  const tree = terraform as Tree;
  if (rendered.length === 0) return;
  const checks: Tree = { ...asTree(tree["check"]) };
  for (const [name, condition] of rendered.flatMap((each) => Object.entries(each.checks))) {
    const key = CHECK_PREFIX + name;
    if (Object.hasOwn(checks, key))
      throw new BadOptionError(`[${stack.node.path}] a check block named ${key} is there already`, {
        hint: "Give it another name.",
      });
    checks[key] = { assert: [{ ...condition }] };
  }
  if (Object.keys(checks).length > 0) tree["check"] = checks;
  const settings = asTree(tree["terraform"]);
  const asked = settings["required_version"];
  tree["terraform"] = {
    ...settings,
    required_version: typeof asked === "string" ? `${asked}, ${OLDEST_TERRAFORM}` : OLDEST_TERRAFORM,
  };
  addGuards(tree, gates);
}

/**
 * The last look at a stack's finished Terraform JSON: each of our data sources stands there exactly as it was
 * rendered, whatever aspects and overrides did meanwhile.
 *
 * @throws GateStrippedError everything that is missing or was changed
 */
export function lookOver(
  stackPath: string,
  terraform: unknown,
  ours: readonly OurElement[],
  gates: readonly GateState[],
): void {
  const tree = asTree(terraform);
  const elements = asTree(asTree(tree["data"])["null_data_source"]);
  const names = new Set(ours.map(({ name }) => `data.null_data_source.${name}`));
  const faults = ours.flatMap(({ path, name, rendered }) => {
    const element = elements[name];
    if (!isJsonObject(element)) return [`[${path}] is not in the file`];
    return [...elementFaults(element, rendered, names), ...checkFaults(asTree(tree["check"]), rendered)].map(
      (fault) => `[${path}] ${fault}`,
    );
  });
  faults.push(...guardFaults(tree, gates));
  const settings = asTree(tree["terraform"]);
  const version = settings["required_version"];
  const provider = providerFault(settings);
  if (ours.length > 0 && provider !== undefined) faults.push(provider);
  if (ours.length > 0 && !(typeof version === "string" && version.includes(OLDEST_TERRAFORM)))
    faults.push(`the stack no longer requires Terraform ${OLDEST_TERRAFORM}`);
  if (faults.length === 0) return;
  throw new GateStrippedError(
    `something took the gate of ${stackPath} apart after it was rendered: ${faults.join("; ")}`,
    {
      hint: "Look for overrides, aspects or assignments that touch these elements; nothing was written for this stack.",
    },
  );
}

const OWN_KEYS = new Set(["//", "inputs", "lifecycle", "provider", "depends_on"]);

function elementFaults(
  element: Readonly<Record<string, unknown>>,
  rendered: Rendered,
  ours: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  for (const key of Object.keys(element))
    if (!OWN_KEYS.has(key)) faults.push(`${key.slice(0, 40)} was added`);
  if (!isDeepStrictEqual({ ...asTree(element["inputs"]) }, { ...rendered.inputs }))
    faults.push("inputs were changed");
  if (element["provider"] !== rendered.provider) faults.push("the provider was changed");
  const dependencies = element["depends_on"] ?? [];
  if (!Array.isArray(dependencies) || dependencies.some((address) => !ours.has(String(address))))
    faults.push("depends_on names something else than a gate");
  const lifecycle = asTree(element["lifecycle"]);
  const standing = Array.isArray(lifecycle["postcondition"]) ? lifecycle["postcondition"] : [];
  const gone = rendered.postconditions.filter(
    (condition) => !standing.some((other: unknown) => isDeepStrictEqual(other, { ...condition })),
  ).length;
  if (gone > 0) faults.push(`${gone} of ${rendered.postconditions.length} conditions are gone`);
  const others = standing.filter(
    (other: unknown) =>
      !rendered.postconditions.some((condition) => isDeepStrictEqual(other, { ...condition })),
  );
  const own: unknown = { ...lifecycle, postcondition: others };
  const foreign = foreignReference(own, ours);
  if (foreign !== undefined)
    faults.push(
      `a condition of its lifecycle refers to ${foreign}; it may refer to self and to other gates only`,
    );
  return faults;
}

function checkFaults(checks: Tree, rendered: Rendered): string[] {
  return Object.entries(rendered.checks)
    .filter(
      ([name, condition]) => !isDeepStrictEqual(checks[CHECK_PREFIX + name], { assert: [{ ...condition }] }),
    )
    .map(([name]) => `check block ${CHECK_PREFIX}${name} was changed or is gone`);
}

/** What is known before anything is read. */
const HARMLESS = /^(?:self|var|path|terraform)\./;

/** Whatever a condition refers to is read first, and something managed is read too late. */
function foreignReference(value: unknown, ours: ReadonlySet<string>): string | undefined {
  if (typeof value === "object" && value !== null)
    return Object.values(value)
      .map((entry: unknown) => foreignReference(entry, ours))
      .find((found) => found !== undefined);
  if (typeof value !== "string") return undefined;
  return referencesIn(value)
    .find(
      (reference) =>
        !HARMLESS.test(reference) &&
        ![...ours].some((address) => reference === address || reference.startsWith(`${address}.`)),
    )
    ?.slice(0, 80);
}

/** Another provider under the name `null` could answer anything. */
function providerFault(settings: Tree): string | undefined {
  const source = asTree(asTree(settings["required_providers"])["null"])["source"] ?? "null";
  if (typeof source === "string" && /^(?:null|(?:[^/]+\/)?hashicorp\/null)$/.test(source)) return undefined;
  return `the provider null comes from ${String(source).slice(0, 80)}, not from hashicorp/null`;
}

export function asTree(value: unknown): Tree {
  return isJsonObject(value) ? (value as Tree) : {};
}
