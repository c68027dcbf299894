import { resolve } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Expectation } from "../expectations/expectation.js";
import { findWaiverFaults } from "../expectations/waiver.js";
import type { ObjectField } from "../settings/model/field.js";
import { toAddress, toGateAddress, toRecordingAddress } from "../terraform/addresses.js";
import { findContradictions } from "./contradictions.js";
import { buildFault, type DeclarationFault } from "./errors.js";
import type { OrgReading, OrgSettings, Source } from "./org-settings.js";
import { findPlannedFaults } from "./planned-faults.js";
import type { OrgRecord, SourceRecord } from "./records.js";
import { resolveReferences } from "./reference-reader.js";
import type { Registry, Share } from "./registry.js";
import { findSourceOptionFaults } from "./source-options.js";
import type { DeclaredSource } from "./stages.js";

/** What declarations are checked against. */
export interface CheckContext {
  readonly registry: Registry;
  readonly readOrg: (org: OrgRecord | undefined) => OrgReading;
  readonly now: Date;
}

/** What is wrong with the app as a whole: its orgs, its gates, and declarations that contradict each other. */
export function findAppFaults(context: CheckContext): DeclarationFault[] {
  const { registry, readOrg } = context;
  const faults: DeclarationFault[] = [];
  const { root, all } = registry;
  if (App.isApp(root) && (root as App).hclOutput) {
    faults.push({
      constructPath: root.node.path || "App",
      field: "hclOutput",
      message: "cannot carry the gate: Terraform refuses what CDKTF writes for it; leave it off",
    });
  }
  faults.push(...findOrgFaults(all.orgs, readOrg));
  for (const gate of all.gates) if (isInTree(gate.construct)) faults.push(...gate.faults);
  const findSettingsOnce = (record: SourceRecord) => findSettings(record, context);
  faults.push(...findRemoved([all]), ...findContradictions(registry.listSources(), findSettingsOnce));
  return faults;
}

/** The settings of the org of a data source, where that is clear and without faults. */
export function findSettings(
  record: SourceRecord,
  { registry, readOrg }: CheckContext,
): OrgSettings | undefined {
  const found = registry.findOrg(record);
  const reading = found.ok ? readOrg(found.org) : undefined;
  return reading?.ok === true ? reading.settings : undefined;
}

/** Faults of constructs that were taken out of the tree again. */
export function findRemoved(shares: readonly Share[]): DeclarationFault[] {
  const findGone = (records: readonly { readonly construct: IConstruct }[], message: string) =>
    records
      .filter(({ construct }) => !isInTree(construct))
      .map(({ construct: { node } }) => ({ constructPath: node.path, message }));
  return [
    ...shares.flatMap(({ sources, gates }) =>
      findGone(
        [...sources, ...gates],
        "was taken out of the tree after it was declared, so nothing would be checked",
      ),
    ),
    ...shares.flatMap(({ orgs }) =>
      findGone(orgs, "was taken out of the tree after it was declared, so another org could stand in for it"),
    ),
  ];
}

function findOrgFaults(orgs: readonly OrgRecord[], readingOf: CheckContext["readOrg"]): DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  for (const [index, org] of orgs.entries()) {
    const { path: constructPath, scope } = org.construct.node;
    const other = orgs
      .slice(0, index)
      .findLast(({ construct, alias }) => construct.node.scope === scope && alias === org.alias);
    if (other !== undefined) {
      const what =
        org.alias === undefined ? "has no alias either" : `has the alias ${JSON.stringify(org.alias)} too`;
      faults.push({
        constructPath,
        field: "alias",
        message: `${other.construct.node.path} in the same scope ${what}: give one another alias and pass it as org`,
      });
    }
    const reading = readingOf(org);
    if (!reading.ok) faults.push(...reading.faults.map((fault) => ({ constructPath, ...fault })));
  }
  return [...faults, ...findSharedFileFaults(orgs, readingOf)];
}

/** Orgs of different aliases are different orgs: of one file, `expectOrg` alone tells whose it is. */
function findSharedFileFaults(
  orgs: readonly OrgRecord[],
  readingOf: CheckContext["readOrg"],
): DeclarationFault[] {
  const readers = orgs.flatMap((org) => {
    const reading = readingOf(org);
    const path = reading.ok ? getSnapshotPath(reading.settings.source) : undefined;
    if (!reading.ok || path === undefined) return [];
    return [{ org, path, file: resolve(path), isPinned: reading.settings.expectOrg !== undefined }];
  });
  return readers
    .filter(
      ({ org, file, isPinned }) =>
        !isPinned && readers.some((other) => other.file === file && other.org.alias !== org.alias),
    )
    .map(({ org, path }) => ({
      constructPath: org.construct.node.path,
      field: "source",
      message: `${JSON.stringify(path)} is read for orgs of several aliases: give each a file of its own (FULLSTORY_SETTINGS_SOURCE may hold {alias}), or say expectOrg`,
    }));
}

/** The snapshot that is read, by the synthesis or by Terraform. */
function getSnapshotPath(source: Source): string | undefined {
  if (source.kind === "terraform") return source.snapshot;
  return source.kind === "snapshot" ? source.path : undefined;
}

/** What is wrong with one data source and with what is expected of it. */
export function findSourceFaults(source: DeclaredSource, context: CheckContext): DeclarationFault[] {
  const { registry, readOrg, now } = context;
  const { record, expectations } = source;
  const constructPath = record.construct.node.path;
  const faults: DeclarationFault[] = [
    ...findSourceOptionFaults(record).map((fault) => ({ constructPath, ...fault })),
    ...findDependencyFaults(record, registry),
  ];
  const found = registry.findOrg(record);
  if (!found.ok) return [...faults, { constructPath, field: "org", message: found.message }];
  const reading = readOrg(found.org);
  if (!reading.ok) {
    // An org of its own reports its faults once; the environment's has no construct to report them.
    return found.org !== undefined
      ? faults
      : [...faults, ...reading.faults.map((fault) => ({ constructPath, ...fault }))];
  }
  faults.push(...findExposed(source, reading.settings), ...findProviderFaults(record, reading.settings));
  if (reading.settings.source.kind === "terraform") faults.push(...findPlannedFaults(source));
  const { maxWaiverDays } = reading.settings;
  const { document } = record.schema;
  return [
    ...faults,
    ...expectations.flatMap((each) => findExpectationFaults(each, { document, maxWaiverDays, now })),
  ];
}

/** References to identifiers that the org does not allow. A getter may also be called while the stack renders. */
export function findExposed(
  { record: { construct, schema }, exposed }: DeclaredSource,
  org: OrgSettings,
): DeclarationFault[] {
  return [...exposed]
    .filter((name) => schema.document.fields[name]?.dataClass === "identifier" && !org.exposeIdentifiers)
    .map((name) => ({
      constructPath: construct.node.path,
      field: name,
      message:
        "holds identifiers: a reference to it needs `exposeIdentifiers: true` on the org, and writes them into the file and the state",
    }));
}

/** Terraform looks for a provider in the data source's own stack. */
function findProviderFaults(
  { construct }: SourceRecord,
  { nullProvider, name }: OrgSettings,
): DeclarationFault[] {
  if (nullProvider === undefined) return [];
  const stack = TerraformStack.of(nullProvider);
  if (stack === TerraformStack.of(construct)) return [];
  return [
    {
      constructPath: construct.node.path,
      field: "nullProvider",
      message: `belongs to the stack ${stack.node.path}; give ${name} none, or this stack an org of its own`,
    },
  ];
}

function findExpectationFaults(
  expectation: Expectation,
  limits: { readonly document: ObjectField; readonly maxWaiverDays: number; readonly now: Date },
): DeclarationFault[] {
  const { problems, node, options, over, waiverNames } = expectation;
  const faults: DeclarationFault[] = problems.map(({ path, message }) =>
    buildFault(expectation, { ...(path === "" ? {} : { field: path }), message }),
  );
  const { document, maxWaiverDays, now } = limits;
  const declared = new Map(
    Object.entries(document.fields).filter(
      ([name]) => over !== undefined || node?.entries.has(name) || node?.whole,
    ),
  );
  const waivers: readonly unknown[] = Array.isArray(options.waivers) ? options.waivers : [];
  for (const [index, waiver] of waivers.entries()) {
    if (node === undefined && over === undefined) continue;
    for (const message of findWaiverFaults(waiver, declared, { maxDays: maxWaiverDays, now }))
      faults.push(buildFault(expectation, { field: waiverNames?.[index] ?? `waivers[${index}]`, message }));
  }
  return faults;
}

/** A gate that waits for something managed is read at apply, when it is too late. */
function findDependencyFaults({ construct }: SourceRecord, registry: Registry): DeclarationFault[] {
  const dependencies = construct.dependsOn ?? [];
  if (dependencies.length === 0) return [];
  const { sources } = registry.getShare(TerraformStack.of(construct));
  const ours = new Set(
    sources.flatMap(({ construct: { friendlyUniqueId: name }, schema }) => [
      toAddress(name),
      toRecordingAddress(schema, name),
      toGateAddress(name),
    ]),
  );
  return dependencies
    .filter((dependency) => !ours.has(resolveAddress(dependency, construct)))
    .map(() => ({
      constructPath: construct.node.path,
      field: "dependsOn",
      message:
        "may name other Fullstory data sources only: with anything else the gate would be read after changes were made",
    }));
}

/** An address as Terraform reads it. CDKTF passes it on as a token. */
function resolveAddress(dependency: string, scope: IConstruct): string {
  return String(resolveReferences(dependency, scope)).replace(/^\$\{(.*)\}$/, "$1");
}

function isInTree(construct: IConstruct): boolean {
  return construct.node.scopes.every(
    (scope, index, scopes) => index === 0 || scopes[index - 1]?.node.tryFindChild(scope.node.id) === scope,
  );
}
