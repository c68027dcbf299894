import { App, DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { FullstoryOrg } from "../constructs/org.js";
import type { Expectation } from "../expectations/expectation.js";
import { MAX_AGE_FORM, readMaxAge } from "../expectations/max-age.js";
import { waiverFaults } from "../expectations/waiver.js";
import { contradictions } from "./contradictions.js";
import type { DeclarationFault } from "./errors.js";
import { lookUpOrg } from "./org-lookup.js";
import type { OrgReading, OrgSettings } from "./org-settings.js";
import type { Holdings } from "./registry.js";

export type ReadingOf = (org: FullstoryOrg | undefined) => OrgReading;

/** What is wrong with the app as a whole: its orgs, its gates, and declarations that contradict each other. */
export function appFaults(holdings: Holdings, readingOf: ReadingOf): DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const { root, orgs, gates, dataSources } = holdings;
  if (App.isApp(root) && (root as App).hclOutput) {
    faults.push({
      constructPath: root.node.path || "App",
      field: "hclOutput",
      message: "cannot carry the gate: Terraform refuses what CDKTF writes for it; leave it off",
    });
  }
  faults.push(...orgFaults(orgs, readingOf));
  for (const gate of gates) if (isInTree(gate)) faults.push(...gate.gateState.faults);
  faults.push(...removalFaults([holdings]), ...contradictions([...dataSources], holdings, readingOf));
  return faults;
}

interface Held {
  readonly orgs: Iterable<IConstruct>;
  readonly dataSources: Iterable<IConstruct>;
  readonly gates: Iterable<IConstruct>;
}

/** What somebody took out of the tree again. */
export function removalFaults(held: readonly Held[]): DeclarationFault[] {
  const gone = (constructs: Iterable<IConstruct>, message: string) =>
    [...constructs]
      .filter((construct) => !isInTree(construct))
      .map(({ node }) => ({ constructPath: node.path, message }));
  return [
    ...held.flatMap(({ dataSources, gates }) =>
      gone(
        [...dataSources, ...gates],
        "was taken out of the tree after it was declared, so nothing would be checked",
      ),
    ),
    ...held.flatMap(({ orgs }) =>
      gone(orgs, "was taken out of the tree after it was declared, so another org could stand in for it"),
    ),
  ];
}

function orgFaults(orgs: ReadonlySet<FullstoryOrg>, readingOf: ReadingOf): DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const seen = new Map<IConstruct | undefined, Map<string | undefined, string>>();
  for (const org of orgs) {
    const constructPath = org.node.path;
    const inScope = seen.get(org.node.scope) ?? new Map<string | undefined, string>();
    seen.set(org.node.scope, inScope);
    const other = inScope.get(org.alias);
    inScope.set(org.alias, constructPath);
    if (other !== undefined) {
      const what =
        org.alias === undefined ? "has no alias either" : `has the alias ${JSON.stringify(org.alias)} too`;
      faults.push({
        constructPath,
        field: "alias",
        message: `${other} in the same scope ${what}: give one another alias and pass it as org`,
      });
    }
    const reading = readingOf(org);
    if (!reading.ok) faults.push(...reading.faults.map((fault) => ({ constructPath, ...fault })));
  }
  return faults;
}

/** What is wrong with one data source and with what is expected of it. */
export function sourceFaults(
  source: AnyDataSource,
  holdings: Holdings,
  readingOf: ReadingOf,
  now: Date,
): DeclarationFault[] {
  const constructPath = source.node.path;
  const { refused, org: passed, maxAge, expectations } = source.gateState;
  const faults: DeclarationFault[] = refused().map((message) => ({ constructPath, message }));
  if (maxAge !== undefined && readMaxAge(maxAge) === undefined)
    faults.push({ constructPath, field: "maxAge", message: `must be ${MAX_AGE_FORM}` });
  faults.push(...dependencyFaults(source, holdings));
  const found = lookUpOrg(source, passed, holdings);
  if (found.kind === "fault") return [...faults, { constructPath, field: "org", message: found.message }];
  const reading = readingOf(found.kind === "org" ? found.org : undefined);
  if (!reading.ok) {
    // An org of its own reports its faults once; the environment's has no construct to report them.
    return found.kind === "org"
      ? faults
      : [...faults, ...reading.faults.map((fault) => ({ constructPath, ...fault }))];
  }
  faults.push(...exposureFaults(source, reading.settings), ...providerFaults(source, reading.settings));
  const { maxWaiverDays } = reading.settings;
  return [
    ...faults,
    ...expectations.flatMap((expectation) => expectationFaults(expectation, source, maxWaiverDays, now)),
  ];
}

/** References to identifiers that the org does not allow. A getter may also be called while the stack renders. */
export function exposureFaults(
  { node, gateState: { exposed, readable } }: AnyDataSource,
  org: OrgSettings,
): DeclarationFault[] {
  return [...exposed]
    .filter((name) => readable.document.fields[name]?.dataClass === "identifier" && !org.exposeIdentifiers)
    .map((name) => ({
      constructPath: node.path,
      field: name,
      message:
        "holds identifiers: a reference to it needs `exposeIdentifiers: true` on the org, and writes them into the file and the state",
    }));
}

/** Terraform looks for a provider in the data source's own stack. */
function providerFaults(source: AnyDataSource, { nullProvider, name }: OrgSettings): DeclarationFault[] {
  if (nullProvider === undefined) return [];
  const stack = TerraformStack.of(nullProvider);
  if (stack === TerraformStack.of(source)) return [];
  return [
    {
      constructPath: source.node.path,
      field: "nullProvider",
      message: `belongs to the stack ${stack.node.path}; give ${name} none, or this stack an org of its own`,
    },
  ];
}

function expectationFaults(
  expectation: Expectation,
  source: AnyDataSource,
  maxWaiverDays: number,
  now: Date,
): DeclarationFault[] {
  const { constructPath, problems, node, options, location, over } = expectation;
  const at = location === undefined ? {} : { location: `${location.file}:${location.line}` };
  const faults: DeclarationFault[] = problems.map(({ path, message }) => ({
    constructPath,
    ...(path === "" ? {} : { field: path }),
    message,
    ...at,
  }));
  const { fields } = source.gateState.readable.document;
  const declared = new Map(
    Object.entries(fields).filter(([name]) => over !== undefined || node?.entries.has(name) || node?.whole),
  );
  const waivers: readonly unknown[] = Array.isArray(options.waivers) ? options.waivers : [];
  for (const [index, waiver] of waivers.entries()) {
    if (node === undefined && over === undefined) continue;
    for (const message of waiverFaults(waiver, declared, maxWaiverDays, now))
      faults.push({ constructPath, field: `waivers[${index}]`, message, ...at });
  }
  return faults;
}

/** A gate that waits for something managed is read at apply, when it is too late. */
function dependencyFaults(source: AnyDataSource, holdings: Holdings): DeclarationFault[] {
  const dependencies = source.dependsOn ?? [];
  if (dependencies.length === 0) return [];
  const ours = new Set(
    holdings
      .in(TerraformStack.of(source))
      .dataSources.map((other) => `data.null_data_source.${other.friendlyUniqueId}`),
  );
  return dependencies
    .filter((dependency) => !ours.has(addressIn(dependency, source)))
    .map(() => ({
      constructPath: source.node.path,
      field: "dependsOn",
      message:
        "may name other Fullstory data sources only: with anything else the gate would be read after changes were made",
    }));
}

/** An address as Terraform reads it; CDKTF hands it about as a token. */
function addressIn(dependency: string, scope: IConstruct): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(dependency, { scope, resolver, preparing: false })).replace(
    /^\$\{(.*)\}$/,
    "$1",
  );
}

function isInTree(construct: IConstruct): boolean {
  return construct.node.scopes.every(
    (scope, index, scopes) => index === 0 || scopes[index - 1]?.node.tryFindChild(scope.node.id) === scope,
  );
}
