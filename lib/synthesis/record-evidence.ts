import { TerraformModule, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { buildEvidence } from "../evidence/build.js";
import type { Evidence } from "../evidence/evidence.js";
import type { PlannedRecord, RecordedOrg, RecordedSource } from "../evidence/input.js";
import { omitUndefined } from "../omit-undefined.js";
import { toAddress } from "../terraform/addresses.js";
import { type Guard, listLateModules } from "../terraform/guard.js";
import { describeLateModule } from "./late-modules.js";
import type { OrgSettings } from "./org-settings.js";
import type { PlannedSources } from "./planned-sources.js";
import type { GateRecord } from "./records.js";
import type { PlannedSource } from "./stages.js";

/** What one synthesis knows of a stack. */
export interface StackFindings {
  readonly stack: TerraformStack;
  readonly sources: readonly RecordedSource[];
  readonly planned: PlannedSources;
  readonly gates: readonly GateRecord[];
  readonly at: Date;
  /** The stack's finished Terraform JSON. */
  readonly terraform: unknown;
}

/** Writes down what one synthesis found for one stack. */
export function recordEvidence(findings: StackFindings): Evidence {
  const { stack, sources, planned, gates, at, terraform } = findings;
  const listGuards = (gate: GateRecord) => buildGuards(gate, planned);
  return buildEvidence({
    stack: stack.node.id,
    at,
    sources,
    planned: planned.listIn(stack).map((source) => recordPlanned(source, planned)),
    guards: gates.flatMap((gate) => {
      const except = gate.guard?.except.map(({ node }) => node.path) ?? [];
      // Where Terraform reads again when it applies, nothing is made that relies on an earlier reading.
      const age = isPlanned(gate, planned) ? { applyMaxAge: 0 } : {};
      const { path: construct } = gate.construct.node;
      return listGuards(gate).map((guard) => ({ construct, ...guard, except, ...age }));
    }),
    warnings: listLateModules(terraform, gates.flatMap(listGuards)).map(describeLateModule),
  });
}

/** The guard of a gate in Terraform's terms, if it has one. */
export function buildGuards(gate: GateRecord, planned: PlannedSources): readonly Guard[] {
  const { construct, guard, sources } = gate;
  if (guard === undefined) return [];
  const addresses = sources.flatMap((part) => {
    const source = planned.get(part);
    return source === undefined ? [toAddress(part.friendlyUniqueId)] : planned.listGuardAddresses(source);
  });
  const stack = TerraformStack.of(construct);
  const except = guard.except.flatMap((each) => listAddresses(each, stack));
  const { applyMaxAge } = guard;
  // Terraform reads planned sources again when it applies, so a limit of age would add nothing.
  return [{ addresses, except, ...omitUndefined(isPlanned(gate, planned) ? {} : { applyMaxAge }) }];
}

function isPlanned({ sources }: GateRecord, planned: PlannedSources): boolean {
  return sources.some((part) => planned.get(part) !== undefined);
}

/** What a construct writes into a stack, by the tree alone: what a resource says of its own path can be overridden. */
function listAddresses(construct: IConstruct, stack: TerraformStack): readonly string[] {
  return construct.node.findAll().flatMap((node) => {
    if (!node.node.scopes.includes(stack)) return [];
    if (node instanceof TerraformModule) return [`module.${node.friendlyUniqueId}`];
    if (!TerraformResource.isTerraformResource(node)) return [];
    return [`${node.terraformResourceType}.${node.friendlyUniqueId}`];
  });
}

/** What the evidence tells of an org. */
export function recordOrg(org: OrgSettings): RecordedOrg {
  const { source } = org;
  return {
    ...org,
    ...(source.kind === "live" ? { host: source.client.host } : {}),
    ...(source.kind === "terraform"
      ? { readAt: "plan", source: source.snapshot === undefined ? "live" : "snapshot" }
      : { source: source.kind }),
  };
}

function recordPlanned(source: PlannedSource, planned: PlannedSources): PlannedRecord {
  const { record, org, platform, expectations } = source;
  const { gates } = planned.renderSource(source);
  return {
    construct: record.construct.node.path,
    address: planned.getAddress(source),
    gates: gates.map(({ address }) => address),
    org: recordOrg(org),
    schema: record.schema,
    expectations,
    ...omitUndefined({ platform, snapshot: org.source.snapshot }),
  };
}
