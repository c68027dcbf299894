import type { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Construct } from "constructs";
import type { EndpointName, Platform } from "../settings/model/endpoint.js";
import { getSynthesis } from "../synthesis/cdktf-hooks.js";
import type { OrgRecord } from "../synthesis/records.js";

/** Settings documents by endpoint, for a user's own tests. Where an endpoint has platforms: one each, or web's alone. */
export type SettingsSource = {
  readonly [Name in EndpointName]?: unknown | { readonly [On in Platform]?: unknown };
} & {
  /** By endpoint, what its history answers: `{ versions: [...] }`. */
  readonly history?: { readonly [Name in EndpointName]?: unknown };
  /** By session id, what its events are: `{ events: [...] }`. */
  readonly sessionEvents?: Readonly<Record<string, unknown>>;
};

/** How to reach one Fullstory org, and how strict its gates are. */
export interface FullstoryOrgProps {
  /**
   * The org's API key. Given but `undefined` or empty it is an error, never a fallback.
   * @default - env FULLSTORY_API_KEY
   */
  readonly apiKey?: string;
  /**
   * Where the API is; in Europe https://api.eu1.fullstory.com.
   * @default - env FULLSTORY_BASE_URL, else https://api.fullstory.com
   */
  readonly baseUrl?: string;
  /** Further hosts that may be given the key; each shows as a warning in the plan and in the evidence. */
  readonly allowHost?: string | readonly string[];
  /** Id of the org that the key must belong to. Anything else, and no answer, fails the plan. */
  readonly expectOrg?: string;
  /** A name for a second org in the same scope. An org with an alias is used only where it is passed as `org`. */
  readonly alias?: string;
  /**
   * Where settings come from: `"live"`, the path of a snapshot, or documents as an object.
   * @default - env FULLSTORY_SETTINGS_SOURCE (`{alias}` in it is this org's alias), which never overrides code, else "live"
   */
  readonly source?: string | SettingsSource;
  /** How old settings may be when a plan is made: `90s`, `30m`, `12h`, `14d`, or `off`. @default "1h" */
  readonly maxAge?: string;
  /** How old a snapshot may be. @default "14d" */
  readonly snapshotMaxAge?: string;
  /**
   * When settings are read: `"synth"`, while the app synthesizes, or `"plan"`, by Terraform when it plans and again when
   * it applies, with the provider `fullstory`. Then a key never stands in code, and no value is known to the app.
   * @default - env FULLSTORY_READ_AT, which never overrides code, else "synth"
   */
  readonly readAt?: "synth" | "plan";
  /** Whether a document that cannot be read fails its own stack's plan, or the synthesis. @default "plan" */
  readonly onReadError?: "plan" | "synth";
  /** Whether a difference that is only stricter fails. @default "error" */
  readonly onTightened?: "error" | "warning";
  /** Whether rules that Fullstory keeps count as undeclared. @default "report" */
  readonly vendorRules?: "report" | "exact";
  /** Whether every warning fails the plan. @default - env FULLSTORY_WARNINGS_AS_ERRORS=1, else false */
  readonly warningsAsErrors?: boolean;
  /** Whether messages name the people who changed a setting. They are then in `cdk.tf.json` too. @default false */
  readonly showActors?: boolean;
  /** Whether Terraform references to identifiers and people are allowed; they are sensitive. @default false */
  readonly exposeIdentifiers?: boolean;
  /** Whether blocked IP addresses are masked as identifiers are. @default false */
  readonly maskAddresses?: boolean;
  /** How many days ahead a waiver may expire. @default 90 */
  readonly maxWaiverDays?: number;
  /** The provider that serves the data sources. @default - the stack's default one, added where there is none */
  readonly nullProvider?: NullProvider;
  /** Milliseconds that one attempt may take. @default 10000 */
  readonly timeoutMs?: number;
  /** Milliseconds that a synthesis may spend on requests. @default 60000 */
  readonly deadlineMs?: number;
  /** Attempts in all, the first included. @default 4 */
  readonly attempts?: number;
}

/** What the client is made of. */
const CLIENT_OPTIONS: ReadonlySet<string> = new Set<keyof FullstoryOrgProps>([
  "apiKey",
  "baseUrl",
  "allowHost",
  "timeoutMs",
  "deadlineMs",
  "attempts",
]);

/**
 * Not a Terraform provider: a plain construct that stands for one Fullstory org and holds the client that reads its
 * settings while the app synthesizes. It renders nothing of its own.
 *
 * It is resolved at synthesis, so the order of declaration does not matter, and its constructor does no I/O. An org
 * without `alias` is the default of its scope and of everything below; two of them in one scope are an error.
 *
 * @throws FrameworkMismatchError when the app comes from another copy of the framework
 */
export class FullstoryOrg extends Construct {
  readonly alias: string | undefined;
  readonly #record: OrgRecord;

  constructor(scope: Construct, id: string, props: FullstoryOrgProps = {}) {
    super(scope, id);
    this.alias = props.alias;
    const entries = Object.entries(props);
    const isOfClient = ([name]: readonly [string, unknown]) => CLIENT_OPTIONS.has(name);
    const clientOptions = Object.fromEntries(entries.filter(isOfClient));
    this.#record = {
      construct: this,
      alias: props.alias,
      options: Object.fromEntries(entries.filter((entry) => !isOfClient(entry))),
      getClientOptions: () => clientOptions,
    };
    getSynthesis(this).registry.addOrg(this.#record);
  }

  /** What was registered. @internal */
  get record(): OrgRecord {
    return this.#record;
  }
}
