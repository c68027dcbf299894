import { GATE_TYPE } from "../provider/index.js";
import { asTree, type Tree } from "./terraform-json.js";

/** One difference, as the gate's attribute `findings` has it. */
export interface GateFinding {
  readonly document: string;
  readonly platform?: string;
  readonly path: string;
  readonly result: string;
  readonly kind: string;
  readonly direction?: string;
  /** Canonical texts; absent where there is none, or where the plan calls them sensitive. */
  readonly declared?: string;
  readonly live?: string;
  readonly note?: string;
}

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
  readonly findings: readonly GateFinding[];
  readonly org?: string;
  readonly readAt?: string;
}

/** The gates of a plan in JSON. */
export interface HclGates {
  /** Blocks in the configuration, modules included. */
  readonly blocks: readonly string[];
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
    blocks: blocksBelow(asTree(asTree(configuration)["root_module"]), ""),
    instances: [...read, ...planned.filter(({ address }) => !known.has(address))],
    pending,
  };
}

function blocksBelow(module: Tree, prefix: string): readonly string[] {
  const own = treesIn(module["resources"])
    .filter(isGate)
    .map(({ address }) => `${prefix}${text(address)}`);
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
  const { passed, checked, findings, org, read_at } = asTree(resource["values"]);
  const hidden = asTree(resource["sensitive_values"])["findings"];
  return {
    address,
    block: address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, ""),
    provider: text(resource["provider_name"]),
    ...(typeof passed === "boolean" ? { passed } : {}),
    ...(typeof checked === "number" ? { checked } : {}),
    findings: treesIn(findings).map((each, index) => findingOf(each, isHidden(hidden, index))),
    ...(typeof org === "string" ? { org } : {}),
    ...(typeof read_at === "string" ? { readAt: read_at } : {}),
  };
}

function findingOf(finding: Tree, hidden: boolean): GateFinding {
  const { document, path, result, kind } = finding;
  const some = (...keys: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = finding[key];
        return typeof value === "string" ? [[key, value]] : [];
      }),
    );
  return {
    document: text(document),
    path: text(path),
    result: text(result),
    kind: text(kind),
    ...some("platform", "direction"),
    ...(hidden ? {} : some("declared", "live", "note")),
  };
}

/** Terraform marks what is sensitive with `true`, at any depth. */
function isHidden(marks: unknown, index: number): boolean {
  if (marks === true) return true;
  const mark: unknown = Array.isArray(marks) ? marks[index] : undefined;
  return mark === true || Object.values(asTree(mark)).includes(true);
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
