import type { NullProvider } from "@cdktf/provider-null/lib/provider";
import * as v from "valibot";
import { type ResolvedOptions, resolveClientOptions } from "../client/options/client-options.js";
import { FullstoryError } from "../errors.js";
import { MAX_AGE_FORM, type MaxAge, readMaxAge } from "../expectations/max-age.js";
import { omitUndefined } from "../omit-undefined.js";
import { findOptionFaults, type OptionEntries, type OptionFault } from "../options.js";
import { hash } from "../settings/model/canonical.js";
import type { Rules } from "../verdict/evaluate.js";
import {
  findReadAtFaults,
  type PlannedReading,
  resolvePlannedReading,
  resolveReadAt,
} from "./planned-org.js";
import type { GivenOptions, OrgRecord } from "./records.js";

/** Where an org's settings come from. */
export type Source =
  | { readonly kind: "live"; readonly client: ResolvedOptions }
  | { readonly kind: "snapshot"; readonly path: string }
  | { readonly kind: "documents"; readonly documents: object }
  | PlannedReading;

/** An org's options, checked, with every default filled in. */
export interface OrgSettings extends Rules {
  /** Construct path, or `(environment)`. */
  readonly name: string;
  readonly source: Source;
  /** Tells orgs apart that do not share answers. Holds no key. */
  readonly identity: string;
  readonly alias?: string;
  readonly expectOrg?: string;
  readonly maxAge: MaxAge;
  readonly snapshotMaxAge: MaxAge;
  readonly onReadError: "plan" | "synth";
  readonly vendorRules: "report" | "exact";
  readonly showActors: boolean;
  readonly exposeIdentifiers: boolean;
  readonly maskAddresses: boolean;
  readonly maxWaiverDays: number;
  readonly nullProvider?: NullProvider;
  /** What a person should know, for example that the key goes to a host that is not Fullstory's. */
  readonly warnings: readonly string[];
}

/** An org whose settings Terraform reads. */
export interface PlannedOrg extends OrgSettings {
  readonly source: PlannedReading;
}

export type OrgReading =
  | { readonly ok: true; readonly settings: OrgSettings }
  | { readonly ok: false; readonly faults: readonly OptionFault[] };

const pickOneOf = <const T extends readonly string[]>(...words: T) =>
  v.picklist(words, `must be ${words.map((word) => `"${word}"`).join(" or ")}`);
const flag = v.boolean("must be true or false");
const age = v.pipe(
  v.custom<string>((text) => readMaxAge(text) !== undefined, `must be ${MAX_AGE_FORM}`),
  v.transform((text): MaxAge => readMaxAge(text) ?? "off"),
);
const isText = (text: unknown): boolean => typeof text === "string" && text.trim() !== "";

/** The options of `FullstoryOrg` and their defaults, but for those of its client. */
const OPTIONS = {
  readAt: v.optional(pickOneOf("synth", "plan")),
  onReadError: v.optional(pickOneOf("plan", "synth"), "plan"),
  onTightened: v.optional(pickOneOf("error", "warning"), "error"),
  vendorRules: v.optional(pickOneOf("report", "exact"), "report"),
  warningsAsErrors: v.optional(flag),
  showActors: v.optional(flag, false),
  exposeIdentifiers: v.optional(flag, false),
  maskAddresses: v.optional(flag, false),
  expectOrg: v.exactOptional(v.custom<string>(isText, "was given but is undefined or empty")),
  alias: v.optional(v.custom<string>((name) => typeof name === "string" && name !== "", "must be a name")),
  maxWaiverDays: v.optional(
    v.custom<number>(
      (days) => typeof days === "number" && Number.isInteger(days) && days >= 1 && days <= 3_650,
      "must be a whole number from 1 to 3650",
    ),
    90,
  ),
  source: v.optional(
    v.custom<string | object>(
      (source) => (typeof source === "object" && source !== null) || typeof source === "string",
      'must be "live", the path of a snapshot, or documents as an object',
    ),
  ),
  maxAge: v.optional(age, "1h"),
  snapshotMaxAge: v.optional(age, "14d"),
  nullProvider: v.optional(v.custom<NullProvider>(() => true)),
} satisfies OptionEntries;

/** Checks an org's options against the rules; all faults together. Without an org: the environment's. */
export function readOrg(org: OrgRecord | undefined, env: NodeJS.ProcessEnv): OrgReading {
  const given = org?.options ?? {};
  const faults = [...findOptionFaults(given, OPTIONS, "no such option"), ...findReadAtFaults(org, env)];
  const source = faults.some(({ field }) => field === "source") ? undefined : readSource(given, org, env);
  if (source !== undefined && "message" in source) faults.push(source);
  const read = v.safeParse(v.object(OPTIONS), given);
  if (faults.length > 0 || !read.success || source === undefined || "message" in source)
    return { ok: false, faults };
  const { readAt: _readAt, source: _source, ...options } = read.output;
  const settings: OrgSettings = {
    ...omitUndefined(options),
    name: org?.construct.node.path ?? "(environment)",
    source,
    identity: identifySource(source),
    warningsAsErrors: options.warningsAsErrors ?? env["FULLSTORY_WARNINGS_AS_ERRORS"] === "1",
    warnings: source.kind === "live" ? source.client.warnings : [],
  };
  return { ok: true, settings };
}

function readSource(
  options: GivenOptions,
  org: OrgRecord | undefined,
  env: NodeJS.ProcessEnv,
): Source | OptionFault {
  const given: unknown = options["source"] ?? (env["FULLSTORY_SETTINGS_SOURCE"]?.trim() || "live");
  if (typeof given === "object" && given !== null) return { kind: "documents", documents: given };
  const path = options["source"] === undefined ? resolveAlias(String(given), org?.alias) : String(given);
  if (typeof path !== "string") return path;
  if (path.trim() === "") return { field: "source", message: "was given but is empty" };
  if (resolveReadAt(org, env) === "plan") return resolvePlannedReading(org, path, env);
  if (path !== "live") return { kind: "snapshot", path };
  try {
    return { kind: "live", client: resolveClientOptions(org?.getClientOptions() ?? {}, env) };
  } catch (error) {
    if (!(error instanceof FullstoryError)) throw error;
    return { message: error.message };
  }
}

const ALIAS = "{alias}";

/** The file of one org, where the environment names a file for each: `snapshots/{alias}.json`. */
function resolveAlias(pattern: string, alias: string | undefined): string | OptionFault {
  if (!pattern.includes(ALIAS)) return pattern;
  const named = `FULLSTORY_SETTINGS_SOURCE names a file for each alias`;
  if (alias === undefined) return { field: "alias", message: `${named}, and this org has none: give it one` };
  // A name of a file, and never a way to another folder.
  if (!/^[A-Za-z0-9_][\w.-]{0,100}$/.test(alias))
    return { field: "alias", message: `${named}: use letters, digits, "_", "-" and "." only` };
  return pattern.replaceAll(ALIAS, alias);
}

const documentIds = new WeakMap<object, number>();
let nextDocumentId = 1;

function identifySource(source: Source): string {
  switch (source.kind) {
    case "live":
      return `live ${source.client.origin} ${hash(source.client.key.reveal())}`;
    case "snapshot":
      return `snapshot ${source.path}`;
    case "terraform":
      return `terraform ${JSON.stringify(source)}`;
    case "documents": {
      const id = documentIds.get(source.documents) ?? nextDocumentId++;
      documentIds.set(source.documents, id);
      return `documents ${id}`;
    }
  }
}
