/** The names that Terraform knows our things by. Nothing else writes them. */

/** The type of data source that every settings document is rendered as. */
export const DATA_SOURCE_TYPE = "null_data_source";
/** Check blocks of ours begin with this, so that they collide with nobody's. */
export const CHECK_PREFIX = "fullstory_";
/** The provider that serves the data sources. */
export const NULL_PROVIDER = "hashicorp/null";

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
export function dataSourceAddress(name: string): string {
  return PREFIX + name;
}

/** Whether an address is that of a gate of the provider, which may declare several documents. */
export function isGateAddress(address: string): boolean {
  return GATE.test(address);
}

/** NAME of `data.null_data_source.NAME`; undefined for any other address. */
export function tryDataSourceName(address: string): string | undefined {
  return address.startsWith(PREFIX) ? address.slice(PREFIX.length) : undefined;
}

/** The key of a check block in Terraform JSON. */
export function checkName(name: string): string {
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
