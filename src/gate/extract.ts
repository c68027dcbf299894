import { omitUndefined } from "../../lib/omit-undefined.js";
import {
  CHECK_PREFIX,
  DATA_SOURCE_TYPE,
  FULLSTORY,
  GATE_TYPE,
  isPublicNullProvider,
  toAddress,
  toGateAddress,
} from "../../lib/terraform/index.js";
import { asTree, type Tree } from "../terraform/index.js";

/** The gate of a stack, taken out of its Terraform JSON. */
export interface ExtractedGate {
  /** A configuration of its own: no backend, no other provider, nothing that is managed. */
  readonly terraform: Tree;
  /** Data sources that carry conditions of ours. */
  readonly addresses: readonly string[];
  /** Gates of the provider `fullstory`, which Terraform reads as it plans. */
  readonly gates: readonly string[];
  /** Variables that the configuration of that provider refers to. */
  readonly variables: readonly string[];
  /** Data sources with `count` or `for_each`: Terraform may make none of them, or many. */
  readonly multiplied: readonly string[];
  /** Check blocks of ours, as `check.fullstory_...`. */
  readonly checks: readonly string[];
  /** For each data source, what it says it depends on. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** The platform that each data source reads, where it says one. */
  readonly platforms: ReadonlyMap<string, string>;
  /** Whether something else of the stack needs hashicorp/null, or a module may. */
  readonly isNullUsedElsewhere: boolean;
  /** Where hashicorp/null comes from, when that is somewhere else. */
  readonly foreignNull?: string;
  /** Sources of the other providers. */
  readonly otherProviders: readonly string[];
}

/** Takes the data sources of the evidence, and everything that bears our marks, out of a stack. */
export function extractGate(stack: Tree, recorded: readonly string[]): ExtractedGate {
  const data = asTree(stack["data"]);
  const elements = asTree(data[DATA_SOURCE_TYPE]);
  const sources = Object.entries(elements)
    .map(([name, element]) => ({ name, address: toAddress(name), element: asTree(element) }))
    .filter(({ address, element }) => recorded.includes(address) || isMarked(element));
  const gateElements = asTree(data[GATE_TYPE]);
  const gates = Object.entries(gateElements).map(([name, element]) => ({
    address: toGateAddress(name),
    element: asTree(element),
  }));
  const providers = asTree(stack["provider"]);
  const fullstory = listBlocks(providers[FULLSTORY]);
  const variables = pick(asTree(stack["variable"]), listVariables(fullstory));
  const checks = asTree(stack["check"]);
  const ours = Object.keys(checks).filter((name) => name.startsWith(CHECK_PREFIX));
  const settings = asTree(stack["terraform"]);
  const {
    null: nullProvider,
    [FULLSTORY]: fullstorySource,
    ...others
  } = asTree(settings["required_providers"]);
  const source = findSource(nullProvider);
  const aliases = listBlocks(providers["null"]).map(({ alias }) => omitUndefined({ alias }));
  return {
    terraform: {
      terraform: {
        ...omitUndefined({ required_version: settings["required_version"] }),
        ...toEntry("required_providers", {
          ...toEntry("null", nullProvider),
          ...toEntry(FULLSTORY, fullstorySource),
        }),
      },
      ...toEntry("provider", { ...toEntry("null", aliases), ...toEntry(FULLSTORY, fullstory) }),
      ...toEntry("variable", variables),
      data: {
        ...toEntry(
          DATA_SOURCE_TYPE,
          pick(
            elements,
            sources.map(({ name }) => name),
          ),
        ),
        ...toEntry(GATE_TYPE, gateElements),
      },
      ...toEntry("check", pick(checks, ours)),
    },
    addresses: sources.map(({ address }) => address),
    gates: gates.map(({ address }) => address),
    variables: Object.keys(variables),
    multiplied: [...sources, ...gates]
      .filter(({ element }) => "count" in element || "for_each" in element)
      .map(({ address }) => address),
    checks: ours.map((name) => `check.${name}`),
    dependencies: new Map(sources.map(({ address, element }) => [address, listDependencies(element)])),
    platforms: new Map(sources.flatMap(({ address, element }) => listPlatforms(address, element))),
    isNullUsedElsewhere:
      Object.keys(elements).length > sources.length ||
      asTree(stack["resource"])["null_resource"] !== undefined ||
      Object.keys(asTree(stack["module"])).length > 0,
    ...(source === undefined || isPublicNullProvider(source) ? {} : { foreignNull: source }),
    otherProviders: Object.values(others).flatMap((each) => findSource(each) ?? []),
  };
}

/** Terraform JSON writes one block as an object or as a list of one. */
function listBlocks(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.map(asTree) : value === undefined ? [] : [asTree(value)];
}

/** A condition whose message begins as ours do. */
function isMarked(element: Tree): boolean {
  return listBlocks(asTree(element["lifecycle"])["postcondition"]).some(({ error_message }) =>
    String(error_message).startsWith("fullstory: "),
  );
}

/** Names of the variables in an expression of Terraform JSON. */
function listVariables(blocks: unknown): readonly string[] {
  return [...JSON.stringify(blocks).matchAll(/\bvar\.([\p{L}_][\p{L}\p{N}_-]*)/gu)].flatMap(
    ([, name]) => name ?? [],
  );
}

/** One entry, or none where there is nothing in it. */
function toEntry(key: string, value: unknown): Tree {
  const isEmpty =
    value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return isEmpty ? {} : { [key]: value };
}

function pick(tree: Tree, names: readonly string[]): Tree {
  return Object.fromEntries(names.map((name) => [name, tree[name]]));
}

function listDependencies(element: Tree): readonly string[] {
  const { depends_on } = element;
  return Array.isArray(depends_on) ? depends_on.map(String) : [];
}

function listPlatforms(address: string, element: Tree): readonly (readonly [string, string])[] {
  const { platform } = asTree(element["inputs"]);
  return typeof platform === "string" ? [[address, platform]] : [];
}

function findSource(required: unknown): string | undefined {
  const { source } = asTree(required);
  return typeof source === "string" ? source : undefined;
}
