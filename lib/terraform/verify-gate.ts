import { isDeepStrictEqual } from "node:util";
import { isJsonObject } from "../settings/model/json.js";
import { DATA_SOURCE_TYPE, isNullProvider, NULL_PROVIDER, toAddress, toCheckName } from "./addresses.js";
import { findGuardFaults, type Guard } from "./guard.js";
import { findPlannedFaults, type PlannedBlocks, pickOldestVersion } from "./planned-blocks.js";
import type { PlannedSource } from "./planned-source.js";
import { listReferences } from "./references.js";
import type { Rendered } from "./rendered.js";
import { asList, asTree, findOddBlocks, type Tree } from "./tree.js";

interface Element {
  /** The path of its construct, for messages. */
  readonly path: string;
  /** Its name in the Terraform JSON. */
  readonly name: string;
}

/** A data source of ours, and what it rendered. */
interface RenderedElement extends Element {
  readonly rendered: Rendered;
}

/** A data source of ours that Terraform reads; its gates are looked for whether or not it stands in the file itself. */
export interface PlannedElement extends Element {
  readonly planned: PlannedSource;
  /** Whether it is more than its gates. */
  readonly isShown: boolean;
}

/** Everything of ours in one stack. */
export interface StackElements {
  readonly ours: readonly RenderedElement[];
  readonly planned: readonly PlannedElement[];
  readonly blocks: PlannedBlocks;
  readonly guards: readonly Guard[];
}

/**
 * The last look at a stack's finished Terraform JSON: each of our data sources must stand there exactly as it was
 * rendered, whatever aspects and overrides did meanwhile. Answers everything that is missing or was changed.
 */
export function findGateFaults(
  terraform: unknown,
  { ours, planned, blocks, guards }: StackElements,
): readonly string[] {
  const tree = asTree(terraform);
  const elements = asTree(asTree(tree["data"])[DATA_SOURCE_TYPE]);
  const names = new Set([
    ...ours.map(({ name }) => toAddress(name)),
    ...planned.map(({ name, planned: { type } }) => `data.${type}.${name}`),
    ...blocks.gates.map(({ address }) => address),
  ]);
  const faults: string[] =
    ours.length + planned.length === 0
      ? []
      : findOddBlocks(tree).map((block) => `${block} is no single object`);
  const ourFaults = ours.flatMap(({ path, name, rendered }) => {
    const element = elements[name];
    if (!isJsonObject(element)) return [`[${path}] is not in the file`];
    return [
      ...findElementFaults(element, rendered, names),
      ...findCheckFaults(asTree(tree["check"]), rendered),
    ].map((fault) => `[${path}] ${fault}`);
  });
  faults.push(...ourFaults, ...planned.flatMap((element) => findRecordingFaults(tree, element, names)));
  faults.push(...findPlannedFaults(tree, blocks), ...findGuardFaults(tree, guards));
  const settings = asTree(tree["terraform"]);
  const version = settings["required_version"];
  const provider = findProviderFault(settings);
  if (ours.length > 0 && provider !== undefined) faults.push(provider);
  const oldest = pickOldestVersion(blocks);
  if (ours.length + planned.length > 0 && !(typeof version === "string" && version.includes(oldest)))
    faults.push(`the stack no longer requires Terraform ${oldest}`);
  return faults;
}

/** Any other meta-argument may remove the element, as `enabled` of OpenTofu does. */
const CONDITIONS = new Set(["precondition", "postcondition"]);
const META = ["//", "lifecycle", "provider", "depends_on"];

function findElementFaults(
  element: Readonly<Record<string, unknown>>,
  rendered: Rendered,
  ours: ReadonlySet<string>,
): string[] {
  const faults: string[] = findAddedKeys(element, ["inputs", ...META]);
  if (!isDeepStrictEqual({ ...asTree(element["inputs"]) }, { ...rendered.inputs }))
    faults.push("inputs were changed");
  faults.push(...findMetaFaults(element, rendered, ours));
  const { standing } = readLifecycle(element);
  const gone = rendered.postconditions.filter(
    (condition) => !standing.some((other: unknown) => isDeepStrictEqual(other, { ...condition })),
  ).length;
  if (gone > 0) faults.push(`${gone} of ${rendered.postconditions.length} conditions are gone`);
  return faults;
}

/** A data source that Terraform reads has no conditions. What depends on it waits for its gates. */
function findRecordingFaults(
  tree: Tree,
  { path, name, planned, isShown }: PlannedElement,
  ours: ReadonlySet<string>,
): readonly string[] {
  const element = asTree(asTree(tree["data"])[planned.type])[name];
  if (element === undefined && !isShown) return [];
  if (!isJsonObject(element)) return [`[${path}] is not in the file`];
  const { attributes, provider, gates } = planned;
  const faults = findAddedKeys(element, [...Object.keys(attributes), ...META]);
  for (const [key, value] of Object.entries(attributes))
    if (!isDeepStrictEqual(element[key], value)) faults.push(`${key} was changed`);
  faults.push(...findMetaFaults(element, { provider, postconditions: [] }, ours));
  const has = asList(element["depends_on"]);
  if (!gates.every(({ address }) => has.includes(address))) faults.push("it no longer depends on its gate");
  return faults.map((fault) => `[${path}] ${fault}`);
}

function findAddedKeys(element: Readonly<Record<string, unknown>>, known: readonly string[]): string[] {
  return Object.keys(element)
    .filter((key) => !known.includes(key))
    .map((key) => `${key.slice(0, 40)} was added`);
}

function readLifecycle(element: Readonly<Record<string, unknown>>): {
  readonly lifecycle: Tree;
  readonly standing: readonly unknown[];
} {
  const lifecycle = asTree(element["lifecycle"]);
  return { lifecycle, standing: asList(lifecycle["postcondition"]) };
}

/** Faults in the meta-arguments of a data source. */
function findMetaFaults(
  element: Readonly<Record<string, unknown>>,
  rendered: Pick<Rendered, "provider" | "postconditions">,
  ours: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  if (element["provider"] !== rendered.provider) faults.push("the provider was changed");
  const dependencies = element["depends_on"] ?? [];
  if (!Array.isArray(dependencies) || dependencies.some((address) => !ours.has(String(address))))
    faults.push("depends_on names something else than a gate");
  const { lifecycle, standing } = readLifecycle(element);
  for (const key of Object.keys(lifecycle))
    if (!CONDITIONS.has(key) && lifecycle[key] !== undefined)
      faults.push(`lifecycle.${key.slice(0, 40)} was added; only conditions may stand there`);
  const others = standing.filter(
    (other: unknown) =>
      !rendered.postconditions.some((condition) => isDeepStrictEqual(other, { ...condition })),
  );
  const foreign = findForeignReference({ ...lifecycle, postcondition: others }, ours);
  if (foreign !== undefined)
    faults.push(
      `a condition of its lifecycle refers to ${foreign}; it may refer to self and to other gates only`,
    );
  return faults;
}

function findCheckFaults(checks: Tree, rendered: Rendered): string[] {
  return Object.entries(rendered.checks)
    .filter(
      ([name, condition]) => !isDeepStrictEqual(checks[toCheckName(name)], { assert: [{ ...condition }] }),
    )
    .map(([name]) => `check block ${toCheckName(name)} was changed or is gone`);
}

/** References whose values are known before anything is read. */
const HARMLESS = /^(?:self|var|path|terraform)\./;

/** Terraform reads first what a condition refers to. A managed resource is read too late. */
function findForeignReference(value: unknown, ours: ReadonlySet<string>): string | undefined {
  if (typeof value === "object" && value !== null)
    return Object.values(value)
      .map((entry: unknown) => findForeignReference(entry, ours))
      .find((found) => found !== undefined);
  if (typeof value !== "string") return undefined;
  return listReferences(value)
    .find(
      (reference) =>
        !HARMLESS.test(reference) &&
        ![...ours].some((address) => reference === address || reference.startsWith(`${address}.`)),
    )
    ?.slice(0, 80);
}

/** Another provider under the name `null` could answer anything. */
function findProviderFault(settings: Tree): string | undefined {
  const required = asTree(settings["required_providers"])["null"] ?? {};
  // Text is a version alone.
  const source =
    typeof required === "string"
      ? "null"
      : isJsonObject(required)
        ? (required["source"] ?? "null")
        : "a list";
  if (typeof source === "string" && isNullProvider(source)) return undefined;
  return `the provider null comes from ${String(source).slice(0, 80)}, not from ${NULL_PROVIDER}`;
}
