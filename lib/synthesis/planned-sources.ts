import { resolve } from "node:path";
import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { TerraformStack } from "cdktf";
import {
  FULLSTORY,
  toEphemeralGateAddress,
  toGateAddress,
  toRecordingAddress,
} from "../terraform/addresses.js";
import type { PlannedBlocks, ProviderBlock } from "../terraform/planned-blocks.js";
import {
  type PlannedInput,
  type PlannedSource as Rendered,
  renderPlanned,
} from "../terraform/planned-source.js";
import { escapeText } from "../terraform/syntax.js";
import type { PlannedElement } from "../terraform/verify-gate.js";
import type { PlannedOrg } from "./org-settings.js";
import type { GateRecord } from "./records.js";
import { resolveReferences } from "./reference-reader.js";
import type { Registry } from "./registry.js";
import { SourcesByStack } from "./sources-by-stack.js";
import type { PlannedSource } from "./stages.js";

/** The data sources of one synthesis that Terraform reads, and what they render. */
export class PlannedSources extends SourcesByStack<PlannedSource, PlannedInput, Rendered> {
  constructor(private readonly registry: Registry) {
    super(renderPlanned);
  }

  renderSource(source: PlannedSource): Rendered {
    const { construct, schema } = source.record;
    const stack = TerraformStack.of(construct);
    return this.render(construct, {
      path: construct.node.path,
      name: construct.friendlyUniqueId,
      schema,
      platform: source.platform,
      params: source.need.params,
      expectations: source.expectations,
      exposed: this.registry.getSource(construct).exposed,
      provider: `${FULLSTORY}.${this.mapAliases(stack).get(source.org) ?? ""}`,
      policy: source.org,
      guarded: this.listGates(construct).some(({ guard }) => guard !== undefined),
    });
  }

  listElements(stack: TerraformStack): readonly PlannedElement[] {
    return this.listIn(stack).map((source) => this.toElement(source));
  }

  toElement(source: PlannedSource): PlannedElement {
    const { construct } = source.record;
    return {
      path: construct.node.path,
      name: construct.friendlyUniqueId,
      planned: this.renderSource(source),
      isShown: this.isShown(source),
    };
  }

  buildBlocks(stack: TerraformStack): PlannedBlocks {
    return {
      gates: this.listElements(stack).flatMap(({ planned }) => planned.gates),
      providers: this.listProviders(stack),
    };
  }

  /** Whether a data source is more than its gate: a part of a `FullstoryGate` is not, until something refers to it. */
  private isShown(source: PlannedSource): boolean {
    return !this.isGateAlone(source) || this.registry.getSource(source.record.construct).exposed.size > 0;
  }

  private isGateAlone({ record: { construct }, expectations }: PlannedSource): boolean {
    return this.listGates(construct).length > 0 && expectations.length === 1;
  }

  /** The address that the dependants of a data source depend on. */
  getAddress(source: PlannedSource): string {
    const { construct, schema } = source.record;
    const name = construct.friendlyUniqueId;
    return this.isGateAlone(source) ? toGateAddress(name) : toRecordingAddress(schema, name);
  }

  /** The addresses that a guarded element depends on. */
  listGuardAddresses(source: PlannedSource): readonly string[] {
    return this.renderSource(source).gates.flatMap(({ name, address }) => [
      address,
      toEphemeralGateAddress(name),
    ]);
  }

  private listGates(construct: DataNullDataSource): readonly GateRecord[] {
    return this.registry
      .getShare(TerraformStack.of(construct))
      .gates.filter(({ sources }) => sources.includes(construct));
  }

  /** The orgs of a stack, each with the alias of its provider. */
  private mapAliases(stack: TerraformStack): ReadonlyMap<PlannedOrg, string> {
    const aliases = new Map<PlannedOrg, string>();
    for (const { org } of this.listIn(stack)) {
      if (aliases.has(org)) continue;
      const wanted = (org.alias ?? "org").replace(/[^\w-]/g, "_").replace(/^(?![A-Za-z_])/, "_");
      const taken = new Set(aliases.values());
      let free = wanted;
      for (let n = 2; taken.has(free); n++) free = `${wanted}_${n}`;
      aliases.set(org, free);
    }
    return aliases;
  }

  private listProviders(stack: TerraformStack): readonly ProviderBlock[] {
    return [...this.mapAliases(stack)].map(([{ source }, alias]) => ({
      alias,
      arguments: {
        ...(resolveReferences(source.arguments, stack) as object),
        // Terraform runs in the stack's folder, and no relative path in a file leads out of where it is read.
        ...(source.snapshot === undefined ? {} : { snapshot: escapeText(resolve(source.snapshot)) }),
      },
    }));
  }
}
