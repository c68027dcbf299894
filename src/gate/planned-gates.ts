import { FULLSTORY_PROVIDER, GATE_TYPE } from "../provider/index.js";
import { asTree, type ReadPlan, type Tree, toText, toTrees } from "../terraform/index.js";

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

/** The gates of a plan. */
export interface PlannedGates {
  /** Blocks in the configuration, modules included, each with the key of its provider's configuration. */
  readonly blocks: ReadonlyMap<string, string>;
  /** What the plan read. */
  readonly instances: readonly PlannedGate[];
  /** Addresses that the plan left for the apply to read, each with Terraform's reason. */
  readonly pending: ReadonlyMap<string, string>;
  /** Ephemeral gates that were opened without an error. */
  readonly ephemerals: readonly string[];
}

/** Takes the gates out of a plan. */
export function readPlannedGates({ json, opened }: Pick<ReadPlan, "json" | "opened">): PlannedGates {
  const { configuration, prior_state, planned_values, resource_changes, deferred_changes } = asTree(json);
  const changes = [
    ...toTrees(resource_changes),
    ...toTrees(deferred_changes).map((each) => asTree(each["resource_change"])),
  ].filter(isGate);
  const read = listGates(asTree(asTree(asTree(prior_state)["values"])["root_module"]));
  const known = new Set(read.map(({ address }) => address));
  const planned = listGates(asTree(asTree(planned_values)["root_module"]));
  const ephemerals = opened.filter(({ type }) => type === GATE_TYPE).map(({ address }) => address);
  return {
    blocks: new Map(listBlocks(asTree(asTree(configuration)["root_module"]), "")),
    instances: [...read, ...planned.filter(({ address }) => !known.has(address))],
    pending: new Map(
      changes.map(({ address, action_reason }) => [
        toText(address),
        toText(action_reason) || "not known yet",
      ]),
    ),
    ephemerals: [...new Set(ephemerals)],
  };
}

function listBlocks(module: Tree, prefix: string): readonly (readonly [string, string])[] {
  const own = toTrees(module["resources"])
    .filter(isGate)
    .map(
      ({ address, provider_config_key }) =>
        [`${prefix}${toText(address)}`, toText(provider_config_key)] as const,
    );
  const calls = Object.entries(asTree(module["module_calls"]));
  const inner = calls.flatMap(([name, call]) =>
    listBlocks(asTree(asTree(call)["module"]), `${prefix}module.${name}.`),
  );
  return [...own, ...inner];
}

function listGates(module: Tree): readonly PlannedGate[] {
  return [
    ...toTrees(module["resources"]).filter(isGate).map(readGate),
    ...toTrees(module["child_modules"]).flatMap(listGates),
  ];
}

function readGate(resource: Tree): PlannedGate {
  const address = toText(resource["address"]);
  const { passed, checked, failures, record, on_drift } = asTree(resource["values"]);
  return {
    address,
    block: toBlockAddress(address),
    provider: toText(resource["provider_name"]),
    reportsOnly: on_drift === "report",
    ...(typeof passed === "boolean" ? { passed } : {}),
    ...(typeof checked === "number" ? { checked } : {}),
    ...(Array.isArray(failures) ? { failures: failures.length } : {}),
    ...(typeof record === "string" ? { record } : {}),
  };
}

/** Whether the provider that answered is the one that was attached; what another one says of a gate proves nothing. */
export function isAttached({ provider }: PlannedGate): boolean {
  return ["registry.terraform.io", "registry.opentofu.org"].some(
    (host) => provider === `${host}/${FULLSTORY_PROVIDER}`,
  );
}

/** An address without keys of instances. */
export function toBlockAddress(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** Whether an address is that of an ephemeral resource. */
export function isEphemeral(address: string): boolean {
  return /(?:^|\.)ephemeral\.[^.]+\.[^.]+$/.test(toBlockAddress(address));
}

function isGate({ mode, type }: Tree): boolean {
  return mode === "data" && type === GATE_TYPE;
}
