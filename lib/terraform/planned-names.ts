import type { Field, ObjectField } from "../settings/model/field.js";
import { snakeCase } from "../settings/model/keys.js";
import { GATE_TYPE } from "./addresses.js";

/** The names that Terraform knows things by where its provider `fullstory` reads them. */

/** What `required_providers` calls the provider. */
export const FULLSTORY = "fullstory";
/** Where the provider comes from. */
export const FULLSTORY_PROVIDER = "cdktf-fullstory/fullstory";
/** The oldest version of Terraform that knows ephemeral resources. */
export const OLDEST_WITH_EPHEMERAL = ">= 1.10.0";

/** What is read: a document, its history, or the events of a session. */
export interface PlannedSchema extends Read {
  readonly document: ObjectField;
}

interface Read {
  readonly kind: "document" | "history" | "session-events";
  readonly endpoint?: { readonly name: string };
}

/** `fullstory_recording_geo`, `fullstory_recording_geo_history`, `fullstory_session_events`. */
export function recordingType({ kind, endpoint }: Read): string {
  if (kind === "session-events" || endpoint === undefined) return "fullstory_session_events";
  return `fullstory_recording_${endpoint.name}${kind === "history" ? "_history" : ""}`;
}

export function recordingAddress(schema: PlannedSchema, name: string): string {
  return `data.${recordingType(schema)}.${name}`;
}

export function gateAddress(name: string): string {
  return `data.${GATE_TYPE}.${name}`;
}

export function ephemeralGateAddress(name: string): string {
  return `ephemeral.${GATE_TYPE}.${name}`;
}

/** The expression of a field, with open JSON decoded as it is where the settings are read at synthesis. */
export function fieldExpression(schema: PlannedSchema, name: string, field: string): string {
  const address = recordingAddress(schema, name);
  if (field === "versionCount") return `length(${address}.versions)`;
  const attribute = `${address}.${snakeCase(field)}`;
  const spec: Field | undefined = schema.kind === "history" ? undefined : schema.document.fields[field];
  if (spec?.kind === "json") return `jsondecode(${attribute})`;
  if (spec?.kind === "list" && spec.item.kind === "json")
    return `[for each in ${attribute} : jsondecode(each)]`;
  return attribute;
}
