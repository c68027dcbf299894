import type { Field, ObjectField } from "../settings/model/field.js";
import { toSnake } from "../settings/model/keys.js";

/** The names that Terraform knows our things by. Nothing else writes them. */

/** The type of data source that every settings document is rendered as. */
export const DATA_SOURCE_TYPE = "null_data_source";
/** Check blocks of ours begin with this, so that they collide with nobody's. */
export const CHECK_PREFIX = "fullstory_";
/** The provider that serves the data sources. */
export const NULL_PROVIDER = "hashicorp/null";
/** What `required_providers` calls the provider. */
export const FULLSTORY = "fullstory";
/** Where the provider comes from. */
export const FULLSTORY_PROVIDER = "cdktf-fullstory/fullstory";

const PREFIX = `data.${DATA_SOURCE_TYPE}.`;
/** An address of a data source of ours, and nothing more. */
export const DATA_SOURCE_ADDRESS = new RegExp(`^${PREFIX.replace(/\./g, "\\.")}[A-Za-z_][\\w-]*$`);
/** The type of the provider's gate, as a data source and as an ephemeral resource. */
export const GATE_TYPE = "fullstory_gate";
const NAME = "[\\p{L}_][\\p{L}\\p{N}_-]*";
const INSTANCE = '(?:\\[(?:\\d+|"(?:[^"\\\\]|\\\\.)*")\\])?';
/** An address of anything of ours that judges, with its modules and instance keys. */
export const JUDGING_ADDRESS = new RegExp(
  `^(?:module\\.${NAME}${INSTANCE}\\.)*(?:data\\.${DATA_SOURCE_TYPE}|(?:data|ephemeral)\\.fullstory_\\w+)\\.${NAME}${INSTANCE}$`,
  "u",
);
const GATE = new RegExp(`(?:^|\\.)(?:data|ephemeral)\\.${GATE_TYPE}\\.`);
const ANY_REGISTRY = /^(?:null|(?:[^/]+\/)?hashicorp\/null)$/;
const PUBLIC_REGISTRY = /^(?:null|(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/null)$/;

/** `data.null_data_source.NAME`. */
export function toAddress(name: string): string {
  return PREFIX + name;
}

/** Whether an address is that of a gate of the provider, which may declare several documents. */
export function isGateAddress(address: string): boolean {
  return GATE.test(address);
}

/** NAME of `data.null_data_source.NAME`; undefined for any other address. */
export function findDataSourceName(address: string): string | undefined {
  return address.startsWith(PREFIX) ? address.slice(PREFIX.length) : undefined;
}

/** The key of a check block in Terraform JSON. */
export function toCheckName(name: string): string {
  return CHECK_PREFIX + name;
}

/** Whether a provider's source is hashicorp/null, on whatever registry. */
export function isNullProvider(source: string): boolean {
  return ANY_REGISTRY.test(source);
}

/** Whether a provider's source is hashicorp/null of a public registry. */
export function isPublicNullProvider(source: string): boolean {
  return PUBLIC_REGISTRY.test(source);
}

/** What is read: a document, its history, or the events of a session. */
export interface PlannedSchema extends Read {
  readonly document: ObjectField;
}

interface Read {
  readonly kind: "document" | "history" | "session-events";
  readonly endpoint?: { readonly name: string } | undefined;
}

/** `fullstory_recording_geo`, `fullstory_recording_geo_history`, `fullstory_session_events`. */
export function toRecordingType({ kind, endpoint }: Read): string {
  if (kind === "session-events" || endpoint === undefined) return "fullstory_session_events";
  return `fullstory_recording_${endpoint.name}${kind === "history" ? "_history" : ""}`;
}

export function toRecordingAddress(schema: PlannedSchema, name: string): string {
  return `data.${toRecordingType(schema)}.${name}`;
}

export function toGateAddress(name: string): string {
  return `data.${GATE_TYPE}.${name}`;
}

export function toEphemeralGateAddress(name: string): string {
  return `ephemeral.${GATE_TYPE}.${name}`;
}

/** The expression of a field, with open JSON decoded as it is where the settings are read at synthesis. */
export function renderFieldExpression(schema: PlannedSchema, name: string, field: string): string {
  const address = toRecordingAddress(schema, name);
  if (field === "versionCount") return `length(${address}.versions)`;
  const attribute = `${address}.${toSnake(field)}`;
  const spec: Field | undefined = schema.kind === "history" ? undefined : schema.document.fields[field];
  if (spec?.kind === "json") return `jsondecode(${attribute})`;
  if (spec?.kind === "list" && spec.item.kind === "json")
    return `[for each in ${attribute} : jsondecode(each)]`;
  return attribute;
}
