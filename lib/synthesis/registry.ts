import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Expectation } from "../expectations/expectation.js";
import type { GateRecord, OrgRecord, SourceRecord } from "./records.js";
import type { DeclaredSource } from "./stages.js";

/** What is ours in one stack, or outside of all stacks. */
export interface Share {
  readonly orgs: readonly OrgRecord[];
  readonly sources: readonly SourceRecord[];
  readonly gates: readonly GateRecord[];
}

export type OrgLookup =
  /** Without an org: the environment's. */
  | { readonly ok: true; readonly org: OrgRecord | undefined }
  | { readonly ok: false; readonly message: string };

type GrowingShare = { readonly [Kind in keyof Share]: Share[Kind][number][] };

const NOTHING: Share = { orgs: [], sources: [], gates: [] };

/** Everything of ours in one construct tree, as far as it was declared by now. */
export class Registry {
  private readonly whole: GrowingShare = { orgs: [], sources: [], gates: [] };
  private readonly declared = new Map<IConstruct, DeclaredSource>();
  private readonly shares = new Map<TerraformStack | undefined, GrowingShare>();
  private readonly orgsByScope = new Map<IConstruct, OrgRecord[]>();
  private changes = 0;

  constructor(readonly root: IConstruct) {}

  /** Changes whenever something is declared, for example by an aspect or a getter. */
  get revision(): number {
    return this.changes;
  }

  /** Everything, in the order of declaration. */
  get all(): Share {
    return this.whole;
  }

  addOrg(org: OrgRecord): void {
    for (const share of this.listShares(org.construct)) share.orgs.push(org);
    const { scope } = org.construct.node;
    if (scope !== undefined) this.orgsByScope.set(scope, [...(this.orgsByScope.get(scope) ?? []), org]);
    this.changes += 1;
  }

  addSource(record: SourceRecord): void {
    for (const share of this.listShares(record.construct)) share.sources.push(record);
    this.declared.set(record.construct, { record, expectations: [], exposed: new Set() });
    this.changes += 1;
  }

  addGate(gate: GateRecord): void {
    for (const share of this.listShares(gate.construct)) share.gates.push(gate);
    this.changes += 1;
  }

  addExpectation(construct: DataNullDataSource, expectation: Expectation): void {
    const before = this.getSource(construct);
    this.declared.set(construct, { ...before, expectations: [...before.expectations, expectation] });
    this.changes += 1;
  }

  /** Notes that something refers to a field. */
  addReference(construct: DataNullDataSource, field: string): void {
    const before = this.getSource(construct);
    if (before.exposed.has(field)) return;
    this.declared.set(construct, { ...before, exposed: new Set([...before.exposed, field]) });
    this.changes += 1;
  }

  /** What was declared of a data source by now. */
  getSource(construct: DataNullDataSource): DeclaredSource {
    const declared = this.declared.get(construct);
    if (declared === undefined) throw new RangeError(`${construct.node.path} is not registered`);
    return declared;
  }

  listSources(): readonly DeclaredSource[] {
    return [...this.declared.values()];
  }

  /** What is in a stack, or outside of all stacks. */
  getShare(stack: TerraformStack | undefined): Share {
    return this.shares.get(stack) ?? NOTHING;
  }

  /** The org of a data source: the one that was passed, or the default of the nearest scope that declares any. */
  findOrg({ construct, org: passed }: SourceRecord): OrgLookup {
    if (passed !== undefined) return { ok: true, org: passed };
    if (this.whole.orgs.length === 0) return { ok: true, org: undefined };
    const aliases: string[] = [];
    for (const scope of [...construct.node.scopes].reverse()) {
      const here = this.listOrgs(scope);
      const [first] = here.filter((org) => org.alias === undefined);
      if (first !== undefined) return { ok: true, org: first };
      aliases.push(...here.map((org) => JSON.stringify(org.alias)));
    }
    if (aliases.length === 0) return { ok: true, org: undefined };
    return {
      ok: false,
      message: `only orgs with an alias are declared around it (${aliases.join(", ")}): pass one of them as org`,
    };
  }

  /** Orgs right below a construct. */
  private listOrgs(scope: IConstruct): readonly OrgRecord[] {
    return (this.orgsByScope.get(scope) ?? []).filter(
      ({ construct }) => scope.node.tryFindChild(construct.node.id) === construct,
    );
  }

  /** Whether a data source or gate is in a stack. */
  carries(stack: TerraformStack): boolean {
    const { sources, gates } = this.getShare(stack);
    return sources.length + gates.length > 0;
  }

  /** Stacks that carry a gate or a data source of ours. */
  listStacks(): readonly TerraformStack[] {
    const stacks = [...this.shares.keys()].filter((stack) => stack !== undefined);
    return stacks.filter((stack) => this.carries(stack));
  }

  private listShares(construct: IConstruct): readonly GrowingShare[] {
    const stack = findStack(construct);
    const known = this.shares.get(stack) ?? { orgs: [], sources: [], gates: [] };
    this.shares.set(stack, known);
    return [this.whole, known];
  }
}

function findStack(construct: IConstruct): TerraformStack | undefined {
  return construct.node.scopes.findLast((scope): scope is TerraformStack => TerraformStack.isStack(scope));
}
