import { isDeepStrictEqual } from "node:util";
import { isJsonObject } from "../settings/model/json.js";
import { OLDEST_TERRAFORM } from "./add-blocks.js";
import {
  checkName,
  DATA_SOURCE_TYPE,
  dataSourceAddress,
  isNullProvider,
  NULL_PROVIDER,
} from "./addresses.js";
import { type Guard, guardFaults } from "./guard.js";
import { referencesIn } from "./references.js";
import type { Rendered } from "./rendered.js";

/** A data source of ours, and what it rendered. */
export interface RenderedElement {
  /** The path of its construct, for messages. */
  readonly path: string;
  /** Its name in the Terraform JSON. */
  readonly name: string;
  readonly rendered: Rendered;
}

type Tree = Record<string, unknown>;

/**
 * The last look at a stack's finished Terraform JSON: each of our data sources must stand there exactly as it was
 * rendered, whatever aspects and overrides did meanwhile. Answers everything that is missing or was changed.
 */
export function gateFaults(
  terraform: unknown,
  ours: readonly RenderedElement[],
  guards: readonly Guard[],
): readonly string[] {
  const tree = asTree(terraform);
  const elements = asTree(asTree(tree["data"])[DATA_SOURCE_TYPE]);
  const names = new Set(ours.map(({ name }) => dataSourceAddress(name)));
  const faults = ours.flatMap(({ path, name, rendered }) => {
    const element = elements[name];
    if (!isJsonObject(element)) return [`[${path}] is not in the file`];
    return [...elementFaults(element, rendered, names), ...checkFaults(asTree(tree["check"]), rendered)].map(
      (fault) => `[${path}] ${fault}`,
    );
  });
  faults.push(...guardFaults(tree, guards));
  const settings = asTree(tree["terraform"]);
  const version = settings["required_version"];
  const provider = providerFault(settings);
  if (ours.length > 0 && provider !== undefined) faults.push(provider);
  if (ours.length > 0 && !(typeof version === "string" && version.includes(OLDEST_TERRAFORM)))
    faults.push(`the stack no longer requires Terraform ${OLDEST_TERRAFORM}`);
  return faults;
}

/** Anything else may take the element away, as `enabled` of OpenTofu does. */
const CONDITIONS = new Set(["precondition", "postcondition"]);
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
  for (const key of Object.keys(lifecycle))
    if (!CONDITIONS.has(key) && lifecycle[key] !== undefined)
      faults.push(`lifecycle.${key.slice(0, 40)} was added; only conditions may stand there`);
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
      ([name, condition]) => !isDeepStrictEqual(checks[checkName(name)], { assert: [{ ...condition }] }),
    )
    .map(([name]) => `check block ${checkName(name)} was changed or is gone`);
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
  if (typeof source === "string" && isNullProvider(source)) return undefined;
  return `the provider null comes from ${String(source).slice(0, 80)}, not from ${NULL_PROVIDER}`;
}

function asTree(value: unknown): Tree {
  return isJsonObject(value) ? (value as Tree) : {};
}
