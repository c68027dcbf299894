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
  for (const provider of planned.providers) bindKey(tree, provider, stackPath);
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
  const { [FULLSTORY]: asked = {}, ...more } = asTree(settings["required_providers"]);
  tree["terraform"] = {
    ...settings,
    required_providers: { [FULLSTORY]: renderRequired(asked), ...more },
  };
}

/** In an app that was bundled nobody knows the version. */
const OLDEST_PROVIDER = /^\d+\.\d+\.\d+/.test(VERSION) ? `>= ${VERSION}` : "";

/** The provider, beside what the stack asks of it. The `cdktf` command line refuses one without a version. */
function renderRequired(asked: unknown): unknown {
  if (!isJsonObject(asked)) return asked;
  const version = [asked["version"], OLDEST_PROVIDER].filter(Boolean).join(", ");
  return { source: FULLSTORY_PROVIDER, ...asked, ...(version === "" ? {} : { version }) };
}

/** The name of the variable that a key comes from. */
function findKeyVariable({ arguments: given }: ProviderBlock): string | undefined {
  return /^\$\{var\.([\w-]+)\}$/.exec(String(given["api_key"]))?.[1];
}

/** A key may come from a variable of the stack, which hides it and cannot be null: another key would stand in for it. */
function bindKey(tree: Tree, provider: ProviderBlock, stackPath: string): void {
  if (!Object.hasOwn(provider.arguments, "api_key")) return;
  const name = findKeyVariable(provider) ?? "";
  const variables = asTree(tree["variable"]);
  const variable = asTree(variables[name]);
  const key = `[${stackPath}] apiKey of ${FULLSTORY}.${provider.alias} is`;
  if (variable["sensitive"] !== true && variable["ephemeral"] !== true)
    throw new BadOptionError(`${key} no variable of this stack that is sensitive or ephemeral`, {
      hint: "Pass the value of such a TerraformVariable as it is, or put the key into FULLSTORY_API_KEY where Terraform runs.",
    });
  if (variable["default"] === null || variable["nullable"] === true)
    throw new BadOptionError(`${key} the variable ${name}, which may be null`, {
      hint: "Give it no default and no `nullable: true`. FULLSTORY_API_KEY never stands in for an apiKey without a value.",
    });
  tree["variable"] = { ...variables, [name]: { ...variable, nullable: false } };
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
    const name = findKeyVariable(provider);
    if (name !== undefined && asTree(asTree(tree["variable"])[name])["nullable"] !== false)
      faults.push(`the variable ${name}, which is a key, may be null`);
  }
  const required = asTree(asTree(tree["terraform"])["required_providers"]);
  const { source, version } = asTree(required[FULLSTORY]);
  if (typeof source !== "string" || !IS_OURS.test(source))
    faults.push(
      `the provider ${FULLSTORY} comes from ${String(source).slice(0, 80)}, not from ${FULLSTORY_PROVIDER}`,
    );
  if (!String(version ?? "").includes(OLDEST_PROVIDER))
    faults.push(`the provider ${FULLSTORY} may be another version than ${OLDEST_PROVIDER}`);
  return faults;
}

const IS_OURS = new RegExp(`^(?:[^/]+/)?${FULLSTORY_PROVIDER}$`);

function listChangedKeys(found: Tree, element: Readonly<Record<string, unknown>>): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(element)])]
    .filter((key) => !isDeepStrictEqual(found[key], element[key]))
    .map((key) => key.slice(0, 40));
}
