import { expiryOf, type Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import type { EvidenceWaiver } from "./evidence.js";
import type { PlannedRecord } from "./input.js";

/** A waiver as the record has it. */
export function recordWaiver(
  { path, observed, reason, expires, owner, whole = false }: Waiver,
  { org, schema, platform }: Pick<PlannedRecord, "org" | "schema" | "platform">,
  { construct, state }: Pick<EvidenceWaiver, "construct" | "state">,
): EvidenceWaiver {
  const where = { construct, org: org.name, endpoint: schema.name, ...omitUndefined({ platform }) };
  return { ...where, path, observed, reason, expires, ...omitUndefined({ owner }), whole, state };
}

export function isExpired({ expires }: Waiver, at: Date): boolean {
  return Date.parse(expiryOf(expires) ?? "") < at.getTime();
}
