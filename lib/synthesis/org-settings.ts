import type { NullProvider } from "@cdktf/provider-null/lib/provider";
import {
  type ClientOptions,
  type ResolvedOptions,
  resolveClientOptions,
} from "../client/options/client-options.js";
import type { FullstoryOrg, FullstoryOrgProps, SettingsSource } from "../constructs/org.js";
import { FullstoryError } from "../errors.js";
import { MAX_AGE_FORM, type MaxAge, readMaxAge } from "../expectations/max-age.js";
import { sha256 } from "../settings/model/canonical.js";

/** Where an org's settings come from. */
export type Source =
  | { readonly kind: "live"; readonly client: ResolvedOptions }
  | { readonly kind: "snapshot"; readonly path: string }
  | { readonly kind: "documents"; readonly documents: SettingsSource };

/** An org's options, checked, with every default filled in. */
export interface OrgSettings {
  /** Construct path, or `(environment)`. */
  readonly name: string;
  readonly source: Source;
  /** Tells orgs apart that do not share answers. Holds no key. */
  readonly identity: string;
  readonly expectOrg?: string;
  readonly maxAge: MaxAge;
  readonly snapshotMaxAge: MaxAge;
  readonly onReadError: "plan" | "synth";
  readonly onTightened: "error" | "warning";
  readonly vendorRules: "report" | "exact";
  readonly warningsAsErrors: boolean;
  readonly showActors: boolean;
  readonly exposeIdentifiers: boolean;
  readonly maskAddresses: boolean;
  readonly maxWaiverDays: number;
  readonly nullProvider?: NullProvider;
  /** What a person should know, for example that the key goes to a host that is not Fullstory's. */
  readonly warnings: readonly string[];
}

export interface OptionFault {
  readonly field?: string;
  readonly message: string;
}

export type OrgReading =
  | { readonly ok: true; readonly settings: OrgSettings }
  | { readonly ok: false; readonly faults: readonly OptionFault[] };

type GateProps = FullstoryOrg["gateProps"];

const KNOWN: ReadonlySet<string> = new Set<keyof GateProps>([
  "expectOrg",
  "alias",
  "source",
  "maxAge",
  "snapshotMaxAge",
  "onReadError",
  "onTightened",
  "vendorRules",
  "warningsAsErrors",
  "showActors",
  "showIdentifiers",
  "exposeIdentifiers",
  "maskAddresses",
  "maxWaiverDays",
  "nullProvider",
]);

const CHOICES = {
  onReadError: ["plan", "synth"],
  onTightened: ["error", "warning"],
  vendorRules: ["report", "exact"],
} as const;
const FLAGS = [
  "warningsAsErrors",
  "showActors",
  "showIdentifiers",
  "exposeIdentifiers",
  "maskAddresses",
] as const;

/** Checks an org's options against the rules; all faults together. */
export function readOrg(org: FullstoryOrg | undefined, env: NodeJS.ProcessEnv): OrgReading {
  const props: GateProps = org?.gateProps ?? {};
  const faults = optionFaults(props);
  const source = readSource(props.source, org?.clientOptions ?? {}, env, faults);
  const maxAge = readAge("maxAge", props.maxAge, "1h", faults);
  const snapshotMaxAge = readAge("snapshotMaxAge", props.snapshotMaxAge, "14d", faults);
  if (faults.length > 0 || source === undefined) return { ok: false, faults };
  const client = source.kind === "live" ? source.client : undefined;
  const settings: OrgSettings = {
    name: org?.node.path ?? "(environment)",
    source,
    identity: identityOf(source),
    ...(props.expectOrg === undefined ? {} : { expectOrg: props.expectOrg }),
    maxAge,
    snapshotMaxAge,
    onReadError: props.onReadError ?? "plan",
    onTightened: props.onTightened ?? "error",
    vendorRules: props.vendorRules ?? "report",
    warningsAsErrors: props.warningsAsErrors ?? env["FULLSTORY_WARNINGS_AS_ERRORS"] === "1",
    showActors: props.showActors ?? false,
    exposeIdentifiers: props.exposeIdentifiers ?? false,
    maskAddresses: props.maskAddresses ?? false,
    maxWaiverDays: props.maxWaiverDays ?? 90,
    ...(props.nullProvider === undefined ? {} : { nullProvider: props.nullProvider }),
    warnings: client?.warnings ?? [],
  };
  return { ok: true, settings };
}

function optionFaults(props: GateProps): OptionFault[] {
  const faults: OptionFault[] = [];
  for (const name of Object.keys(props))
    if (!KNOWN.has(name)) faults.push({ field: name.slice(0, 40), message: "no such option" });
  for (const [name, values] of Object.entries(CHOICES) as [keyof typeof CHOICES, readonly string[]][]) {
    const value = props[name];
    if (value !== undefined && !values.includes(value))
      faults.push({ field: name, message: `must be ${values.map((v) => `"${v}"`).join(" or ")}` });
  }
  for (const name of FLAGS) {
    const value: unknown = props[name];
    if (value !== undefined && typeof value !== "boolean")
      faults.push({ field: name, message: "must be true or false" });
  }
  if ("expectOrg" in props && (typeof props.expectOrg !== "string" || props.expectOrg.trim() === "")) {
    faults.push({ field: "expectOrg", message: "was given but is undefined or empty" });
  }
  if (
    "alias" in props &&
    props.alias !== undefined &&
    (typeof props.alias !== "string" || props.alias === "")
  ) {
    faults.push({ field: "alias", message: "must be a name" });
  }
  const days: unknown = props.maxWaiverDays;
  if (
    days !== undefined &&
    !(typeof days === "number" && Number.isInteger(days) && days >= 1 && days <= 3_650)
  ) {
    faults.push({ field: "maxWaiverDays", message: "must be a whole number from 1 to 3650" });
  }
  return faults;
}

function readAge(
  field: keyof FullstoryOrgProps,
  given: unknown,
  standard: string,
  faults: OptionFault[],
): MaxAge {
  const age = readMaxAge(given ?? standard);
  if (age === undefined) faults.push({ field, message: `must be ${MAX_AGE_FORM}` });
  return age ?? "off";
}

function readSource(
  given: FullstoryOrgProps["source"],
  options: ClientOptions,
  env: NodeJS.ProcessEnv,
  faults: OptionFault[],
): Source | undefined {
  const source: unknown = given ?? (env["FULLSTORY_SETTINGS_SOURCE"]?.trim() || "live");
  if (typeof source === "string" && source !== "live") {
    if (source.trim() !== "") return { kind: "snapshot", path: source };
    faults.push({ field: "source", message: "was given but is empty" });
    return undefined;
  }
  if (typeof source === "object" && source !== null) return { kind: "documents", documents: source };
  if (source !== "live") {
    faults.push({
      field: "source",
      message: 'must be "live", the path of a snapshot, or documents as an object',
    });
    return undefined;
  }
  try {
    return { kind: "live", client: resolveClientOptions(options, env) };
  } catch (error) {
    if (!(error instanceof FullstoryError)) throw error;
    faults.push({ message: error.message });
    return undefined;
  }
}

const documentIds = new WeakMap<object, number>();
let nextDocumentId = 1;

function identityOf(source: Source): string {
  switch (source.kind) {
    case "live":
      return `live ${source.client.origin} ${sha256(source.client.key.reveal())}`;
    case "snapshot":
      return `snapshot ${source.path}`;
    case "documents": {
      const id = documentIds.get(source.documents) ?? nextDocumentId++;
      documentIds.set(source.documents, id);
      return `documents ${id}`;
    }
  }
}
