import {
  completeEvidence,
  type Evidence,
  type EvidenceError,
  type EvidenceExpectation,
  type EvidenceOrg,
} from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { GateReading } from "./gate-records.js";
import type { PlaceOf } from "./hcl-places.js";
import { isEphemeral, toBlockAddress } from "./planned-gates.js";

/** What was read of a folder of HCL. */
export interface HclReading extends GateReading {
  /** The name of the folder. */
  readonly stack: string;
  readonly at: Date;
  readonly placeOf: PlaceOf;
}

/** The evidence of a folder of HCL. With an error it has no outcome, whatever else it holds. */
export function buildHclEvidence(
  { stack, at, linked, gates, placeOf }: HclReading,
  error: EvidenceError | undefined,
): Evidence {
  const addresses = [...linked.keys()].sort();
  const again = addresses.filter(isEphemeral);
  const reporting = gates.instances.filter((each) => each.reportsOnly).map(({ address }) => address);
  const orgs = new Map<string, EvidenceOrg>();
  const judged: Evidence[] = [];
  // A plan does not say which provider opened an ephemeral gate: it is one that reads the same, or one of its own.
  for (const address of [...addresses.filter((each) => !isEphemeral(each)), ...again]) {
    const evidence = linked.get(address);
    if (evidence === undefined) continue;
    const block = toBlockAddress(address);
    const key = gates.blocks.get(block);
    const [org] = evidence.orgs;
    const same = [...orgs.values()].find((each) => isSameOrg(each, org));
    const name = key === undefined ? (same?.construct ?? `provider of ${address}`) : `provider.${key}`;
    if (org !== undefined && orgs.get(name)?.id === undefined) orgs.set(name, { ...org, construct: name });
    judged.push(
      addNames(evidence, {
        address,
        org: name,
        reports: reporting.includes(address) ? { reportsOnly: true } : {},
        placeOf: (endpoint) => omitUndefined({ location: placeOf(block, endpoint) }),
      }),
    );
  }
  return completeEvidence({
    stack,
    ...(error === undefined ? {} : { outcome: "error", error }),
    synthesizedAt: at.toISOString(),
    language: "hcl",
    orgs: [...orgs.values()],
    documents: judged.flatMap(({ documents }) => documents),
    findings: judged.flatMap(({ findings }) => findings),
    waivers: judged.flatMap(({ waivers }) => waivers),
    // Terraform opens an ephemeral gate once more before it applies.
    guards: again.map((address) => ({ construct: address, addresses: [address], except: [] })),
    warnings: [...new Set(judged.flatMap(({ warnings }) => warnings))],
  });
}

function isSameOrg(one: EvidenceOrg, other: EvidenceOrg | undefined): boolean {
  return JSON.stringify({ ...one, construct: "" }) === JSON.stringify({ ...other, construct: "" });
}

interface Names {
  readonly address: string;
  readonly org: string;
  readonly reports: Pick<EvidenceExpectation, "reportsOnly">;
  readonly placeOf: (endpoint: string) => Pick<EvidenceExpectation, "location">;
}

/** The same evidence, with the names that only the plan knows. */
function addNames(evidence: Evidence, { address, org, reports, placeOf }: Names): Evidence {
  const at = { construct: address };
  return {
    ...evidence,
    documents: evidence.documents.map((each) => {
      const here = { ...at, ...placeOf(each.endpoint) };
      return {
        ...each,
        ...at,
        address,
        org,
        expectations: each.expectations.map((expectation) => ({ ...expectation, ...reports, ...here })),
        fields: each.fields.map((field) => ({ ...field, ...here })),
      };
    }),
    findings: evidence.findings.map((each) => ({ ...each, ...at, address, ...placeOf(each.endpoint) })),
    waivers: evidence.waivers.map((each) => ({ ...each, ...at, org })),
  };
}
