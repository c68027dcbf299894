import { BadOptionError } from "../errors.js";
import { omitUndefined } from "../omit-undefined.js";
import { type CheckContext, findSettings } from "./declaration-faults.js";
import { readSourceOptions } from "./source-options.js";
import type { DeclaredSource, ResolvedSource } from "./stages.js";

/** Finds the org of a data source without faults, and what is to be requested for it. */
export function resolveSource(
  { record, expectations }: DeclaredSource,
  context: CheckContext,
): ResolvedSource {
  const org = findSettings(record, context);
  if (org === undefined)
    throw new BadOptionError("an org without settings", {
      hint: "This is a defect of cdktf-fullstory: report it.",
    });
  const { platform, maxAge = org.maxAge, params: given } = readSourceOptions(record);
  const [since] = expectations.flatMap(({ over }) => (over === undefined ? [] : [over.since])).sort();
  const params = { ...given, ...omitUndefined({ since }) };
  const need = { org, schema: record.schema, ...omitUndefined({ platform }), params };
  return { record, expectations, platform, org, need, maxAge };
}
