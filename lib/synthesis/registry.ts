import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { FullstoryOrg } from "../constructs/org.js";
import type { GateState } from "./gate-state.js";

type Gate = IConstruct & { readonly gateState: GateState };

/** What is ours in one stack, or outside of all stacks. */
interface Share {
  readonly orgs: FullstoryOrg[];
  readonly dataSources: AnyDataSource[];
  readonly gates: Gate[];
}

const NOTHING: Share = { orgs: [], dataSources: [], gates: [] };

/** Everything of ours in one construct tree, as far as it was declared by now. */
export class Holdings {
  readonly orgs = new Set<FullstoryOrg>();
  readonly dataSources = new Set<AnyDataSource>();
  readonly gates = new Set<Gate>();
  private readonly shares = new Map<TerraformStack | undefined, Share>();
  private readonly orgsByScope = new Map<IConstruct, FullstoryOrg[]>();
  private declarations = 0;

  constructor(readonly root: IConstruct) {}

  addOrg(org: FullstoryOrg): void {
    this.orgs.add(org);
    this.shareOf(org).orgs.push(org);
    const { scope } = org.node;
    if (scope !== undefined) this.orgsByScope.set(scope, [...(this.orgsByScope.get(scope) ?? []), org]);
    this.declared();
  }

  addDataSource(source: AnyDataSource): void {
    this.dataSources.add(source);
    this.shareOf(source).dataSources.push(source);
    this.declared();
  }

  addGate(gate: Gate): void {
    this.gates.add(gate);
    this.shareOf(gate).gates.push(gate);
    this.declared();
  }

  /** Something was declared: a construct, or what is expected of one. */
  declared(): void {
    this.declarations += 1;
  }

  /** Another number whenever something was declared meanwhile. */
  get version(): number {
    return this.declarations;
  }

  /** What is in a stack, or outside of all stacks. */
  in(stack: TerraformStack | undefined): Readonly<Share> {
    return this.shares.get(stack) ?? NOTHING;
  }

  /** Orgs right below a construct. */
  orgsIn(scope: IConstruct): readonly FullstoryOrg[] {
    return (this.orgsByScope.get(scope) ?? []).filter(
      (org) => scope.node.tryFindChild(org.node.id) === (org as IConstruct),
    );
  }

  /** Whether a data source or gate is in a stack. */
  carries(stack: TerraformStack): boolean {
    const { dataSources, gates } = this.in(stack);
    return dataSources.length + gates.length > 0;
  }

  /** Stacks that carry a gate or a data source of ours. */
  stacks(): readonly TerraformStack[] {
    const stacks = [...this.shares.keys()].filter((stack) => stack !== undefined);
    return stacks.filter((stack) => this.carries(stack));
  }

  private shareOf(construct: IConstruct): Share {
    const stack = stackOf(construct);
    const known = this.shares.get(stack);
    if (known !== undefined) return known;
    const share: Share = { orgs: [], dataSources: [], gates: [] };
    this.shares.set(stack, share);
    return share;
  }
}

function stackOf(construct: IConstruct): TerraformStack | undefined {
  return construct.node.scopes.findLast((scope): scope is TerraformStack => TerraformStack.isStack(scope));
}
