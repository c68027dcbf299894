import { GATE_TYPE } from "../provider/index.js";
import { asTree, type Tree } from "./terraform-json.js";

/** One instance of a gate, as a plan holds it. */
export interface PlannedGate {
  readonly address: string;
  /** Its block, as in `module.a.data.fullstory_gate.g`: the address without keys of instances. */
  readonly block: string;
  /** As in `registry.terraform.io/cdktf-fullstory/fullstory`. */
  readonly provider: string;
  /** Absent where it is not known. */
  readonly passed?: boolean;
  readonly checked?: number;
  /** How many differences it says fail a plan. */
  readonly failures?: number;
  /** Whether a difference is no error of its own: `on_drift = "report"`. */
  readonly reportsOnly: boolean;
  /** SHA-256 of what the provider wrote down of the read. */
  readonly record?: string;
}

/** The gates of a plan in JSON. */
export interface HclGates {
  /** Blocks in the configuration, modules included, each with the key of its provider's configuration. */
  readonly blocks: ReadonlyMap<string, string>;
  /** What the plan read. */
  readonly instances: readonly PlannedGate[];
  /** Addresses that the plan left for the apply to read, each with Terraform's reason. */
  readonly pending: ReadonlyMap<string, string>;
}

/** Takes the gates out of what `terraform show -json PLAN` prints. */
export function hclGatesOf(plan: unknown): HclGates {
  const { configuration, prior_state, planned_values, resource_changes, deferred_changes } = asTree(plan);
  const pending = new Map<string, string>();
  for (const change of [
    ...treesIn(resource_changes),
    ...treesIn(deferred_changes).map((each) => asTree(each["resource_change"])),
  ]) {
    if (isGate(change))
      pending.set(text(change["address"]), text(change["action_reason"]) || "not known yet");
  }
  const read = gatesBelow(asTree(asTree(asTree(prior_state)["values"])["root_module"]));
  const known = new Set(read.map(({ address }) => address));
  const planned = gatesBelow(asTree(asTree(planned_values)["root_module"]));
  return {
    blocks: new Map(blocksBelow(asTree(asTree(configuration)["root_module"]), "")),
    instances: [...read, ...planned.filter(({ address }) => !known.has(address))],
    pending,
  };
}

function blocksBelow(module: Tree, prefix: string): readonly (readonly [string, string])[] {
  const own = treesIn(module["resources"])
    .filter(isGate)
    .map(
      ({ address, provider_config_key }) => [`${prefix}${text(address)}`, text(provider_config_key)] as const,
    );
  const calls = Object.entries(asTree(module["module_calls"]));
  const inner = calls.flatMap(([name, call]) =>
    blocksBelow(asTree(asTree(call)["module"]), `${prefix}module.${name}.`),
  );
  return [...own, ...inner];
}

function gatesBelow(module: Tree): readonly PlannedGate[] {
  return [
    ...treesIn(module["resources"]).filter(isGate).map(gateOf),
    ...treesIn(module["child_modules"]).flatMap(gatesBelow),
  ];
}

function gateOf(resource: Tree): PlannedGate {
  const address = text(resource["address"]);
  const { passed, checked, failures, record, on_drift } = asTree(resource["values"]);
  return {
    address,
    block: blockOf(address),
    provider: text(resource["provider_name"]),
    reportsOnly: on_drift === "report",
    ...(typeof passed === "boolean" ? { passed } : {}),
    ...(typeof checked === "number" ? { checked } : {}),
    ...(Array.isArray(failures) ? { failures: failures.length } : {}),
    ...(typeof record === "string" ? { record } : {}),
  };
}

/** An address without keys of instances. */
export function blockOf(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** Whether an address is that of an ephemeral resource. */
export function isEphemeral(address: string): boolean {
  return /(?:^|\.)ephemeral\.[^.]+\.[^.]+$/.test(blockOf(address));
}

function isGate({ mode, type }: Tree): boolean {
  return mode === "data" && type === GATE_TYPE;
}

function treesIn(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.map(asTree) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
