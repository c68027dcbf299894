import {
  type Evidence,
  type EvidenceError,
  type EvidenceExpectation,
  type EvidenceOrg,
  wholeEvidence,
} from "../../lib/evidence/index.js";
import { blockOf, isEphemeral } from "./hcl-gates.js";

/** What was read of a folder of HCL. */
export interface HclReading {
  /** The name of the folder. */
  readonly stack: string;
  readonly at: Date;
  /** Evidence of each gate alone, by its address. */
  readonly linked: ReadonlyMap<string, Evidence>;
  /** Addresses of gates that report, and fail no plan by themselves. */
  readonly reporting: ReadonlySet<string>;
  /** The key of its provider's configuration, `fullstory.eu`, by the block of a gate. */
  readonly providers: ReadonlyMap<string, string>;
  readonly placeOf: (block: string, argument: string) => string | undefined;
}

/** The evidence of a folder of HCL. With an error it has no outcome, whatever else it holds. */
export function hclEvidence(
  { stack, at, linked, ...names }: HclReading,
  error: EvidenceError | undefined,
): Evidence {
  const again = [...linked.keys()].filter(isEphemeral).sort();
  const orgs = new Map<string, EvidenceOrg>();
  const gates: Evidence[] = [];
  // A plan does not say which provider opened an ephemeral gate: it is one that reads the same, or one of its own.
  for (const address of [...[...linked.keys()].filter((each) => !isEphemeral(each)).sort(), ...again]) {
    const evidence = linked.get(address);
    if (evidence === undefined) continue;
    const key = names.providers.get(blockOf(address));
    const [org] = evidence.orgs;
    const same = [...orgs.values()].find((each) => isSameOrg(each, org));
    const name = key === undefined ? (same?.construct ?? `provider of ${address}`) : `provider.${key}`;
    if (org !== undefined && orgs.get(name)?.id === undefined) orgs.set(name, { ...org, construct: name });
    const { placeOf, reporting } = names;
    gates.push(named(evidence, { address, org: name, placeOf, reportsOnly: reporting.has(address) }));
  }
  return wholeEvidence({
    stack,
    ...(error === undefined ? {} : { outcome: "error", error }),
    synthesizedAt: at.toISOString(),
    language: "hcl",
    orgs: [...orgs.values()],
    documents: gates.flatMap(({ documents }) => documents),
    findings: gates.flatMap(({ findings }) => findings),
    waivers: gates.flatMap(({ waivers }) => waivers),
    // Terraform opens an ephemeral gate once more before it applies.
    guards: again.map((address) => ({ construct: address, addresses: [address], except: [] })),
    warnings: [...new Set(gates.flatMap(({ warnings }) => warnings))],
  });
}

function isSameOrg(one: EvidenceOrg, other: EvidenceOrg | undefined): boolean {
  return JSON.stringify({ ...one, construct: "" }) === JSON.stringify({ ...other, construct: "" });
}

/** The same evidence, with the names that only the plan knows. */
function named(
  evidence: Evidence,
  {
    address,
    org,
    placeOf,
    reportsOnly,
  }: Pick<HclReading, "placeOf"> & {
    readonly address: string;
    readonly org: string;
    readonly reportsOnly: boolean;
  },
): Evidence {
  const block = blockOf(address);
  const places = new Map<string, string | undefined>();
  const placed = (endpoint: string): { readonly location?: string } => {
    if (!places.has(endpoint)) places.set(endpoint, placeOf(block, endpoint));
    const location = places.get(endpoint);
    return location === undefined ? {} : { location };
  };
  const at = { construct: address };
  return {
    ...evidence,
    documents: evidence.documents.map((each) => ({
      ...each,
      ...at,
      address,
      org,
      expectations: each.expectations.map(
        (expectation): EvidenceExpectation => ({
          ...expectation,
          ...at,
          ...(reportsOnly ? { reportsOnly } : {}),
          ...placed(each.endpoint),
        }),
      ),
      fields: each.fields.map((field) => ({ ...field, ...at, ...placed(each.endpoint) })),
    })),
    findings: evidence.findings.map((each) => ({ ...each, ...at, address, ...placed(each.endpoint) })),
    waivers: evidence.waivers.map((each) => ({ ...each, ...at, org })),
  };
}
