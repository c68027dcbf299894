import { TerraformModule, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { buildEvidence } from "../evidence/build.js";
import type { Evidence, EvidenceGuard } from "../evidence/evidence.js";
import type { RecordedOrg, RecordedSource } from "../evidence/input.js";
import { dataSourceAddress } from "../terraform/addresses.js";
import { type Guard, lateModules } from "../terraform/guard.js";
import { lateModuleWarning } from "./late-modules.js";
import type { OrgSettings } from "./org-settings.js";
import type { GateRecord } from "./records.js";
import { sourceNotices } from "./source-notices.js";
import type { EvaluatedSource } from "./stages.js";

/** What one synthesis knows of a stack. */
export interface StackFindings {
  readonly stack: TerraformStack;
  readonly sources: readonly EvaluatedSource[];
  readonly gates: readonly GateRecord[];
  readonly at: Date;
  /** The stack's finished Terraform JSON. */
  readonly terraform: unknown;
}

/** Writes down what one synthesis found for one stack. */
export function recordEvidence({ stack, sources, gates, at, terraform }: StackFindings): Evidence {
  return buildEvidence({
    stack: stack.node.id,
    at,
    sources: sources.map((source) => recordSource(source, sources)),
    guards: gates.flatMap(recordGuard),
    warnings: lateModules(terraform, gates.flatMap(guardOf)).map(lateModuleWarning),
  });
}

/** The guard of a gate in Terraform's terms, if it has one. */
export function guardOf({ construct, guard, sources }: GateRecord): readonly Guard[] {
  if (guard === undefined) return [];
  const addresses = sources.map(({ friendlyUniqueId }) => dataSourceAddress(friendlyUniqueId));
  const stack = TerraformStack.of(construct);
  return [{ ...guard, addresses, except: guard.except.flatMap((each) => addressesIn(each, stack)) }];
}

/** What a construct writes into a stack, by the tree alone: what a resource says of its own path can be overridden. */
function addressesIn(construct: IConstruct, stack: TerraformStack): readonly string[] {
  return construct.node.findAll().flatMap((node) => {
    if (!node.node.scopes.includes(stack)) return [];
    if (node instanceof TerraformModule) return [`module.${node.friendlyUniqueId}`];
    if (!TerraformResource.isTerraformResource(node)) return [];
    return [`${node.terraformResourceType}.${node.friendlyUniqueId}`];
  });
}

function recordGuard(gate: GateRecord): readonly EvidenceGuard[] {
  const except = gate.guard?.except.map(({ node }) => node.path) ?? [];
  return guardOf(gate).map((guard) => ({ construct: gate.construct.node.path, ...guard, except }));
}

function recordSource(source: EvaluatedSource, peers: readonly EvaluatedSource[]): RecordedSource {
  const { record, org, platform, identity, load, evaluation, maxAge, expectations, blame } = source;
  const { schema, construct } = record;
  return {
    construct: construct.node.path,
    address: dataSourceAddress(construct.friendlyUniqueId),
    org: recordOrg(org),
    ...identity,
    schema,
    ...(platform === undefined ? {} : { platform }),
    maxAge,
    expectations,
    load,
    ...(evaluation === undefined ? {} : { evaluation }),
    blame,
    notices: sourceNotices(source, peers),
  };
}

function recordOrg(org: OrgSettings): RecordedOrg {
  const { source } = org;
  return {
    ...org,
    source: source.kind,
    ...(source.kind === "live" ? { host: source.client.host } : {}),
  };
}
