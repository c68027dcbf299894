import { omitUndefined } from "../omit-undefined.js";
import type { EvidenceDocument, EvidenceWaiver } from "./evidence.js";
import { recordExpectation } from "./expectations.js";
import type { PlannedRecord } from "./input.js";
import { isExpired, recordWaiver } from "./waivers.js";

/** A document that the plan will tell of. */
export function plannedDocument(record: PlannedRecord): EvidenceDocument {
  const { construct, address, gates, org, schema, platform, expectations, snapshot } = record;
  return {
    construct,
    address,
    org: org.name,
    endpoint: schema.name,
    ...omitUndefined({ platform }),
    status: "planned",
    source: org.source,
    readAt: "plan",
    ...omitUndefined({ snapshot }),
    // It is read as the plan is made.
    maxAge: 0,
    expectations: expectations.map((expectation, index) => {
      const gate = gates[index];
      return { ...recordExpectation(expectation, record), ...omitUndefined({ address: gate }) };
    }),
    fields: [],
    unknownKeys: [],
    vendorRules: [],
    reservedInUse: [],
  };
}

/** Its waivers, as far as their dates tell. */
export function plannedWaivers(record: PlannedRecord, at: Date): readonly EvidenceWaiver[] {
  return record.expectations.flatMap(({ options, constructPath: construct }) =>
    (options.waivers ?? []).map((waiver) =>
      recordWaiver(waiver, record, { construct, state: isExpired(waiver, at) ? "expired" : "in-force" }),
    ),
  );
}
