import { isDeepStrictEqual } from "node:util";
import { BadOptionError } from "../errors.js";
import { isJsonObject } from "../settings/model/json.js";
import { VERSION } from "../version.js";
import { FULLSTORY, FULLSTORY_PROVIDER, GATE_TYPE, toCheckName } from "./addresses.js";
import type { PlannedGate } from "./planned-source.js";
import { asList, asTree, type Tree } from "./tree.js";

/** A configuration of the provider, as it stands in a stack's Terraform JSON. */
export interface ProviderBlock {
  readonly alias: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a stack renders for Terraform to read. */
export interface PlannedBlocks {
  readonly gates: readonly PlannedGate[];
  readonly providers: readonly ProviderBlock[];
}

/** The oldest version of Terraform that a stack works with: one that knows check blocks, or ephemeral resources too. */
export function pickOldestVersion({ gates }: PlannedBlocks): string {
  return gates.some(({ ephemeral }) => ephemeral !== undefined) ? ">= 1.10.0" : ">= 1.5.0";
}

/** One thing of ours that no construct renders: where it stands, and what. */
interface Placed {
  readonly at: readonly [kind: string, ...names: string[]];
  readonly element: Readonly<Record<string, unknown>>;
}

function listPlacedGates({ gates }: PlannedBlocks): readonly Placed[] {
  return gates.flatMap(({ name, data, ephemeral, check }): Placed[] => [
    { at: ["data", GATE_TYPE, name], element: data },
    ...(ephemeral === undefined ? [] : [{ at: ["ephemeral", GATE_TYPE, name] as const, element: ephemeral }]),
    ...(check === undefined
      ? []
      : [{ at: ["check", toCheckName(name)] as const, element: { assert: [{ ...check }] } }]),
  ]);
}

function renderProvider({ alias, arguments: given }: ProviderBlock): Readonly<Record<string, unknown>> {
  return { alias, ...given };
}

/**
 * Adds the gates that Terraform reads, and the provider that reads them.
 *
 * @throws BadOptionError when something of the same name is there already, or a key would stand in the file
 */
export function addPlanned(tree: Tree, planned: PlannedBlocks, stackPath: string): void {
  if (planned.providers.length === 0) return;
  for (const provider of planned.providers) refuseKey(tree, provider, stackPath);
  for (const { at, element } of listPlacedGates(planned)) {
    const [name = "", ...parents] = [...at].reverse();
    const parent = parents.reverse().reduce<Tree>((within, key) => {
      const before = within[key] ?? {};
      if (!isJsonObject(before))
        throw createBlockError(stackPath, at.slice(0, at.indexOf(key) + 1).join("."));
      const inner: Tree = { ...before };
      within[key] = inner;
      return inner;
    }, tree);
    if (Object.hasOwn(parent, name)) throw createTakenError(stackPath, at.join("."));
    parent[name] = { ...element };
  }
  const providers: Tree = { ...asTree(tree["provider"]) };
  const others = providers[FULLSTORY];
  const before: readonly unknown[] = Array.isArray(others) ? others : others === undefined ? [] : [others];
  for (const { alias } of planned.providers)
    if (before.some((each) => asTree(each)["alias"] === alias))
      throw createTakenError(stackPath, `provider ${FULLSTORY}.${alias}`);
  providers[FULLSTORY] = [...before, ...planned.providers.map(renderProvider)];
  tree["provider"] = providers;
  const settings = asTree(tree["terraform"]);
  const required = asTree(settings["required_providers"]);
  tree["terraform"] = {
    ...settings,
    // The `cdktf` command line refuses a provider without a version.
    required_providers: {
      [FULLSTORY]: {
        source: FULLSTORY_PROVIDER,
        ...(IS_NUMBER.test(VERSION) ? { version: `>= ${VERSION}` } : {}),
      },
      ...required,
    },
  };
}

/** A key may come from a variable of the stack, which hides it. */
function refuseKey(tree: Tree, { alias, arguments: given }: ProviderBlock, stackPath: string): void {
  if (!Object.hasOwn(given, "api_key")) return;
  const name = /^\$\{var\.([\w-]+)\}$/.exec(String(given["api_key"]))?.[1];
  const variable = asTree(name === undefined ? undefined : asTree(tree["variable"])[name]);
  if (variable["sensitive"] === true || variable["ephemeral"] === true) return;
  throw new BadOptionError(
    `[${stackPath}] apiKey of ${FULLSTORY}.${alias} is no variable of this stack that is sensitive or ephemeral`,
    {
      hint: "Pass the value of such a TerraformVariable as it is, or put the key into FULLSTORY_API_KEY where Terraform runs.",
    },
  );
}

function createTakenError(stackPath: string, what: string): BadOptionError {
  return new BadOptionError(`[${stackPath}] ${what} is there already`, { hint: "Give it another name." });
}

/** Nothing can be added to it, and what stands in it would be lost. */
export function createBlockError(stackPath: string, what: string): BadOptionError {
  return new BadOptionError(
    `[${stackPath}] ${what} is no single object, so the gate cannot stand in the stack`,
    {
      hint: "Look for an override of the stack that writes a list there.",
    },
  );
}

/** What of it is missing from a finished file, or was changed. */
export function findPlannedFaults(tree: Tree, planned: PlannedBlocks): readonly string[] {
  if (planned.providers.length === 0) return [];
  const faults = listPlacedGates(planned).flatMap(({ at, element }) => {
    const found = at.reduce<unknown>((within, key) => asTree(within)[key], tree);
    if (isDeepStrictEqual(found, element)) return [];
    const name = at.join(".");
    return isJsonObject(found)
      ? listChangedKeys(found, element).map((key) => `${key} of ${name} was changed`)
      : [`${name} is not in the file`];
  });
  const blocks = asTree(tree["provider"])[FULLSTORY];
  for (const provider of planned.providers) {
    const ours = asList(blocks).filter((block) => asTree(block)["alias"] === provider.alias);
    if (ours.length !== 1 || !isDeepStrictEqual(ours[0], renderProvider(provider)))
      faults.push(`provider ${FULLSTORY}.${provider.alias} was changed or is gone`);
  }
  const required = asTree(asTree(tree["terraform"])["required_providers"]);
  const source = asTree(required[FULLSTORY])["source"];
  if (typeof source !== "string" || !IS_OURS.test(source))
    faults.push(
      `the provider ${FULLSTORY} comes from ${String(source).slice(0, 80)}, not from ${FULLSTORY_PROVIDER}`,
    );
  return faults;
}

/** In an app that was bundled nobody knows it. */
const IS_NUMBER = /^\d+\.\d+\.\d+/;
const IS_OURS = new RegExp(`^(?:[^/]+/)?${FULLSTORY_PROVIDER}$`);

function listChangedKeys(found: Tree, element: Readonly<Record<string, unknown>>): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(element)])]
    .filter((key) => !isDeepStrictEqual(found[key], element[key]))
    .map((key) => key.slice(0, 40));
}
